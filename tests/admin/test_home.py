from datetime import timedelta

import pghistory
import pytest
from django.utils import timezone

from consortium import editorial
from consortium.codelists import EditorialState
from consortium.models import Claim, Funding, Milestone, Source
from tests.admin.forms import address
from tests.admin.records import MAKERS, RECORDS, submitted
from tests.admin.test_screens import queries
from tests.factories import (
    by_verb,
    make_claim,
    make_finding,
    make_funding,
    make_initiative,
    make_milestone,
    make_organization,
    make_saved_filter,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def home(client):
    """The panels by their keys."""
    context = client.get("/admin/").context
    return {panel.key: panel for panel in context["panels"]}


def texts(panel):
    return [line.text for line in panel.lines]


def made(maker, user, **fields):
    """A draft as the screens make it: the history says who."""
    with pghistory.context(user=user.pk):
        return maker(**{"state": EditorialState.DRAFT} | fields)


def full_list(client, panel, number=0):
    return list(client.get(panel.ways[number].url).context["cl"].result_list)


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        ("viewer", ["stale", "findings", "filters"]),
        ("editor", ["drafts", "claims", "stale", "findings", "filters"]),
        (
            "reviewer",
            [
                "review",
                "publish",
                "drafts",
                "claims",
                "stale",
                "findings",
                "filters",
            ],
        ),
        ("admin", ["stale", "findings", "filters"]),
    ],
)
def test_the_panels_are_those_of_the_role(at_desk, role, keys):
    assert list(home(at_desk(role))) == keys


def test_somebody_without_permissions_has_no_panels(client):
    client.force_login(make_user(is_staff=True))

    assert home(client) == {}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_empty_desk_says_so(reviewer, language):
    reviewer.cookies["django_language"] = language

    response = reviewer.get("/admin/")

    page = response.content.decode()
    for panel in response.context["panels"]:
        assert (panel.number, panel.lines) == (0, [])
        assert panel.empty in page


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_my_drafts_are_those_i_made(editor, model):
    mine = made(MAKERS[model], editor.user)
    made(MAKERS[model], make_user())
    MAKERS[model](state=EditorialState.DRAFT)
    made(MAKERS[model], editor.user, **published_by(make_user()))

    panel = home(editor)["drafts"]

    assert [line.url for line in panel.lines] == [address(model, "change", mine.pk)]
    assert panel.number == 1
    assert full_list(editor, panel) == [mine]


def published_by(user):
    now = timezone.now()
    return submitted(user) | {
        "state": EditorialState.PUBLISHED,
        "published_at": now,
        "published_by": user,
    }


def test_my_drafts_are_counted_by_kind_and_the_oldest_come_first(editor):
    for number in range(8):
        made(make_organization, editor.user, name=f"Organization {number}")
    made(make_source, editor.user, **submitted(editor.user))

    panel = home(editor)["drafts"]

    assert texts(panel) == [f"Organization {number}" for number in range(7)]
    assert panel.number == 9
    assert [way.text for way in panel.ways] == ["Organizations (8)", "Sources (1)"]


def test_what_others_submitted_waits_for_the_reviewer(reviewer):
    waits = make_source(title="Report", **submitted())
    make_source(**submitted(reviewer.user))
    make_source(state=EditorialState.DRAFT)

    panel = home(reviewer)["publish"]

    assert texts(panel) == ["Report"]
    assert full_list(reviewer, panel) == [waits]


def test_one_person_alone_publishes_what_they_submitted(reviewer, settings):
    settings.ONE_PERSON = True
    make_source(**submitted(reviewer.user))
    pending(reviewer.user)

    panels = home(reviewer)

    assert (panels["publish"].number, panels["review"].number) == (1, 1)


def pending(user=None, **fields):
    fields |= {"recorded_by": user or make_user(), "status": "pending"}
    return make_claim(**fields)


def test_the_claims_of_others_wait_for_my_review_the_oldest_first(reviewer):
    claims = [pending(subject=make_initiative(name=f"AI {n}")) for n in range(9)]
    pending(reviewer.user)
    make_claim()

    panel = home(reviewer)["review"]

    assert [line.url for line in panel.lines] == [
        address(Claim, "change", claim.pk) for claim in claims[:7]
    ]
    assert panel.number == 9
    assert texts(panel)[0] == "AI 0 – Fact"


@pytest.mark.parametrize(
    ("verb", "days", "is_shown"),
    [
        pytest.param(None, 90, True, id="waits"),
        pytest.param("reject", 1, True, id="rejected"),
        pytest.param("dispute", 1, True, id="disputed"),
        pytest.param("reject", 31, False, id="rejected-long-ago"),
        pytest.param("accept", 1, False, id="accepted"),
    ],
)
def test_my_claims_are_those_that_wait_or_were_turned_down(
    editor, verb, days, is_shown
):
    claim = pending(editor.user)
    pending()
    if verb is not None:
        getattr(editorial, verb)(claim, by=make_user(), reason="Not in the text.")
        with by_verb():
            then = timezone.now() - timedelta(days=days)
            Claim.objects.filter(pk=claim.pk).update(decided_at=then)

    panel = home(editor)["claims"]

    assert [line.url for line in panel.lines] == (
        [address(Claim, "change", claim.pk)] if is_shown else []
    )
    assert panel.number == len(panel.lines)
    if is_shown:
        assert full_list(editor, panel) == [claim]


def test_why_a_claim_was_turned_down_stands_beside_it(editor):
    claim = pending(editor.user)
    editorial.reject(claim, by=make_user(), reason="Not in the text.")

    page = editor.get("/admin/").content.decode()

    assert "Not in the text." in page


def test_the_worst_findings_come_first_those_of_drafts_last(viewer):
    draft = make_funding(state=EditorialState.DRAFT)
    for severity, subject, message in [
        ("info", make_funding(), "info"),
        ("error", draft, "of a draft"),
        ("error", make_claim(subject=draft), "of a claim on a draft"),
        ("error", make_funding(), "error"),
        ("warning", make_source(), "warning"),
    ]:
        make_finding(severity=severity, subject=subject, message=message)
    make_finding(severity="error", state="resolved")

    panel = home(viewer)["findings"]

    assert texts(panel) == [
        "error",
        "of a draft",
        "of a claim on a draft",
        "warning",
        "info",
    ]
    assert panel.number == 5
    assert len(full_list(viewer, panel)) == 5


def test_milestones_that_the_checks_found_out_of_date_are_shown(viewer):
    late = make_milestone(title="Model trained")
    stale = make_finding(subject=late, code="record.stale", message="Planned: 2025.")
    make_finding(subject=make_initiative(), code="record.stale")
    make_finding(subject=late, code="record.stale", state="waived", **waived())
    make_finding(subject=make_milestone())

    panel = home(viewer)["stale"]

    (line,) = panel.lines
    assert line.url == address(Milestone, "change", late.pk)
    assert (line.text, line.notes[0]) == ("Model trained", "Planned: 2025.")
    assert full_list(viewer, panel) == [stale]


def waived():
    return {"decided_at": timezone.now(), "decided_by": make_user(), "reason": "Old."}


def test_ages_are_counted_in_days(viewer):
    for days in (30, 1, 0):
        then = timezone.now() - timedelta(days=days)
        make_finding(first_seen=then)

    ages = [line.age for line in home(viewer)["findings"].lines]

    assert ages == ["for 30 days", "for 1 day", "since today"]


def test_saved_filters_are_one_click_away(viewer):
    kept = make_saved_filter(owner=viewer.user, name="Announced")
    make_saved_filter()

    panel = home(viewer)["filters"]

    (line,) = panel.lines
    assert (line.text, line.notes) == ("Announced", ["Funding"])
    assert viewer.get(line.url).headers["Location"] == (
        f"{address(Funding, 'changelist')}?{kept.query}"
    )


def test_the_index_asks_no_more_for_more_rows(reviewer):
    def more():
        made(make_funding, reviewer.user)
        make_source(**submitted())
        pending(subject=make_funding())
        pending(reviewer.user, subject=make_funding())
        make_finding(subject=make_claim(subject=make_funding()))
        make_finding(subject=make_milestone(), code="record.stale")
        make_saved_filter(owner=reviewer.user)

    more()
    one = queries(reviewer, "/admin/")

    for _ in range(5):
        more()

    assert queries(reviewer, "/admin/") == one
    assert Source.objects.count() > 1
