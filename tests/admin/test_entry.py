from django.db import IntegrityError

from consortium.admin.entry import in_words
from consortium.models import (
    Initiative,
    Milestone,
)
from tests import factories
from tests.admin.forms import address, submit


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
