"""Organizations that may be confused, or are not what a register says."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from consortium.checks import names
from consortium.checks.registry import Flag, check
from consortium.checks.scope import published, standing
from consortium.codelists import IdentifierScheme, Identity, Severity
from consortium.models import Funding, Member, Organization, OrganizationIdentifier
from consortium.models.organizations import CHECK_DIGITS


@check("organization.duplicate", Severity.WARNING, Organization)
def organization_stands_twice(organizations: Any) -> Iterator[Flag]:
    """Two organizations have names so alike that they may be one."""
    message = _(
        "“%(name)s” and “%(other_name)s” may be one: merge them, or waive this."
    )
    pairs = names.alike(organizations.values_list("pk", flat=True))
    yield from _flags(pairs, message, "alike")


@check("organization.ambiguous", Severity.WARNING, Organization)
def identity_is_not_settled(organizations: Any) -> Iterator[Flag]:
    """It is not settled which legal person a published organization is.

    One that was never matched matters as soon as it takes part or handles money.
    """
    acts: Any = Exists(standing(Member).filter(organization=OuterRef("pk")))
    for role in ("funder", "channel", "recipient"):
        acts |= Exists(standing(Funding).filter(**{role: OuterRef("pk")}))
    unmatched = Q(acts, identity=Identity.UNMATCHED)
    found = organizations.published().filter(Q(identity=Identity.AMBIGUOUS) | unmatched)
    for organization in found:
        yield Flag(
            organization,
            _("Which legal person is meant is not settled."),
            {"identity": organization.identity},
        )


@check("organization.ambiguous", Severity.WARNING, Organization)
def name_is_shared_with_the_parent(organizations: Any) -> Iterator[Flag]:
    """A parent and its subsidiary go by one name, so a source may mean either."""
    message = _("“%(name)s” is also a name of its parent: which do sources mean?")
    pairs = names.shared_with_parent(organizations.values_list("pk", flat=True))
    yield from _flags(pairs, message, "parent")


def _flags(pairs: list[names.Pair], message: Any, kind: str) -> Iterator[Flag]:
    keys = {key for pair in pairs for key in (pair.one, pair.other)}
    subjects = Organization.objects.in_bulk(keys)
    shown = published(Organization, keys)
    for pair in pairs:
        one, other = pair.one, pair.other
        if one in shown and other not in shown:
            one, other = other, one  # a draft is told of, not what everybody sees
        yield Flag(
            subjects[one],
            message,
            {"other": other, "name": pair.name, "other_name": pair.other_name},
            key=f"{kind}:{other}",
        )


@check("identifier.invalid", Severity.ERROR, Organization)
def identifier_cannot_be_right(organizations: Any) -> Iterator[Flag]:
    """A register's number has a wrong check digit, or is another organization's."""
    rows = OrganizationIdentifier.objects.filter(
        organization__in=organizations, scheme__in=CHECK_DIGITS
    )
    written_otherwise = []
    for row in rows.select_related("organization"):
        checker = CHECK_DIGITS[IdentifierScheme(row.scheme)]
        if not checker.is_valid(row.value):
            message = _("%(scheme)s %(value)s is no valid number: a digit is wrong.")
            yield _wrong(row, message)
        elif _compact(row) != row.value:
            written_otherwise.append(row)
    plain = {(row.scheme, _compact(row)): row for row in written_otherwise}
    others = OrganizationIdentifier.objects.filter(
        value__in={key[1] for key in plain}, organization__in=standing(Organization)
    )
    for other in others:
        if twin := plain.get((other.scheme, other.value)):
            yield _wrong(twin, _("%(scheme)s %(value)s is another organization's."))


def _compact(row: OrganizationIdentifier) -> str:
    return str(CHECK_DIGITS[IdentifierScheme(row.scheme)].compact(row.value))


def _wrong(row: OrganizationIdentifier, message: Any) -> Flag:
    return Flag(
        row.organization,
        message,
        {"scheme": row.scheme, "value": row.value},
        key=f"{row.scheme}:{row.value}",
    )
