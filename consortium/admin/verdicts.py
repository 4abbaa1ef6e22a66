"""What a claim does to the one that stands, in words and with the reason why."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.evidence import (
    UNKNOWN,
    Fit,
    Span,
    Verdict,
    compare_values,
    verdict,
    when,
)
from consortium.fx import Converter
from consortium.models import Claim
from consortium.periods import parse
from consortium.wording import fuzzy_date

SAFE = {Verdict.REPEATS, Verdict.CORROBORATES}
"""These confirm what stands: accepting them changes no field."""

STATEMENT = "statement"
RESTATES = "restates"

LABELS: dict[str, Any] = {
    Verdict.FIRST: gettext_lazy("first"),
    Verdict.REPEATS: gettext_lazy("repeats"),
    Verdict.CORROBORATES: gettext_lazy("corroborates"),
    Verdict.REFINES: gettext_lazy("refines"),
    Verdict.UPDATES: gettext_lazy("updates"),
    Verdict.COEXISTS: gettext_lazy("coexists"),
    Verdict.CONTRADICTS: gettext_lazy("contradicts"),
    RESTATES: gettext_lazy("restates"),
    STATEMENT: gettext_lazy("statement"),
}

EFFECTS: dict[str, Any] = {
    Verdict.FIRST: gettext_lazy("If accepted, the field takes this value."),
    Verdict.REPEATS: gettext_lazy("If accepted, the field keeps its value."),
    Verdict.CORROBORATES: gettext_lazy(
        "If accepted, the field keeps its value, with one source more behind it."
    ),
    Verdict.REFINES: gettext_lazy("If accepted, the field takes this value."),
    Verdict.UPDATES: gettext_lazy("If accepted, the field takes this value."),
    Verdict.COEXISTS: gettext_lazy("If accepted, the field keeps its value."),
    Verdict.CONTRADICTS: gettext_lazy(
        "Accepting leaves the record as it is until somebody prefers one."
    ),
    RESTATES: gettext_lazy(
        "If accepted, it counts as that figure in another currency; the field keeps "
        "its value."
    ),
    STATEMENT: gettext_lazy("A statement fills no field, whatever is decided."),
}


class Judgement(NamedTuple):
    """A verdict, ``statement`` or ``restates``; why, and what accepting does."""

    code: str
    why: str = ""

    @property
    def label(self) -> str:
        return str(LABELS[self.code])

    @property
    def effect(self) -> str:
        return str(EFFECTS[self.code])

    @property
    def is_safe(self) -> bool:
        return self.code in SAFE


def judge(claim: Claim, standing: Claim | None, rates: Converter) -> Judgement:
    """What ``claim`` does to ``standing``, the preferred claim on its field."""
    if claim.conversion_of is not None:
        return Judgement(RESTATES, _("The same money in another currency."))
    if not claim.can_stand:
        kind = claim.get_kind_display()
        return Judgement(STATEMENT, _("Kind: %(kind)s.") % {"kind": kind})
    found = verdict(claim, standing, rates)
    if standing is None:
        return Judgement(found, _("No accepted claim stands in this field."))
    return Judgement(found, _why(found, claim, standing, rates))


def _why(found: Verdict, claim: Claim, standing: Claim, rates: Converter) -> str:
    times = {"new": _days(when(claim)), "standing": _days(when(standing))}
    if found is Verdict.COEXISTS:
        return _why_beside(compare_values(claim, standing, rates), claim) % times
    if found is Verdict.CONTRADICTS and not when(claim).meets(when(standing)):
        return (
            _(
                "Different, and only the days of publication differ: %(new)s and "
                "%(standing)s. If the world changed between, say so below as the cause."
            )
            % times
        )
    reasons = {
        Verdict.REPEATS: _("The same value, and both go back to the same origin."),
        Verdict.CORROBORATES: _(
            "A compatible value from a source that is independent of the other."
        ),
        Verdict.REFINES: _("Narrower, and nothing of it outside of what stands."),
        Verdict.UPDATES: _("Different, for a later time: %(new)s, not %(standing)s."),
        Verdict.CONTRADICTS: _(
            "Different, for times that meet: %(new)s and %(standing)s."
        ),
    }
    return reasons[found] % times


def _why_beside(fit: Fit, claim: Claim) -> str:
    if claim.value == UNKNOWN:
        return _("It only says that this is not known.")
    if fit is Fit.INCOMPARABLE:
        return _("Another currency, and no rate of the day to compare by.")
    if fit is Fit.DIFFERENT:
        return _("Different, for another time: %(new)s, not %(standing)s.")
    return _("It fits, but is older: %(new)s, not %(standing)s.")


def _days(span: Span) -> str:
    """The days in words: one day, from one to another, since or until one."""
    if span.low is None and span.high is None:
        return _("any time")
    if span.low == span.high:
        return fuzzy_date(parse(f"{span.low}"))
    return fuzzy_date(parse(f"{span.low or '..'}/{span.high or '..'}"))
