"""What a claim says, in words."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consortium import readings, wording
from consortium.admin.columns import badge
from consortium.admin.labels import label
from consortium.models import Claim


@admin.display(description=_("field"), ordering="field")
def field_of(claim: Claim) -> str:
    """The field as its form calls it; empty for a statement."""
    if not claim.field:
        return str(claim.get_kind_display())
    return readings.field_label(claim.subject, claim.field)


def titled(claim: Claim) -> str:
    """The claim by what it speaks of: the record and the field."""
    return f"{label(claim.subject)} – {field_of(claim)}"


@admin.display(description=_("says"))
def said(claim: Claim, named: readings.Named | None = None) -> str:
    """The value in words, or the statement."""
    if claim.value is None:
        return wording.in_reader_language(claim, "statement").text
    read = readings.reading(claim, claim.subject, named=named)
    return read or str(claim.value)  # nothing may hide what is recorded


def whole(claim: Claim) -> str:
    """What a conversion restates, in words; empty for what is none."""
    other = claim.conversion_of
    if other is None:
        return ""
    words = readings.reading(other, claim.subject) or other.as_reported
    return words or str(other.value)


def restated(claim: Claim) -> str:
    """That a conversion restates something; empty for what is none."""
    figure = whole(claim)
    return gettext("restates %(figure)s") % {"figure": figure} if figure else ""


@admin.display(description=_("says"))
def said_of(claim: Claim) -> SafeString:
    """The value in words and, below it, what it restates."""
    return _over(said(claim), restated(claim))


def _over(*lines: str) -> SafeString:
    """A line, and the quieter ones below it that say something."""
    first, *others = lines
    below = ((line,) for line in others if line)
    quiet = format_html_join("", '<br><span class="other-name">{}</span>', below)
    return format_html("{}{}", first, quiet)


@admin.display(description=_("source"), ordering="source__title")
def where(claim: Claim) -> SafeString:
    """The source, and the publication that it credits."""
    credited = claim.attributed_to
    if credited is None:
        return _over(label(claim.source))
    words = gettext("credits %(source)s") % {"source": label(credited)}
    return _over(label(claim.source), words)


@admin.display(description=_("quote"))
def quote(claim: Claim) -> SafeString | str:
    """The source's own words and where they stand in it."""
    if not claim.quote:
        return claim.as_reported
    return format_html(
        '<q lang="{}">{}</q> <span class="locator">{}</span>',
        claim.language or claim.source.language,
        claim.quote,
        claim.locator,
    )


@admin.display(description=_("status"), ordering="status")
def status(claim: Claim) -> SafeString:
    """How the claim was decided, and whether the record shows it."""
    shown = badge(f"status-{claim.status}", claim.get_status_display())
    if not claim.preferred:
        return shown
    return format_html("{} {}", shown, badge("preferred", str(_("preferred"))))


@admin.display(description=_("says"))
def says(claim: Claim) -> SafeString:
    """The value in words and, below it, what was printed and what it restates."""
    return _over(said(claim), claim.as_reported, restated(claim))
