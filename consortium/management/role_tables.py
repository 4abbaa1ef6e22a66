"""Describes the matrix of roles in Markdown."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from consortium.roles import MATRIX, PERMISSIONS, ROLES, Resource, Role, Roles

FIELDS = "fields for some only"
HEAD = ("resource", *Role, FIELDS)


def describe_all() -> str:
    """The tables of who reads, who acts, where, and which permission that takes."""
    parts = (_reading(), _acting(), _doors(), _permissions())
    return "\n".join("\n".join(part) for part in parts)


def _reading() -> Iterator[str]:
    yield "## Who sees which rows\n"
    yield from _table(
        HEAD,
        (
            (each.name, *(each.rows(role) for role in Role), _fields(each))
            for each in MATRIX
        ),
    )


def _fields(row: Resource) -> str:
    shown = (f"`{name}`: {_people(roles)}" for name, roles in row.fields.items())
    kept = [f"`{name}`" for name in row.at_desk]
    desk = [f"at the desk only: {', '.join(kept)}"] if kept else []
    return "; ".join([*shown, *desk])


def _acting() -> Iterator[str]:
    yield "## Who does what\n"
    yield from _table(
        ("resource", "actions", *Role),
        (
            (
                each.name,
                ", ".join(actions),
                *("yes" if role in roles else "" for role in Role),
            )
            for each in MATRIX
            for roles, actions in groupby(each.actions, each.actions.__getitem__)
        ),
    )


def _doors() -> Iterator[str]:
    yield "## Where\n"
    yield from _table(
        ("resource", "API", "actions there", "pages", "files", "screens of the desk"),
        (
            (
                each.name,
                _code([each.api]),
                ", ".join(each.by_api),
                _code(each.pages),
                _code(each.files),
                ", ".join(f"{screen} ({asks})" for screen, asks in each.desk.items()),
            )
            for each in MATRIX
        ),
    )


def _permissions() -> Iterator[str]:
    yield "## Django's permissions\n"
    yield from _table(
        ("action", "permission"),
        ((action, f"`{codename}`") for action, codename in PERMISSIONS.items()),
    )
    held = (f"{role} {len(permissions)}" for role, permissions in ROLES.items())
    yield f"Permissions of the groups: {', '.join(held)}."


def _people(roles: Roles) -> str:
    return ", ".join(role for role in Role if role in roles) or "nobody"


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names if name)


def _table(head: Iterable[str], lines: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = [*head]
    yield f"| {' | '.join(titles)} |"
    yield f"|{' --- |' * len(titles)}"
    for cells in lines:
        yield f"| {' | '.join(cells)} |"
    yield ""
