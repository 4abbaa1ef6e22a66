"""Several claims accepted at once: those that leave every field as it is."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consortium import editorial
from consortium.admin.cases import Case, cases, readable
from consortium.admin.decisions import obstacle
from consortium.admin.readings import titled
from consortium.admin.waiting import PENDING
from consortium.models import Claim
from consortium.models.turns import take_turn


class TickedForm(forms.Form):
    """Claims to accept at once, with one reason for all."""

    claims = forms.ModelMultipleChoiceField(
        PENDING,
        error_messages={
            "required": gettext_lazy("Tick the claims to accept."),
            "invalid_choice": gettext_lazy(
                "Somebody decided on one of them meanwhile: look again."
            ),
        },
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)


def accept_ticked(request: HttpRequest, form: TickedForm, *, by: User) -> None:
    """Accept what a valid form names; what cannot be done is said with the reason."""
    claims = list(form.cleaned_data["claims"])
    refused = _accept(claims, form.cleaned_data["reason"], by)
    for claim, reason in refused.items():
        messages.error(request, f"{titled(claim)}: {reason}")
    if number := len(claims) - len(refused):
        done = ngettext(
            "%(number)d claim is accepted.",
            "%(number)d claims are accepted.",
            number,
        )
        messages.success(request, done % {"number": number})


def _accept(claims: list[Claim], reason: str, user: User) -> dict[Claim, str]:
    """Accept those that change no field; the others, each with the reason."""
    refused = {}
    rows = readable(
        Claim.objects.filter(pk__in=[claim.pk for claim in claims]).order_by("pk")
    )
    with editorial.together(by=user, reason=reason):
        take_turn()  # a draft's typed value may not change between look and verb
        for claim in rows:
            # What stands may be one that was accepted a moment ago.
            (case,) = cases([claim])
            try:
                _accept_one(case, reason, user)
            except editorial.Refused as refusal:
                refused[claim] = str(refusal)
            except ValidationError as refusal:
                refused[claim] = " ".join(refusal.messages)
    return refused


def _accept_one(case: Case, reason: str, user: User) -> None:
    if why := obstacle(case.claim, user):
        raise editorial.Refused(why)
    if not case.is_safe:
        raise editorial.Refused(
            _("A field would change (%(verdict)s): decide on it by itself.")
            % {"verdict": case.judgement.label}
        )
    editorial.accept(
        case.claim,
        by=user,
        reason=reason,
        standing=case.standing,
        alone=settings.ONE_PERSON,
    )
