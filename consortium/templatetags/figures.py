"""How pages show a figure with what it rests on; a page has hundreds of these."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from consortium.codelists import ClaimStatus
from consortium.models import Claim
from consortium.templatetags.display import page, quoted, shown
from consortium.wording import Words

register = template.Library()


@register.simple_tag(takes_context=True)
def rests_on(context: Context, words: str | Words | None, claim: Claim | None) -> str:
    """``words`` as the way to the claim that they rest on, if there is one."""
    if not claim:
        return shown(words)
    return format_html(
        '<a class="figure" href="{}" title="{}">{}</a>',
        page(context, "claim-detail", claim.pk),
        _("What this rests on"),
        shown(words),
    )


@register.simple_tag(takes_context=True)
def restated(context: Context, one: Any) -> str:
    """What a citation prints beside a figure, or says, as the way to its claim."""
    printed = one.as_reported
    return rests_on(
        context, quoted(printed) if printed.text else one.reading, one.claim
    )


@register.simple_tag(takes_context=True)
def value(
    context: Context,
    words: str | Words | None,
    reports: Any,
    otherwise: str = "",
) -> str:
    """``words`` with what they rest on; ``otherwise`` where there are none.

    ``reports`` is what the page knows to be reported on them, if anything is.
    """
    if words:
        text = rests_on(context, words, reports.claim if reports else None)
    else:
        text = otherwise or format_html(
            '<span class="unknown">{}</span>', _("not reported")
        )
    marks = reports.marks if reports else ()
    return format_html("{} {}", text, cites(marks)) if marks else text


@register.simple_tag
def cites(marks: Iterable[Any]) -> str:
    """The ways to the sources of the citations ``marks``, lower on the same page."""
    links = format_html_join(" ", "{}", ((cite(one),) for one in marks or ()))
    return format_html('<span class="cites">{}</span>', links) if links else ""


@register.simple_tag
def cite(one: Any, *, bare: bool = False) -> str:
    """The way to the source of a citation; ``bare`` hides that its claim is open."""
    is_open = one.claim.status != ClaimStatus.ACCEPTED and not bare
    return format_html(
        '<a class="cite{}" href="#source-{}"><span class="unseen">{} </span>{}{}</a>',
        " cite-open" if is_open else "",
        one.source.number,
        _("Source"),
        one.place,
        f" · {one.claim.get_status_display()}" if is_open else "",
    )
