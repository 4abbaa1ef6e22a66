"""Who joined and who left a programme, in order."""

import pytest

from tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db


def test_who_joined_and_left_is_told_in_order(initiative, page):
    for name, joined, left in (
        ("Late", "2027", None),
        ("Early", "FY2025", "2026-06-30"),
        ("Undated", None, None),
    ):
        organization = make_organization(name=name)
        make_member(
            initiative=initiative, organization=organization, joined=joined, left=left
        )

    text = page().text

    assert (
        "Over time FY2025 Early joined Jun 30, 2026 Early left 2027 Late joined" in text
    )
    assert "Of 1 more no source says when it joined." in text


def test_without_dates_that_is_said(initiative, page):
    make_member(initiative=initiative)

    assert "No source says when anybody joined or left." in page().text


def test_without_members_there_is_no_course_of_time(initiative, page):
    assert "Over time" not in page().text
