"""What a reviewer decides on one claim, and what became of it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium import editorial, roles
from consortium.admin.cases import Case
from consortium.admin.readings import said
from consortium.codelists import Because, ClaimStatus, Credibility
from consortium.editorial.desk import locked
from consortium.models import Claim

OFFERED: dict[str, tuple[str, ...]] = {
    ClaimStatus.PENDING: ("accept", "dispute", "reject"),
    ClaimStatus.ACCEPTED: ("prefer", "dispute", "reject"),
    ClaimStatus.DISPUTED: ("accept", "reject"),
    ClaimStatus.REJECTED: ("accept", "dispute"),
    ClaimStatus.SUPERSEDED: ("accept", "dispute", "reject"),
}
"""What can be decided on a claim of each status."""

WORDS: dict[str, Any] = {
    "accept": gettext_lazy("Accept: it counts"),
    "prefer": gettext_lazy("Prefer: let the field show this one"),
    "dispute": gettext_lazy("Dispute: keep it visible, it does not count"),
    "reject": gettext_lazy("Reject: it does not say so, or we cannot use it"),
}

CONFIRM = gettext_lazy("Confirm: the field shows this one rightly")
"""What preferring is called for a claim that is preferred already."""

DONE: dict[str, Any] = {
    "accept": gettext_lazy("Accepted: %(claim)s"),
    "prefer": gettext_lazy("Preferred: %(claim)s"),
    "dispute": gettext_lazy("Disputed: %(claim)s"),
    "reject": gettext_lazy("Rejected: %(claim)s"),
}


class DecisionForm(forms.Form):
    """One decision with its reason. ``version`` and ``standing`` are what was seen."""

    verb = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=list(WORDS.items()),
        widget=forms.RadioSelect,
    )
    because = forms.ChoiceField(
        label=gettext_lazy("Because"),
        choices=[("", gettext_lazy("not said")), *Because.choices],
        required=False,
        help_text=gettext_lazy(
            "If the field takes the new value, the first three supersede the former "
            "claim; otherwise it stays accepted."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What you checked; the history keeps it."),
    )
    credibility = forms.TypedChoiceField(
        label=gettext_lazy("Credibility"),
        choices=[("", gettext_lazy("Not graded")), *Credibility.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    standing = forms.IntegerField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, case: Case, data: Any = None) -> None:
        claim = case.claim
        initial = {
            "because": claim.because or editorial.IMPLIED.get(case.judgement.code, ""),
            "credibility": claim.credibility,
            "standing": case.standing.pk if case.standing else None,
            "version": claim.version,
        }
        super().__init__(data, initial=initial)
        # Shown is what can be done now; what is sent may be older than that.
        widget: Any = self.fields["verb"].widget
        words = WORDS | ({"prefer": CONFIRM} if claim.preferred else {})
        widget.choices = [(name, words[name]) for name in offered(claim)]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("verb") not in (None, "accept") and "because" in self.changed_data:
            told = _("Only what is accepted has a cause: leave this as it was.")
            self.add_error("because", told)
        return said

    def now_seen(self, case: Case) -> None:
        """Show what was typed again, beside the present state of the claim."""
        typed = {name: self.data.get(name) for name in self.fields}
        standing = case.standing.pk if case.standing else ""
        self.data = typed | {"standing": standing, "version": case.claim.version}


def offered(claim: Claim) -> list[str]:
    """The verbs that can still be done to ``claim``."""
    verbs = OFFERED[claim.status]
    return [verb for verb in verbs if verb != "prefer" or claim.can_stand]


def obstacle(claim: Claim, user: User) -> str:
    """Why ``user`` cannot decide on ``claim``; empty for somebody who can."""
    if not roles.may(user, "accept", claim):
        return _("You may read this, but not decide: that takes a reviewer.")
    if claim.recorded_by_id == user.pk and not settings.ONE_PERSON:
        return _("You proposed this: another person has to decide.")
    return ""


def decide(claim: Claim, said: dict[str, Any], *, by: User) -> None:
    """Do what a valid form says, if the claim is still as the reviewer saw it.

    Raises ``editorial.Refused`` and ``ValidationError`` as the verbs do.
    """
    with transaction.atomic():
        locked(claim.subject)  # all who decide queue at the record
        current = locked(claim)
        if current.version != said["version"]:
            raise editorial.Conflict(_decided_meanwhile(current))
        how: dict[str, Any] = {"by": by, "reason": said["reason"]}
        how["alone"] = settings.ONE_PERSON
        if said["verb"] == "accept":
            seen = said["standing"]
            how["standing"] = Claim(pk=seen) if seen else None
            how["because"] = said["because"]
        getattr(editorial, said["verb"])(current, **how)
        if said["credibility"] not in (None, current.credibility):
            editorial.grade(current, said["credibility"], by=by, reason=said["reason"])


def _decided_meanwhile(claim: Claim) -> str:
    if claim.decided_by is None:
        return _("This claim changed meanwhile: look again.")
    return _("Meanwhile %(person)s decided: %(status)s – %(reason)s") % {
        "person": claim.decided_by,
        "status": claim.get_status_display(),
        "reason": claim.decision_reason,
    }


def now_stands(seen: int | None, case: Case) -> str:
    """How what stands differs from what the reviewer saw; empty if it does not."""
    now = case.standing
    if seen == (now.pk if now else None):
        return ""
    before = Claim.objects.filter(pk=seen).first() if seen else None
    return _("When you looked, this stood: %(before)s. Now it is: %(now)s.") % {
        "before": said(before) if before else _("nothing"),
        "now": said(now) if now else _("nothing"),
    }
