"""Rows for tests: each maker fills what its caller leaves open."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

import pghistory
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.utils import timezone

from consortium import roles
from consortium.codelists import EditorialState
from consortium.models import (
    Alignment,
    ApiToken,
    Claim,
    ExchangeRate,
    Finding,
    Framework,
    Funding,
    Indicator,
    Initiative,
    InitiativeSector,
    LinkCheck,
    Member,
    Milestone,
    Observation,
    Organization,
    SavedFilter,
    Sector,
    Source,
    StoredAnswer,
)

_numbers = count(1)


def make_user(**fields: Any) -> User:
    fields.setdefault("username", f"user-{next(_numbers)}")
    return User.objects.create_user(**fields)


def make_superuser(**fields: Any) -> User:
    return make_user(is_staff=True, is_superuser=True, **fields)


def make_staff(role: str, **fields: Any) -> User:
    """Somebody of the newsroom in the group ``role``."""
    if not Group.objects.filter(name=role).exists():
        roles.grant(apps)  # a test that commits left the tables empty
    user = make_user(is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=role))
    return user


def make_api_token(**fields: Any) -> ApiToken:
    """A token whose secret is in its attribute ``secret``."""
    fields.setdefault("name", f"Token {next(_numbers)}")
    fields.setdefault("scope", "read")
    user = fields.pop("user", None) or make_user()
    expiry = fields.pop("expiry", timedelta(days=90))
    token, secret = ApiToken.objects.create(user, expiry, **fields)
    token.secret = secret
    return token


def published(fields: dict[str, Any]) -> dict[str, Any]:
    """``fields`` of a published record, unless they name another state."""
    if "state" in fields:
        return fields
    by = fields.pop("by", None) or make_user()
    now = timezone.now()
    return fields | {
        "state": EditorialState.PUBLISHED,
        "submitted_at": now,
        "submitted_by": by,
        "published_at": now,
        "published_by": by,
    }


@contextmanager
def by_verb() -> Iterator[None]:
    """Change by hand, as a verb would, what the database keeps for verbs."""
    with pghistory.context(verb="test"):
        yield


def make_sector(**fields: Any) -> Sector:
    number = next(_numbers)
    defaults = {
        "slug": f"sector-{number}",
        "scheme": "own",
        "code": f"S{number}",
        "name": f"Sector {number}",
    }
    return Sector.objects.create(**defaults | fields)


def make_organization(**fields: Any) -> Organization:
    number = next(_numbers)
    defaults = {
        "slug": f"organization-{number}",
        "name": f"Organization {number}",
        "kind": "private_sector",
    }
    return Organization.objects.create(**published(defaults | fields))


def make_initiative(**fields: Any) -> Initiative:
    number = next(_numbers)
    defaults = {
        "slug": f"initiative-{number}",
        "name": f"Initiative {number}",
        "kind": "programme",
        "status": "announced",
    }
    return Initiative.objects.create(**published(defaults | fields))


def make_initiative_sector(**fields: Any) -> InitiativeSector:
    fields["initiative"] = fields.get("initiative") or make_initiative()
    fields["sector"] = fields.get("sector") or make_sector()
    defaults = {"relation": "represented", "as_written": "manufacturing"}
    return InitiativeSector.objects.create(**published(defaults | fields))


def make_member(**fields: Any) -> Member:
    fields["initiative"] = fields.get("initiative") or make_initiative()
    fields["organization"] = fields.get("organization") or make_organization()
    return Member.objects.create(**published({"roles": ["member"]} | fields))


def make_funding(**fields: Any) -> Funding:
    fields["initiative"] = fields.get("initiative") or make_initiative()
    defaults: dict[str, Any] = {"stage": "announced"}
    if "amount" not in fields:
        defaults["amount"] = 1000
    if fields.get("amount", 1) is not None:
        defaults |= {"currency": "JPY", "qualifier": "exact"}
    return Funding.objects.create(**published(defaults | fields))


def make_milestone(**fields: Any) -> Milestone:
    fields["initiative"] = fields.get("initiative") or make_initiative()
    defaults = {"title": f"Milestone {next(_numbers)}", "kind": "other"}
    return Milestone.objects.create(**published(defaults | fields))


def make_indicator(**fields: Any) -> Indicator:
    number = next(_numbers)
    defaults = {
        "slug": f"indicator-{number}",
        "title": f"Indicator {number}",
        "scope": "initiative",
    }
    return Indicator.objects.create(**published(defaults | fields))


def make_observation(**fields: Any) -> Observation:
    fields["indicator"] = fields.get("indicator") or make_indicator()
    defaults = {"kind": "actual", "value": 1, "qualifier": "exact"}
    return Observation.objects.create(**published(defaults | fields))


def make_framework(**fields: Any) -> Framework:
    number = next(_numbers)
    defaults = {"slug": f"framework-{number}", "name": f"Framework {number}"}
    return Framework.objects.create(**published(defaults | fields))


def make_alignment(**fields: Any) -> Alignment:
    fields["framework"] = fields.get("framework") or make_framework()
    if "country" not in fields:
        fields["initiative"] = fields.get("initiative") or make_initiative()
    return Alignment.objects.create(**published({"relation": "claimed"} | fields))


def make_source(**fields: Any) -> Source:
    number = next(_numbers)
    defaults = {
        "slug": f"source-{number}",
        "title": f"Source {number}",
        "kind": "news_original",
    }
    return Source.objects.create(**published(defaults | fields))


def make_claim(**fields: Any) -> Claim:
    """A claim on the record given as ``subject``; decided unless it is pending."""
    subject = fields.pop("subject", None) or make_initiative()
    fields[subject._meta.get_field("claims").field.name] = subject
    fields["source"] = fields.get("source") or make_source()
    fields["recorded_by"] = fields.get("recorded_by") or make_user()
    defaults: dict[str, Any] = {"kind": "fact", "status": "accepted"}
    if fields.get("status", "accepted") != "pending":
        fields["decided_by"] = fields.get("decided_by") or make_user()
        defaults |= {
            "decided_at": timezone.now(),
            "decision_reason": "Read and agreed.",
        }
    if not fields.get("field"):
        defaults["statement"] = f"Statement {next(_numbers)}"
    return Claim.objects.create(**defaults | fields)


def back(record: Any, source: Source | None = None) -> Any:
    """``record``, with an accepted claim behind each of its claimable values."""
    source = source or make_source()
    for field in record.claimable:
        value = record.claim_value(field)
        if value not in (None, {}, []):
            said = {"field": field, "value": value, "preferred": True}
            make_claim(subject=record, source=source, because="first_report", **said)
    return record


def make_finding(**fields: Any) -> Finding:
    """A finding about the record given as ``subject``."""
    subject = fields.pop("subject", None) or make_initiative()
    fields[subject._meta.get_field("findings").field.name] = subject
    now = timezone.now()
    defaults = {
        "code": "source.undated",
        "severity": "info",
        "message": "The source has no date.",
        "fingerprint": f"fingerprint-{next(_numbers)}",
        "first_seen": now,
        "last_seen": now,
    }
    return Finding.objects.create(**defaults | fields)


def make_saved_filter(**fields: Any) -> SavedFilter:
    """A filter of ``owner``, at the next position."""
    owner = fields.pop("owner", None) or make_user()
    number = next(_numbers)
    defaults = {
        "listing": "consortium_funding_changelist",
        "name": f"Filter {number}",
        "query": "stage__exact=announced",
        "position": SavedFilter.objects.filter(owner=owner).count() + 1,
    }
    return SavedFilter.objects.create(owner=owner, **defaults | fields)


def make_stored_answer(**fields: Any) -> StoredAnswer:
    defaults = {
        "key": f"key-number-{next(_numbers)}",
        "asked": "0" * 64,
        "status": 201,
        "body": b"{}",
    }
    owner = fields.pop("owner", None) or make_user()
    return StoredAnswer.objects.create(owner=owner, **defaults | fields)


def make_link_check(**fields: Any) -> LinkCheck:
    source = fields.pop("source", None) or make_source(url="https://news.example/1")
    defaults = {"url": source.url, "checked": timezone.now()}
    return LinkCheck.objects.create(source=source, **defaults | fields)


def make_rate(**fields: Any) -> ExchangeRate:
    defaults = {
        "base": "EUR",
        "currency": "JPY",
        "date": "2026-06-30",
        "rate": 185,
        "origin": "ECB",
    }
    return ExchangeRate.objects.create(**defaults | fields)
