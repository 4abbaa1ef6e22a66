import pytest

from consortium import checks, editorial
from consortium.models import Finding
from tests.factories import make_finding, make_initiative, make_user

pytestmark = pytest.mark.django_db


def test_a_waiver_says_who_and_why():
    finding, reviewer = make_finding(), make_user()

    editorial.waive(finding, by=reviewer, reason="The source has no date at all.")

    assert (finding.state, finding.decided_by) == ("waived", reviewer)
    assert finding.reason == "The source has no date at all."


def test_waiving_again_changes_nothing():
    finding = make_finding()
    editorial.waive(finding, by=make_user(), reason="Known.")
    version = finding.version

    editorial.waive(finding, by=make_user(), reason="Known.")

    assert finding.version == version


def test_a_waiver_needs_a_reason():
    finding = make_finding()

    with pytest.raises(editorial.Refused, match="reason"):
        editorial.waive(finding, by=make_user(), reason="")

    finding.refresh_from_db()
    assert finding.state == "open"


def test_a_waiver_survives_the_next_run():
    initiative = make_initiative(name_is_provisional=True)
    checks.refresh(initiative)
    finding = Finding.objects.get(code="initiative.provisional-name")
    editorial.waive(finding, by=make_user(), reason="It has no other name yet.")

    checks.refresh(initiative)

    finding.refresh_from_db()
    assert finding.state == "waived"


def test_a_waiver_is_taken_back_and_the_history_keeps_it():
    initiative = make_initiative(name_is_provisional=True)
    checks.refresh(initiative)
    finding = Finding.objects.get(code="initiative.provisional-name")
    editorial.waive(finding, by=make_user(), reason="It has no other name yet.")

    editorial.reopen(finding, by=make_user(), reason="Now it has one.")

    assert (finding.state, finding.decided_by, finding.reason) == ("open", None, "")
    told = Finding.pgh_event_model.objects.filter(pgh_obj_id=finding.pk)
    by_verbs = told.exclude(pgh_context=None).order_by("pk")
    assert [event.pgh_context.metadata["reason"] for event in by_verbs] == [
        "It has no other name yet.",
        "Now it has one.",
    ]


def test_a_waiver_of_what_is_gone_leaves_a_resolved_finding():
    finding = make_finding(code="initiative.provisional-name")
    editorial.waive(finding, by=make_user(), reason="Known.")

    editorial.reopen(finding, by=make_user(), reason="Look again.")

    assert finding.state == "resolved"


def test_opening_again_what_is_open_changes_nothing():
    finding = make_finding()

    editorial.reopen(finding, by=make_user(), reason="Twice.")

    assert (finding.state, finding.version) == ("open", 1)


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [("resolved", "Look again.", "resolved"), ("open", " ", "reason")],
)
def test_only_waivers_are_taken_back_and_with_a_reason(state, reason, words):
    finding = make_finding(state=state)

    with pytest.raises(editorial.Refused, match=words):
        editorial.reopen(finding, by=make_user(), reason=reason)


@pytest.mark.parametrize(
    ("code", "instead"),
    [
        ("evidence.missing", "Nothing replaces a claim"),
        ("evidence.statement-leak", "reject its claim"),
    ],
)
def test_nothing_replaces_a_claim(code, instead):
    finding = make_finding(code=code, severity="error")

    with pytest.raises(editorial.Refused, match=instead):
        editorial.waive(finding, by=make_user(), reason="We know it.")
