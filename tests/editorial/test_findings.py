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
