import pytest

from consortium.models import Initiative, Member
from consortium.pages.members import headcount


def count(named, reported, qualifier="exact"):
    initiative = Initiative(
        reported_member_count=reported,
        reported_member_count_qualifier=qualifier if reported else "",
    )
    return headcount(
        initiative,
        [Member(organization_id=key, roles=["core"]) for key in range(named)],
    )


@pytest.mark.parametrize(
    ("named", "reported", "qualifier", "short", "not_named"),
    [
        (4, 9, "exact", "4 of 9 reported are named", "5 are not named in any source."),
        (
            4,
            9,
            "at_least",
            "4 of at least 9 reported are named",
            "at least 5 are not named in any source.",
        ),
        (8, 9, "exact", "8 of 9 reported are named", "1 is not named in any source."),
        (9, 9, "exact", "9 of 9 reported are named", ""),
        (10, 9, "exact", "10 of 9 reported are named", ""),
        (4, None, "exact", "4 named", ""),
    ],
)
def test_the_named_stand_beside_the_reported(
    named, reported, qualifier, short, not_named
):
    found = count(named, reported, qualifier)

    assert (found.short, found.not_named) == (short, not_named)


@pytest.mark.parametrize(
    ("named", "reported", "dots"),
    [(1, 3, [True, False, False]), (4, 3, []), (1, None, []), (1, 500, [])],
)
def test_a_few_members_are_pictured(named, reported, dots):
    assert count(named, reported).dots == dots


def test_an_organization_with_two_periods_counts_once():
    twice = [Member(organization_id=1, roles=["core"]) for _ in range(2)]

    assert headcount(Initiative(), twice).named == 1


@pytest.mark.parametrize("status", ["prospective", "interested", "former", "refused"])
def test_only_members_are_counted(status):
    other = Member(organization_id=1, roles=["core"], status=status)

    assert headcount(Initiative(), [other]).named == 0
