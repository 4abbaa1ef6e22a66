from decimal import Decimal

import pytest
from django import forms
from django.db import IntegrityError

from consortium.admin.entry import FigureField, in_words, written_out
from consortium.models import (
    Initiative,
    Milestone,
)
from tests import factories
from tests.admin.forms import address, submit


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        pytest.param("1000000000000", "1000000000000", id="plain"),
        pytest.param("1,000,000", "1000000", id="commas"),
        pytest.param("１，０００", "1000", id="full-width"),
        pytest.param("1兆", "1000000000000", id="cho"),
        pytest.param("1兆2,500億", "1250000000000", id="cho-and-oku"),
        pytest.param("100京", "1" + "0" * 18, id="kei"),
        pytest.param("1垓", "1" + "0" * 20, id="gai"),
        pytest.param("3万5千", "3万5千", id="sen-is-not-read"),
        pytest.param("61.6 billion", "61600000000", id="billion"),
        pytest.param("1 Trillion", "1000000000000", id="upper-case"),
        pytest.param("0.5", "0.5", id="fraction"),
        pytest.param(" 12 ", "12", id="spaces"),
        pytest.param("1億2兆", "1億2兆", id="rising-scales"),
        pytest.param("1 2", "1 2", id="two-numbers"),
        pytest.param("1,00", "1,00", id="misplaced-comma"),
        pytest.param("1.000.000", "1.000.000", id="points-for-commas"),
        pytest.param("-5", "-5", id="negative"),
        pytest.param("about 5", "about 5", id="words"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_figure_is_read_as_people_write_it(typed, digits):
    assert written_out(typed) == digits


def test_no_digit_of_a_long_figure_is_lost():
    longest = "999,999,999,999,999,999,999,999.9999"

    assert written_out(longest) == longest.replace(",", "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(Decimal("1000000000000.0000"), "1,000,000,000,000", id="amount"),
        pytest.param(Decimal("33.3300"), "33.33", id="percentage"),
        pytest.param("1兆", "1兆", id="as-typed"),
        pytest.param(None, None, id="empty"),
    ],
)
def test_a_figure_is_shown_in_groups(value, shown):
    assert FigureField().prepare_value(value) == shown


def test_a_figure_that_was_not_touched_has_not_changed():
    field = FigureField(required=False)

    assert not field.has_changed(Decimal("1000.0000"), "1,000")
    assert not field.has_changed(None, "")
    assert field.has_changed(Decimal("1000.0000"), "1,001")


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "one", "1" + "0" * 24, "1.23456"])
def test_what_is_no_figure_is_refused(typed):
    field = FigureField(max_digits=28, decimal_places=4)

    with pytest.raises(forms.ValidationError):
        field.clean(typed)


def test_line_ends_stay_what_they_are(desk):
    initiative = factories.make_initiative(summary="One.\nTwo.")

    url = address(Initiative, "change", initiative.pk)
    submit(desk, url, summary="One.\r\nTwo.")

    initiative.refresh_from_db()
    assert initiative.summary == "One.\nTwo."
    assert initiative.version == 1


def test_an_unknown_refusal_is_still_said():
    assert in_words(IntegrityError("?")) == "The database refuses this (None)."


def test_milestones_are_planned_as_vaguely_as_their_source(desk):
    initiative = factories.make_initiative()

    submit(
        desk,
        address(Milestone, "add"),
        initiative=str(initiative.pk),
        title="First model",
        kind="model_release",
        status="scheduled",
        planned="令和9年度",
    )

    assert str(Milestone.objects.get().planned) == "FY2027"
