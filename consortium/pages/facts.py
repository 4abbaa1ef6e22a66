"""Labelled facts: what is known, what it rests on, and what nobody reported."""

from dataclasses import dataclass, field

from consortium.models import Initiative, Record
from consortium.pages.citations import Citations
from consortium.pages.reports import Reports, reports
from consortium.readings import field_label, place_name
from consortium.wording import Words, fuzzy_date


@dataclass(frozen=True)
class Fact:
    """One line of a list of facts; ``words`` is ``None`` where nothing is reported."""

    label: str
    words: str | Words | None
    reports: Reports
    note: str = ""


@dataclass
class FactSheet:
    """Facts about one record, each with what is reported on its field."""

    record: Record
    citations: Citations
    facts: list[Fact] = field(default_factory=list)

    def add(
        self,
        name: str,
        words: str | Words | None,
        *,
        label: str = "",
        note: str = "",
    ) -> None:
        """Add the field ``name``, under the name of it or under ``label``."""
        known = words if words and (isinstance(words, str) or words.text) else None
        label = label or field_label(self.record, name)
        said = reports(self.citations, self.record, name)
        self.facts.append(Fact(label, known, said, note))


def initiative_facts(initiative: Initiative, citations: Citations) -> list[Fact]:
    """What kind of thing the initiative is, where and when."""
    sheet = FactSheet(initiative, citations)
    sheet.add("kind", initiative.get_kind_display())
    sheet.add("status", initiative.get_status_display())
    country = str(initiative.country)
    sheet.add("country", place_name(country) if country else None)
    for name in ("planned_start", "planned_end", "actual_start", "actual_end"):
        date = getattr(initiative, name)
        if date or name.startswith("planned"):
            sheet.add(name, fuzzy_date(date))
    return sheet.facts
