"""Fields that a reader chooses."""

import pytest

from tests.api.records import FULL, path
from tests.factories import back, make_funding, make_initiative

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("resource", FULL)
def test_chosen_fields_are_shown_as_ever(get, resource):
    record = FULL[resource]()
    whole = get(path(resource, record))

    for name in whole:
        assert get(path(resource, record), fields=name) == {name: whole[name]}


@pytest.mark.parametrize("resource", FULL)
def test_chosen_fields_come_in_the_usual_order(client, get, resource):
    FULL[resource]()
    (row, *_others) = get(f"{resource}/")["results"]
    names = sorted(row)[:4]

    asked = client.get(f"/api/v1/{resource}/", {"fields": ",".join(names)})
    turned = client.get(f"/api/v1/{resource}/", {"fields": ",".join(names[::-1])})

    assert asked.json()["results"][0] == {name: row[name] for name in names}
    assert list(asked.json()["results"][0]) == [name for name in row if name in names]
    assert turned.content == asked.content


def test_evidence_comes_beside_the_chosen_fields(get):
    funding = back(make_funding())

    asked = {"fields": "amount", "expand": "evidence"}

    assert set(get(path("funding", funding), **asked)) == {"amount", "evidence"}
    (row,) = get("funding/", **asked)["results"]
    assert row == get(path("funding", funding), **asked)


def test_a_cursor_is_good_for_other_fields(get):
    funding = [make_funding(), make_funding()]
    next_page = get("funding/", page_size=1, ordering="id")["next"]

    (row,) = get(f"{next_page}&fields=id")["results"]

    assert row == {"id": funding[1].pk}


@pytest.mark.parametrize("address", ["funding/", "funding/{}/"])
@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("amounts", "invalid_choice"),
        ("amount,amount", "repeated"),
        ("amount,", "invalid_choice"),
        ("", "empty"),
        ("funder.name", "invalid_choice"),
        ("evidence", "invalid_choice"),
    ],
)
def test_what_is_no_field_is_refused(refused, address, names, code):
    address = address.format(make_funding().pk)

    fault = refused(address, fields=names)["fields"]

    assert fault["code"] == code
    assert code != "invalid_choice" or "recipient_text" in fault["detail"]


def test_an_initiative_reads_no_list_that_is_not_asked_for(
    get, django_assert_num_queries
):
    address = path("initiatives", make_initiative())

    with django_assert_num_queries(3):  # the version, the key, the columns
        get(address, fields="name,country")
    with django_assert_num_queries(4):
        assert get(address, fields="members") == {"members": []}


def test_a_list_of_an_initiative_is_no_field_of_the_list(refused):
    assert refused("initiatives/", fields="members")["fields"]
