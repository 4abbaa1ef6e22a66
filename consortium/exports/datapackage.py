"""The data package: what the files hold, in a form that tools read (version 2).

Titles and descriptions are in both languages, as the specification's recipe for
translations has it: ``title`` and ``title@ja``.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortium.exports import writers
from consortium.exports.columns import Column
from consortium.exports.datasets import DATASETS, Dataset
from consortium.exports.extracts import Extract
from consortium.models.turns import DataVersion

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
TYPES = {
    "text": "string",
    "code": "string",
    "decimal": "number",
    "instant": "datetime",
    "json": "any",
}
"""The type of Table Schema for each kind of column; else it has the same name."""

LICENSES = {
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC0-1.0": (
        "Creative Commons Zero 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "ODbL-1.0": (
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    "ODC-By-1.0": (
        "Open Data Commons Attribution License 1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
    ),
}
"""Title and address of the licences that we know by their SPDX identifier."""


class Size(NamedTuple):
    """How long a file is, and what it is recognized by."""

    bytes: int
    hash: str


def license_of_data() -> dict[str, str]:
    """The licence of the published data; title and address if we know them."""
    name = settings.DATA_LICENSE
    if name not in LICENSES:
        return {"name": name}
    title, path = LICENSES[name]
    return {"name": name, "title": title, "path": path}


def data_package(version: DataVersion) -> dict[str, Any]:
    """The description of the public files at ``version``, which queries have to see."""
    return {
        "$schema": PROFILE,
        "name": "investment-tracker",
        **_told("title", lambda: _("Public investment programmes from their evidence")),
        **_told(
            "description",
            lambda: _(
                "Every figure is an accepted claim that can be traced to a source; "
                "read it with its qualifier."
            ),
        ),
        "languages": [code for code, _name in settings.LANGUAGES],
        "version": str(version.number),
        "created": version.written_at.isoformat(),
        "licenses": [license_of_data()],
        "sources": [
            {
                **_told("title", lambda: str(DATASETS["sources"].title)),
                "path": _path("sources"),
            }
        ],
        "resources": [
            _resource(dataset, size(dataset.name, version))
            for dataset in DATASETS.values()
        ],
    }


@lru_cache(maxsize=2 * len(DATASETS))
def size(name: str, version: DataVersion) -> Size:
    """The size of a public CSV file, counted once for each version."""
    length, digest = 0, hashlib.sha256()
    with translation.override(settings.LANGUAGE_CODE):
        for chunk in writers.csv(public_extract(DATASETS[name])):
            length += len(chunk)
            digest.update(chunk)
    return Size(length, f"sha256:{digest.hexdigest()}")


def public_extract(dataset: Dataset) -> Extract:
    """All that anybody gets of ``dataset``, in the language of the moment."""
    reader = AnonymousUser()
    rows = dataset.rows(reader)
    usual = dataset.filters(MultiValueDict(), rows, user=reader).qs
    return Extract.of(dataset, usual, reader)


def _resource(dataset: Dataset, counted: Size) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": TABLE_SCHEMA,
        "fields": [_field(column, dataset) for column in dataset.columns],
        "missingValues": [""],
    }
    if dataset.key:
        schema["primaryKey"] = list(dataset.key)
    return {
        "name": dataset.name,
        "type": "table",
        "path": _path(dataset.name),
        **_told("title", lambda: str(dataset.title)),
        **_told("description", lambda: str(dataset.row)),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **counted._asdict(),
        "schema": schema,
    }


def _field(column: Column, dataset: Dataset) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.name in dataset.key:
        constraints["required"] = True
    if column.codes and column.kind == "code":
        constraints["enum"] = [str(code) for code in column.codes()]
    unit = _told("unit", lambda: str(column.unit)) if column.unit else {}
    return {
        "name": column.name,
        "type": TYPES.get(column.kind, column.kind),
        **_told("title", lambda: str(capfirst(str(column.title)))),
        **_told("description", lambda: str(column.description or column.title)),
        **unit,
        **({"constraints": constraints} if constraints else {}),
    }


def _told(name: str, words: Callable[[], str]) -> dict[str, str]:
    """``words`` in every language, the first without saying which."""
    return dict(_in_each(name, words))


def _in_each(name: str, words: Callable[[], str]) -> Iterator[tuple[str, str]]:
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            is_usual = code == settings.LANGUAGE_CODE
            yield (name if is_usual else f"{name}@{code}"), words()


def _path(name: str) -> str:
    return f"{name}.csv"
