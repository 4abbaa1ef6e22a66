"""Whether the addresses of sources still lead anywhere."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from consortium import checks, outbound
from consortium.codelists import EditorialState
from consortium.models import LinkCheck, Source
from consortium.models.link_checks import DEAD_AFTER

EVERY = timedelta(hours=20)
"""How long an answer is good: a nightly run asks for each address once."""

TO_PEOPLE_ONLY = {401, 402, 403, 405, 406, 407, 423, 429, 451}
"""Who answers so refuses a program; people may well be shown something."""


def due() -> QuerySet[Source]:
    """Sources whose address was not asked for lately, the longest ago first."""
    recent = Q(link_check__checked__gt=timezone.now() - EVERY)
    asked = Source.objects.exclude(url="").exclude(state=EditorialState.RETRACTED)
    return asked.exclude(recent).order_by("link_check__checked", "pk")


def check_links(sources: QuerySet[Source]) -> Counter[str]:
    """Ask for the address of each source and keep what came of it; counted by that.

    No database transaction is open while somebody else's server is waited for.
    """
    found: Counter[str] = Counter()
    for pk, url in list(sources.values_list("pk", "url")):
        fault, answered = ask(url)
        found[fault or ("alive" if answered else "refuses programs")] += 1
        source = Source.objects.filter(pk=pk, url=url).first()
        if source is not None and keep(source, fault, answered=answered):
            checks.refresh(source)
    return found


def ask(url: str) -> tuple[str, bool]:
    """What is wrong with an address, if anything; and whether it was shown to us."""
    try:
        status = outbound.fetch(url, largest=0).status
    except outbound.NotAllowed:
        return "not_public", False
    except outbound.Unreachable as fault:
        return fault.code, False
    if status in TO_PEOPLE_ONLY:
        return "", False
    return ("", True) if status < 400 else (str(status), False)


def keep(source: Source, fault: str, *, answered: bool) -> bool:
    """Record what came of asking; whether that brings the address to life or death."""
    now = timezone.now()
    before = LinkCheck.objects.filter(source=source).first()
    known = before if before and before.url == source.url else None
    said: dict[str, Any] = {"url": source.url, "checked": now, "fault": fault}
    said["alive"] = now if answered else known and known.alive
    since = known.failing_since if known else None
    said["failing_since"] = (since or now) if fault else None
    check, _is_new = LinkCheck.objects.update_or_create(source=source, defaults=said)
    return is_dead(check) != (before is not None and is_dead(before))


def is_dead(check: LinkCheck) -> bool:
    """Whether it failed each time for long enough."""
    since = check.failing_since
    return since is not None and check.checked - since >= DEAD_AFTER
