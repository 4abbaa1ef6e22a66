"""What records are called on the screens, in the language of the moment."""

from functools import singledispatch

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django_countries import countries

from consortium import readings, wording
from consortium.models import (
    Alignment,
    Claim,
    Finding,
    Funding,
    InitiativeSector,
    Member,
    Observation,
    Sector,
)


@singledispatch
def label(record: models.Model) -> str:
    """One line by which a person knows ``record``."""
    return names(record)[0]


@label.register
def label_member(member: Member) -> str:
    return f"{label(member.organization)} – {label(member.initiative)}"


@label.register
def label_funding(funding: Funding) -> str:
    sum_of_money = money_of(funding) or _("amount not known")
    stage = funding.get_stage_display()
    return f"{sum_of_money} ({stage}) – {label(funding.initiative)}"


@label.register
def label_initiative_sector(link: InitiativeSector) -> str:
    relation = link.get_relation_display()
    return f"{label(link.sector)} ({relation}) – {label(link.initiative)}"


@label.register
def label_observation(observation: Observation) -> str:
    return f"{label(observation.indicator)}: {figure_of(observation)}"


@label.register
def label_alignment(alignment: Alignment) -> str:
    party = alignment.initiative
    who = countries.name(str(alignment.country)) if party is None else label(party)
    return f"{label(alignment.framework)} – {who}"


@label.register
def label_claim(claim: Claim) -> str:
    statement = wording.in_reader_language(claim, "statement").text
    words = claim.as_reported or statement
    return words or readings.reading(claim, claim.subject) or claim.field


@label.register
def label_finding(finding: Finding) -> str:
    return wording.in_reader_language(finding, "message").text


@label.register
def label_sector(sector: Sector) -> str:
    return f"{sector.code} {names(sector)[0]}"


def choice(record: models.Model) -> str:
    """A record among others to choose from: with its name in the other language."""
    if label.dispatch(type(record)) is not label.dispatch(models.Model):
        return label(record)
    first, second = names(record)
    if not second:
        return first
    return pgettext("two names", "%(name)s (%(other)s)") % {
        "name": first,
        "other": second,
    }


def names(record: models.Model) -> tuple[str, str]:
    """The name in the reader's language, then the one in the other, if there is one."""
    for field in ("name", "title"):
        if hasattr(record, f"{field}_ja"):
            first = wording.in_reader_language(record, field).text
            both = (getattr(record, field), getattr(record, f"{field}_ja"))
            return first, next((name for name in both if name and name != first), "")
    return str(record), ""


def money_of(funding: Funding) -> str:
    return wording.money(
        funding.amount, funding.currency, funding.qualifier, funding.amount_high
    )


def figure_of(observation: Observation) -> str:
    return wording.figure(
        observation.value,
        observation.indicator.unit,
        observation.qualifier,
        observation.value_high,
    )
