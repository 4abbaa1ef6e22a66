"""Every cell of the matrix, asked of the API as every role."""

import pytest

from consortium.api.v1.views.root import document
from consortium.models.turns import DataVersion
from consortium.roles import MATRIX, Role, Rows
from tests.roles.doors import UNDESCRIBED, operations
from tests.roles.world import OWN_TOKEN, row_tag

pytestmark = pytest.mark.django_db
OPERATIONS = operations()
AT_API = [row for row in MATRIX if row.api]
OF_KINDS = [row for row in AT_API if row.kind]
READ = {"list", "retrieve"}
QUERIES = {
    "search": "?q=",
    "diff": "?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&initiative=",
}


def name(row):
    return row.name


def cells(kept):
    return [
        pytest.param(row, action, id=f"{row.api}-{action}")
        for row in AT_API
        for action in row.by_api
        if kept(row, action)
    ]


def expected_keys(pair, rows):
    """Which of the two rows somebody sees."""
    if rows is Rows.NONE:
        return set()
    seen = {"public", "hidden"} if rows is Rows.ALL else {"public"}
    return {name for name in seen if getattr(pair, name) is not None}


@pytest.mark.parametrize("row", OF_KINDS, ids=name)
def test_a_list_has_the_rows_of_the_matrix(world, row):
    pair = world.pairs[row.api]

    for role in Role:
        answer = world.ask(role, "get", f"/api/v1/{row.api}/?page_size=1000")
        assert answer.status_code == 200
        keys = {each.get("id") or each.get("slug") for each in answer.json()["results"]}
        seen = {
            name
            for name, one in pair._asdict().items()
            if one is not None and getattr(one, "slug", one.pk) in keys
        }
        assert (role, seen) == (role, expected_keys(pair, row.rows(role)))


@pytest.mark.parametrize("row", OF_KINDS, ids=name)
def test_an_address_has_the_rows_of_the_matrix(world, row):
    pair = world.pairs[row.api]
    _method, template = OPERATIONS[row.api, "retrieve"]

    for role in Role:
        for which, one in pair._asdict().items():
            if one is None:
                continue
            answer = world.ask(role, "get", world.address(template, one))
            seen = which in expected_keys(pair, row.rows(role))
            assert (role, which, answer.status_code) == (
                role,
                which,
                200 if seen else 404,
            )


@pytest.mark.parametrize(
    ("row", "action"), cells(lambda row, action: not row.kind and action in READ)
)
def test_what_has_no_rows_is_read_by_those_of_the_matrix(world, row, action):
    _method, template = OPERATIONS[row.api, action]
    query = QUERIES.get(row.api, "")
    if query:
        query += world.pairs["initiatives"].public.slug

    for role in Role:
        one = world.own(row, role)
        answer = world.ask(role, "get", world.address(template, one) + query)

        may = role in row.may(action)
        assert (role, answer.status_code) == (role, 200 if may else 401)


@pytest.mark.parametrize(
    ("row", "action"), cells(lambda row, action: action not in READ)
)
def test_an_action_is_for_those_of_the_matrix(world, row, action):
    method, template = OPERATIONS[row.api, action]
    responses = document("en")["paths"][template][method]["responses"]
    before = DataVersion.current().number

    for role in Role:
        one = world.own(row, role) or world.pairs[row.api].hidden
        headers = {"If-Match": row_tag(one)} if "{" in template else {}
        body = (
            {} if row.name == OWN_TOKEN and action == "delete" else {"reason": "Why."}
        )
        answer = world.ask(
            role, method, world.address(template, one), headers=headers, **body
        )

        said = (role, answer.status_code, answer.read)
        assert str(answer.status_code) in responses, said
        if role in row.may(action):
            assert answer.status_code not in (401, 403, 404), said
        elif role is Role.ANONYMOUS:
            assert answer.status_code == 401, said
            assert answer["WWW-Authenticate"], said
        else:
            assert answer.status_code == 403, said
        assert DataVersion.current().number == before


def test_every_operation_is_asked():
    asked = {(row.api, action) for row in AT_API for action in row.by_api}

    assert asked == set(OPERATIONS)
    assert asked >= UNDESCRIBED
