"""What the doors have: operations, addresses, screens and files, as they are built."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.urls import get_resolver

from consortium.api.v1.views.root import document
from consortium.roles import Resource

UNDESCRIBED = {("schema", "list"), ("docs", "list")}
"""Operations that the OpenAPI document leaves out: they show it."""

METHODS = {
    (False, "get"): "list",
    (False, "post"): "create",
    (True, "get"): "retrieve",
    (True, "patch"): "update",
    (True, "delete"): "delete",
}
"""What is done to a list, or to one row (true), by each method."""

ACCOUNTS = "accounts/"
"""Where a library's addresses begin, which are not named one by one."""

PROPOSED = "claims"
"""Where to create is to propose."""


def operations() -> dict[tuple[str, str], tuple[str, str]]:
    """Method and address of each resource's action at the API."""
    return {
        _action(method, address): (method, address)
        for address, methods in document("en")["paths"].items()
        for method in methods
    } | {each: ("get", f"/api/v1/{each[0]}/") for each in UNDESCRIBED}


def _action(method: str, address: str) -> tuple[str, str]:
    resource, *rest = address.removeprefix("/api/v1/").rstrip("/").split("/")
    if len(rest) > 1:
        return resource, rest[1]
    action = METHODS[bool(rest), method]
    if (resource, action) == (PROPOSED, "create"):
        action = "propose"
    return resource or "root", action


def addresses(patterns: Any = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the site, and the name it goes by."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        where = f"{before}{each.pattern}"
        if where == ACCOUNTS:
            yield where, ACCOUNTS
            continue
        if hasattr(each, "url_patterns"):
            yield from addresses(each.url_patterns, where)
        else:
            yield where, each.name or ""


def screens(resource: Resource) -> set[str]:
    """The screens that the desk has for this kind of row."""
    if resource.kind not in admin.site._registry:
        return set()
    start = f"{resource.kind._meta.app_label}_{resource.kind._meta.model_name}_"
    named = (each.name or "" for each in admin.site._registry[resource.kind].get_urls())
    return {name.removeprefix(start) for name in named if name} | {"edit"}
