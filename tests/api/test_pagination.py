import random
import re

import pytest
from django.utils import timezone

from consortium.models import Funding
from tests.factories import (
    by_verb,
    make_funding,
    make_initiative,
    make_member,
    make_organization,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def walk(get, address, link="next"):
    """Every page from ``address`` on, by its links."""
    pages = []
    while address:
        page = get(address)
        pages.append(page)
        address = page[link]
    return pages


def ids(pages):
    return [row["id"] for page in pages for row in page["results"]]


def hide(rows):
    """What was published is not deleted; it is taken back."""
    with by_verb():
        rows.update(
            state="retracted",
            retracted_at=timezone.now(),
            retracted_by=make_user(),
            retraction_reason="Gone.",
        )


def some_funding():
    initiative = make_initiative()
    dates = [None, "2026", "2026", "2025-03", None, "2027", "2026-01-01"]
    amounts = [5, None, 7, 5, None, 5, 9]
    return [
        make_funding(initiative=initiative, dated=dated, amount=amount)
        for dated, amount in zip(dates, amounts, strict=True)
    ]


@pytest.mark.parametrize(
    "ordering",
    [
        "dated",
        "-dated",
        "amount",
        "-amount",
        "amount,-dated",
        "-amount,dated",
        "stage,-id",
        "initiative,amount",
        "-updated_at",
        "-id",
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_together_are_the_list(get, ordering, size):
    some_funding()
    whole = ids([get("funding/", ordering=ordering)])

    pages = walk(get, f"funding/?ordering={ordering}&page_size={size}")

    assert len(whole) == 7
    assert ids(pages) == whole


@pytest.mark.parametrize("ordering", ["dated", "-dated", "-amount,dated", "-id"])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_way_back_is_the_same_list(get, ordering, size):
    some_funding()
    forward = walk(get, f"funding/?ordering={ordering}&page_size={size}")

    back = walk(get, forward[-1]["previous"], link="previous")

    assert ids(back[::-1]) == ids(forward[:-1])
    assert back[-1]["previous"] is None


@pytest.mark.parametrize("ordering", ["dated", "-dated"])
def test_what_is_not_known_comes_last_either_way(get, ordering):
    some_funding()

    rows = get("funding/", ordering=ordering)["results"]

    assert [row["dated"] for row in rows[-2:]] == [None, None]
    assert all(row["dated"] for row in rows[:-2])


def test_a_page_has_a_hundred_rows_unless_asked(get):
    initiative = make_initiative()
    for _number in range(101):
        make_funding(initiative=initiative)

    first = get("funding/")
    all_of_them = get("funding/", page_size=1000)

    assert len(first["results"]) == 100
    assert len(get(first["next"])["results"]) == 1
    assert (len(all_of_them["results"]), all_of_them["next"]) == (101, None)


def test_no_row_is_shown_twice_or_left_out_while_others_come_and_go(get):
    initiative = make_initiative()
    staying = {
        make_funding(initiative=initiative, amount=n * 10).pk for n in range(1, 9)
    }
    going = [make_funding(initiative=initiative, amount=n * 10 + 5) for n in range(8)]
    chance = random.Random(7)  # noqa: S311
    seen, address = [], "funding/?ordering=amount&page_size=3"

    while address:
        page = get(address)
        seen += ids([page])
        gone = going.pop(chance.randrange(len(going)))
        hide(Funding.objects.filter(pk=gone.pk))
        make_funding(initiative=initiative, amount=chance.randrange(1, 99))
        address = page["next"]

    assert len(seen) == len(set(seen))
    assert staying <= set(seen)


def test_a_page_emptied_since_leads_back_to_the_last_one(get):
    rows = some_funding()
    first = get("funding/", ordering="id", page_size=3)
    hide(Funding.objects.filter(pk__in=[row.pk for row in rows[3:]]))

    emptied = get(first["next"])

    assert (emptied["results"], emptied["next"]) == ([], None)
    assert ids([get(emptied["previous"])]) == ids([first])


def test_a_page_emptied_since_leads_on_to_the_first_one(get):
    rows = some_funding()
    second = get(get("funding/", ordering="id", page_size=3)["next"])
    hide(Funding.objects.filter(pk__in=[row.pk for row in rows[:3]]))

    emptied = get(second["previous"])

    assert (emptied["results"], emptied["previous"]) == ([], None)
    assert "cursor" not in emptied["next"]
    assert ids([get(emptied["next"])]) == ids([second])


def test_names_of_parents_make_pages_too(get):
    for name in ("B", "A", "ア", "A"):
        organization = make_organization(name=name)
        make_member(organization=organization, initiative=make_initiative(name=name))
    whole = ids([get("members/", ordering="-organization,initiative")])

    pages = walk(get, "members/?ordering=-organization,initiative&page_size=1")

    assert ids(pages) == whole


def test_links_keep_the_query_and_stand_in_the_header_too(client):
    some_funding()

    answer = client.get("/api/v1/funding/", {"page_size": 3, "stage": "announced"})
    second = client.get(answer.json()["next"])

    links = dict(re.findall(r'<([^>]+)>; rel="(\w+)"', second["Link"])[::-1])
    assert answer["Link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert "stage=announced" in answer.json()["next"]
    assert links == {
        second.json()["next"]: "next",
        second.json()["previous"]: "prev",
    }


def test_a_list_of_one_page_has_no_links(client):
    answer = client.get("/api/v1/funding/")

    assert answer.json() == {"next": None, "previous": None, "results": []}
    assert "Link" not in answer


def test_the_whole_list_is_counted_when_asked(get):
    some_funding()

    assert get("funding/", page_size=2, count="exact")["count"] == 7
    assert get("funding/", count="exact", ordering="amount")["count"] == 7
    assert "count" not in get("funding/", count="none")
    assert "count" not in get("funding/")


def test_the_planner_estimates_a_count(get):
    some_funding()

    assert get("funding/", count="estimate")["count"] > 0


@pytest.mark.parametrize("size", ["0", "1001", "-1", "1.5", "ten", "9" * 150, "²"])
def test_the_size_of_a_page_has_bounds(refused, size):
    fault = refused("funding/", page_size=size)["page_size"]

    assert "from 1 to 1000" in fault["detail"]


def test_counting_knows_three_words(refused):
    fault = refused("funding/", count="yes")["count"]

    assert "exact, estimate, none" in fault["detail"]


@pytest.mark.parametrize("cursor", ["x", "a:b", "é", "%00", "W10:YQ", "c" * 9000])
def test_a_cursor_that_nobody_gave_is_refused(refused, cursor):
    assert set(refused("funding/", cursor=cursor)) == {"cursor"}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("funding/", "sources/"), id="resource"),
        pytest.param(("ordering=updated_at", "ordering=created_at"), id="ordering"),
        pytest.param(("ordering=updated_at", "ordering=-updated_at"), id="direction"),
        pytest.param(("page_size", "search=a&page_size"), id="filter"),
    ],
)
def test_a_cursor_is_good_for_its_own_list_only(get, refused, change):
    some_funding()
    make_source()
    address = get("funding/?ordering=updated_at&page_size=2")["next"]

    faults = refused(address.replace("http://testserver", "").replace(*change))

    assert set(faults) == {"cursor"}


def test_a_cursor_may_go_on_with_another_size_and_count(get):
    some_funding()
    address = get("funding/?ordering=id&page_size=2")["next"]

    rest = get(f"{address.replace('page_size=2', 'page_size=9')}&count=exact")

    assert (len(rest["results"]), rest["count"]) == (5, 7)


def test_the_same_page_has_the_same_links(get):
    some_funding()

    first, again = (get("funding/?page_size=2") for _time in range(2))

    assert first == again
