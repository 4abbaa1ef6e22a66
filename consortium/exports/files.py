"""One file to take away: what it is called, what it is of, how it is recognized."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.exports.datapackage import license_of_data
from consortium.exports.extracts import Extract
from consortium.models.turns import DataVersion


class Format(NamedTuple):
    """A format: its media type, and whether the same rows are the same bytes."""

    media_type: str
    exact: bool


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", exact=True),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", exact=False
    ),
    "jsonl": Format("application/jsonl; charset=utf-8", exact=True),
    "parquet": Format("application/vnd.apache.parquet", exact=False),
}


@dataclass(frozen=True)
class File:
    """One file: its rows, its format, and the state of the data it is of."""

    extract: Extract
    extension: str
    language: str
    version: DataVersion
    as_of: datetime | None
    asked: Mapping[str, str]
    bom: bool

    @property
    def day(self) -> str:
        """The day whose data it has."""
        moment = self.as_of or self.version.written_at
        return timezone.localtime(moment).date().isoformat()

    @property
    def name(self) -> str:
        name = self.extract.dataset.name
        return f"{name}_{self.day}_v{self.version.number}.{self.extension}"

    @property
    def etag(self) -> str:
        """The version, and everything that is asked of it."""
        parts = [
            self.extract.rows,
            self.extract.order,
            self.language,
            self.as_of,
            self.bom,
            self.extension,
        ]
        digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
        tag = f'"v{self.version.number}-{digest}"'
        return tag if FORMATS[self.extension].exact else f"W/{tag}"

    @property
    def about(self) -> list[tuple[str, str]]:
        """Where the file is from, as its workbook says."""
        filters = [f"{name}={value}" for name, value in self.asked.items()]
        license_ = license_of_data()
        return [
            (_("Data of"), self.day),
            (_("Version of the data"), str(self.version.number)),
            (_("Filters"), " ".join(filters) or _("none")),
            (_("Licence"), " ".join(license_.values())),
            (_("Instants"), _("In UTC.")),
            (_("Figures"), _("A spreadsheet keeps 15 digits; the other formats, all.")),
            (
                _("Long texts"),
                _("A cell holds 32,767 characters; the other formats, all."),
            ),
        ]
