"""The page of the files: what each holds, in which formats, and how to ask for less."""

from dataclasses import dataclass
from datetime import UTC

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from consortium.exports import writers
from consortium.exports.columns import Column
from consortium.exports.datapackage import Size, license_of_data, public_extract, size
from consortium.exports.datasets import DATASETS, Dataset
from consortium.exports.extracts import one_state
from consortium.exports.files import FORMATS
from consortium.models.turns import DataVersion
from consortium.pages import linked_data

COUNTED = 20_000
"""Files of more rows are not measured while somebody waits for the page."""

KINDS = {
    "text": _("text"),
    "code": _("code"),
    "integer": _("whole number"),
    "decimal": _("number"),
    "boolean": _("yes or no"),
    "date": _("day"),
    "instant": _("instant"),
    "json": _("object"),
}

FORMAT_NAMES = {
    "csv": "CSV",
    "xlsx": "Excel (XLSX)",
    "jsonl": "JSON Lines",
    "parquet": "Parquet",
}


@dataclass(frozen=True)
class Link:
    """Where a dataset is in one format."""

    name: str
    address: str


@dataclass(frozen=True)
class Entry:
    """A dataset as the page lists it."""

    dataset: Dataset
    rows: int
    size: Size | None

    @property
    def more(self) -> bool:
        """Whether there are more rows than were counted."""
        return self.rows > COUNTED

    @property
    def links(self) -> list[Link]:
        """The file in every format that is written here, labels as the page speaks."""
        language = get_language()
        query = "" if language == settings.LANGUAGE_CODE else f"?lang={language}"
        return [
            Link(
                FORMAT_NAMES[extension],
                reverse("download", args=[self.dataset.name, extension]) + query,
            )
            for extension in FORMATS
            if extension != "parquet" or writers.has_parquet()
        ]

    @property
    def filters(self) -> list[str]:
        """The names of the filters that the dataset takes."""
        return sorted(self.dataset.filters.base_filters)

    @property
    def columns(self) -> list[dict[str, str]]:
        """Every column with what it holds."""
        return [_column(column) for column in self.dataset.columns]


@require_safe
def downloads(request: HttpRequest) -> HttpResponse:
    """Every dataset with its columns and its public files."""
    with one_state() as version:
        entries = [_entry(dataset, version) for dataset in DATASETS.values()]
    content = {
        "entries": entries,
        "most": COUNTED,
        "version": version,
        "license": license_of_data(),
        "instant": f"{version.written_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "origin": request.build_absolute_uri("/")[:-1],
        "linked_data": linked_data.catalogue(request),
    }
    return render(request, "pages/downloads.html", content)


def _entry(dataset: Dataset, version: DataVersion) -> Entry:
    rows = public_extract(dataset).count(limit=COUNTED + 1)
    measured = size(dataset.name, version) if rows <= COUNTED else None
    return Entry(dataset, rows, measured)


def _column(column: Column) -> dict[str, str]:
    return {
        "name": column.name,
        "kind": str(KINDS[column.kind]),
        "title": str(capfirst(str(column.title))),
        "description": str(column.description),
        "unit": str(column.unit),
    }
