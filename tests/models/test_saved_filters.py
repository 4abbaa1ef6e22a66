import pytest
from django.db import IntegrityError

from consortium.models import SavedFilter
from consortium.models.saved_filters import MOST
from tests.factories import make_saved_filter, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("law", "fields"),
    [
        pytest.param("position_bounded", {"position": 0}, id="no-position"),
        pytest.param("position_bounded", {"position": MOST + 1}, id="too-many"),
        pytest.param("name_filled", {"name": " "}, id="nameless"),
        pytest.param("listing_shape", {"listing": "https://x"}, id="an-address"),
        pytest.param("listing_shape", {"listing": "claims"}, id="no-route"),
        pytest.param("query_encoded", {"query": ""}, id="nothing-asked"),
        pytest.param("query_encoded", {"query": "q=a b"}, id="not-encoded"),
        pytest.param("query_encoded", {"query": "//evil.example/?q=1"}, id="elsewhere"),
        pytest.param("query_encoded", {"query": "q=1\nq=2"}, id="two-lines"),
    ],
)
def test_the_database_refuses_what_is_no_filter(law, fields):
    with pytest.raises(IntegrityError, match=f"savedfilter_{law}"):
        make_saved_filter(**fields)


@pytest.mark.parametrize("law", ["name", "position"])
def test_a_person_has_one_of_a_name_and_a_position(law):
    kept = make_saved_filter(position=2)
    same = {"name": {"name": kept.name, "position": 1}, "position": {"position": 2}}[
        law
    ]

    with pytest.raises(IntegrityError, match=f"savedfilter_{law}_unique"):
        make_saved_filter(owner=kept.owner, **same)


def test_other_people_and_other_lists_take_no_name_away():
    kept = make_saved_filter(name="Urgent")

    make_saved_filter(name="Urgent")
    make_saved_filter(
        owner=kept.owner, name="Urgent", listing="consortium_claim_review"
    )

    assert SavedFilter.objects.filter(name="Urgent").count() == 3


def test_an_account_takes_its_filters_along():
    owner = make_user()
    make_saved_filter(owner=owner)
    others = make_saved_filter()

    owner.delete()

    assert [*SavedFilter.objects.all()] == [others]
