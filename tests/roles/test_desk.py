"""Every cell of the matrix, asked of the desk as every role."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.template.response import SimpleTemplateResponse
from django.urls import reverse

from consortium.models import ApiToken, Record, SavedFilter
from consortium.roles import MATRIX, Role
from tests.admin.records import MAKERS
from tests.factories import make_api_token, make_saved_filter
from tests.roles.world import SIGN_IN

pytestmark = pytest.mark.django_db
SENT = {"edit", "decide", "unmerge", "save"}
"""Screens that only take what is sent."""

OF_ALL = {"changelist", "add", "review", "save"}
"""Screens that are not of one row."""

CELLS = [
    pytest.param(row, screen, id=f"{row.kind.__name__}-{screen}")
    for row in MATRIX
    for screen in row.desk
]


@pytest.fixture(autouse=True)
def blank(monkeypatch):
    """Who may see a screen is asked, a thousand times; how it looks, elsewhere."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


@pytest.fixture(scope="module")
def rows(world):
    """A row of each kind; a draft where there are drafts."""
    return {
        kind: make(**{"state": "draft"} if issubclass(kind, Record) else {})
        for kind, make in MAKERS.items()
        if kind not in (SavedFilter, ApiToken)
    }


def address(row, screen, one):
    meta = row.kind._meta
    name = "change" if screen == "edit" else screen
    args = [] if screen in OF_ALL else [one.pk]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=args)


def outcome(answer):
    """What came of it: shown, done, barred, or the page where one signs in."""
    if answer.status_code == 302 and answer["Location"].startswith(SIGN_IN):
        return "sign in"
    return {200: "yes", 302: "yes", 403: "barred"}.get(
        answer.status_code, answer.status_code
    )


def expected(row, screen, role):
    if role in (Role.ANONYMOUS, Role.SIGNED_IN):
        return "sign in"
    return "yes" if role in row.may(row.desk[screen]) else "barred"


@pytest.mark.parametrize(("row", "screen"), CELLS)
def test_a_screen_is_for_those_of_the_matrix(world, rows, row, screen):
    found, wanted = {}, {}
    for role in Role:
        one = rows.get(row.kind)
        owner = world.users.get(role) or world.users[Role.VIEWER]
        if row.kind is SavedFilter:
            one = make_saved_filter(owner=owner)
        if row.kind is ApiToken:
            one = make_api_token(user=owner)
        method = "post" if screen in SENT else "get"
        body = {"listing": "consortium_funding_changelist"} if screen == "save" else {}

        answer = world.send(role, method, address(row, screen, one), body)

        found[role] = outcome(answer)
        wanted[role] = expected(row, screen, role)
    assert found == wanted


def test_every_screen_is_asked():
    asked = {cell.values[0].kind for cell in CELLS}

    assert asked == set(admin.site._registry)
    assert User in asked


@pytest.mark.parametrize("place", ["index", "password_change", "jsi18n"])
def test_the_desk_is_for_staff(world, place):
    found = {
        role: outcome(world.send(role, "get", reverse(f"admin:{place}"), {}))
        for role in Role
    }

    barred = {Role.ANONYMOUS, Role.SIGNED_IN}
    assert found == {role: "sign in" if role in barred else "yes" for role in Role}
