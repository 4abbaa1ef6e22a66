"""How pages show words, dates and states; what they say is prepared before."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from consortium.periods import parse
from consortium.wording import Words, fuzzy_date, in_reader_language

register = template.Library()


@register.filter
def shown(words: str | Words | None) -> str:
    """Words with their language, and a mark where they stand in for the reader's."""
    if not words or isinstance(words, str):
        return words or ""
    if not words.text or words.language == get_language():
        return words.text
    text = format_html('<span lang="{}">{}</span>', words.language, words.text)
    if not words.stands_in:
        return text
    return format_html(
        '{}<span class="stand-in"><span aria-hidden="true">{}</span>'
        '<span class="unseen"> ({})</span></span>',
        text,
        words.language.upper(),
        get_language_info(words.language)["name_local"],
    )


@register.filter
def quoted(words: Words) -> str:
    """Words as somebody else wrote them, in their language."""
    return format_html('<q lang="{}">{}</q>', words.language, words.text)


@register.filter
def json_ld(data: dict[str, Any]) -> str:
    """``data`` in a block that machines read and browsers do not run."""
    block = json_script(data)
    return SafeString(block.replace("application/json", "application/ld+json", 1))


@register.simple_tag
def localized(record: Model, field: str) -> str:
    """``field`` of ``record`` in the reader's language, else marked in the other."""
    return shown(in_reader_language(record, field))


@register.simple_tag
def localized_text(record: Model, field: str) -> str:
    """The same without markup, for titles."""
    return in_reader_language(record, field).text


@register.simple_tag
def mark(row: Model, field: str) -> str:
    """The state of ``row`` as a small label; its colour is never all it says."""
    label = getattr(row, f"get_{field}_display")()
    return format_html(
        '<span class="mark mark-{}">{}</span>', getattr(row, field), label
    )


@register.filter
def day(instant: datetime.datetime) -> str:
    """The day of ``instant`` in Japan, in the reader's language."""
    date = timezone.localtime(instant).date()
    words = fuzzy_date(parse(date.isoformat()))
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), words)


@register.simple_tag(takes_context=True)
def page(context: Context, name: str, *args: Any) -> str:
    """The address of a public page, in the moment that the page with the link is of."""
    return kept(context, reverse(name, args=args))


@register.simple_tag(takes_context=True)
def kept(context: Context, address: str) -> str:
    """``address``, of one of our pages, in the moment that this page is of."""
    moment = getattr(getattr(context, "request", None), "moment", None)
    return moment.keep(address) if moment else address


@dataclass(frozen=True)
class Address:
    """Where a page stands in one language; ``absolute`` only for a page of its own.

    ``path`` keeps what the reader asked for; ``absolute`` is the page of now.
    """

    language: str
    name: str
    path: str
    absolute: str
    is_current: bool


@register.simple_tag(takes_context=True)
def addresses(context: Context) -> list[Address]:
    """This page in every language; the front page where the address is none of ours."""
    request: HttpRequest | None = context.get("request")
    known = request if request is not None and request.resolver_match else None
    here = known.path if known else reverse("overview")
    number = _page_number(context)
    suffix = f"?page={number}" if number > 1 else ""
    query = f"?{known.GET.urlencode(':')}" if known and known.GET else ""
    found = []
    for code, _name in settings.LANGUAGES:
        path = translate_url(here, code)
        found.append(
            Address(
                language=code,
                name=get_language_info(code)["name_local"],
                path=path + query,
                absolute=known.build_absolute_uri(path + suffix) if known else "",
                is_current=code == get_language(),
            )
        )
    return found


def _page_number(context: Context) -> int:
    page: Any = context.get("page")
    return page.number if page else 1
