import re

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consortium import editorial
from consortium.admin import trail
from consortium.models import Funding, Initiative, Organization
from tests import factories
from tests.admin.forms import address, new_row, submit
from tests.editorial.reporting import TRILLION, propose_one


@pytest.fixture
def story(editor, reviewer):
    """A sum of money that a later report changed."""
    funding = factories.make_funding(amount=None)
    first = propose_one(
        funding,
        "amount",
        TRILLION,
        by=editor.user,
        source=factories.make_source(title="Report", published="2026-06"),
    )
    editorial.accept(first, by=reviewer.user, reason="Read and agreed.")
    second = propose_one(
        funding,
        "amount",
        TRILLION | {"amount": "2000000000000"},
        by=editor.user,
        quote="up to 2 trillion yen",
        source=factories.make_source(title="Budget", published="2026-09"),
    )
    editorial.accept(
        second, by=reviewer.user, reason="Next year's.", because="world_changed"
    )
    return funding


def read(client, record, **query):
    return client.get(address(type(record), "history", record.pk), query)


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_trail_tells_who_did_what_and_why(viewer, story):
    response = read(viewer, story)

    decisions = response.context["decisions"]
    assert [(one.verb, one.who, one.reason, one.cause) for one in decisions[:4]] == [
        ("Accepted", "reviewer", "Next year's.", "The world changed"),
        ("Proposed", "editor", "", ""),
        ("Accepted", "reviewer", "Read and agreed.", "First report"),
        ("Proposed", "editor", "", ""),
    ]


def test_fields_are_told_before_and_after_in_words(viewer, story):
    accepted, proposed = read(viewer, story).context["decisions"][:2]

    told = {change.title: change.lines for change in accepted.told}
    (amount,) = told["Funding"]
    assert (amount.name, amount.before, amount.after) == (
        "amount",
        "up to ¥1 trillion",
        "up to ¥2 trillion",
    )
    old = {line.name: line.after for line in told["Amount: up to ¥1 trillion"]}
    assert old["status"] == "Superseded"
    (claim,) = [change for change in proposed.told if change.kind == "claim"]
    said = {line.name: line.after for line in claim.lines}
    assert (said["source"], said["quote"]) == ("Budget", "up to 2 trillion yen")


def test_the_page_is_read_in_the_reader_s_language(viewer, story):
    viewer.cookies["django_language"] = "ja"

    html = text(read(viewer, story).content.decode())

    assert "最大1兆円 → 最大2兆円" in html


def test_what_a_form_changes_is_told_with_its_reason(reviewer, viewer):
    organization = factories.make_organization(country="")
    submit(
        reviewer,
        address(Organization, "change", organization.pk),
        country="JP",
        **{"evidence-reason": "Registered in Tokyo."},
        **new_row("names", name="SBKK", kind="abbreviation"),
    )

    decision = read(viewer, organization).context["decisions"][0]

    assert (decision.who, decision.reason) == ("reviewer", "Registered in Tokyo.")
    lines = {
        (change.title, line.name): (line.before, line.after)
        for change in decision.told
        for line in change.lines
    }
    assert lines["Organization", "country"] == ("", "Japan")
    assert [after for (title, _), (_, after) in lines.items() if "SBKK" in after] == [
        "SBKK"
    ]


def test_a_line_that_was_taken_away_stays_in_the_trail(editor, viewer):
    organization = factories.make_organization()
    name = organization.names.create(name="SBKK", kind="abbreviation")
    with pghistory.context(reason="Not theirs."):
        name.delete()

    decision = read(viewer, organization).context["decisions"][0]

    (change,) = [one for one in decision.told if one.kind == "organizationname"]
    assert change.label == "delete"
    assert {line.before for line in change.lines} >= {"SBKK"}


def test_findings_are_told(viewer):
    initiative = factories.make_initiative()
    with pghistory.context(cause="checks"):
        factories.make_finding(subject=initiative, message="Undated.")

    decision = read(viewer, initiative).context["decisions"][0]

    assert (decision.verb, decision.cause) == ("Checked", "a run of the checks")
    assert [change.title for change in decision.told] == ["Undated."]


def test_a_long_trail_is_paged_and_nothing_is_lost(viewer, monkeypatch):
    monkeypatch.setattr(trail, "PAGE", 4)
    draft = factories.make_initiative(state="draft", summary="0")
    for number in range(1, 10):
        with pghistory.context(reason=f"Version {number}"):
            Initiative.objects.filter(pk=draft.pk).update(summary=str(number))

    found, older = [], None
    while True:
        page = read(viewer, draft, **({"before": older} if older else {}))
        for decision in page.context["decisions"]:
            for change in decision.told:
                found += [line.after for line in change.lines if line.name == "summary"]
        older = page.context["older"]
        if older is None:
            break

    assert found == [str(number) for number in range(9, -1, -1)]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "²", ""])
def test_a_wrong_page_is_the_newest_one(viewer, before):
    record = factories.make_initiative()

    assert read(viewer, record, before=before).status_code == 200


def test_the_trail_asks_the_database_a_fixed_number_of_times(viewer, story, editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert read(viewer, story).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(3, 7):
        value = TRILLION | {"amount": f"{number}000000000000"}
        propose_one(story, "amount", value, by=editor.user)

    assert queries() == few


def test_who_may_not_see_the_record_does_not_see_its_trail(at_desk):
    record = factories.make_initiative()
    stranger = at_desk("admin")
    stranger.user.groups.clear()

    assert read(stranger, record).status_code == 403


def test_a_record_that_is_gone_has_no_trail(viewer):
    response = viewer.get(address(Funding, "history", 999999), follow=True)

    assert response.status_code == 200


def test_a_decision_elsewhere_is_told_as_what_it_did_here(viewer, reviewer):
    source = factories.make_source(state="draft")
    funding = factories.make_funding(amount=None)
    claim = propose_one(funding, "amount", TRILLION, source=source)
    with pghistory.context(verb="publish", user=reviewer.user.pk):
        factories.make_finding(subject=claim, message="No date.")

    decision = read(viewer, funding).context["decisions"][0]

    assert decision.verb == "Checked"
    assert [change.title for change in decision.told] == ["No date."]


def test_an_initiative_tells_of_what_it_contains(editor, viewer, reviewer, story):
    member = factories.make_member(initiative=story.initiative)
    claim = propose_one(member, "status", "interested", by=editor.user)
    editorial.dispute(claim, by=reviewer.user, reason="It signed.")
    other = factories.make_funding()
    propose_one(other, "stage", "spent", by=editor.user)

    decisions = read(viewer, story.initiative).context["decisions"]

    titles = [change.title for one in decisions for change in one.told]
    name = member.organization.name
    assert f"{name} – Status: Interested" in titles
    assert f"Member: {name}" in titles
    assert "up to ¥2 trillion (Announced) – Amount: up to ¥2 trillion" in titles
    assert decisions[0].reason == "It signed."
    assert not any("Spent" in title for title in titles)


def test_the_trail_of_an_initiative_asks_a_fixed_number_of_times(viewer, story):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert read(viewer, story.initiative).status_code == 200
        return len(captured)

    def add():
        member = factories.make_member(initiative=story.initiative)
        propose_one(member, "status", "interested")
        sum_ = factories.make_funding(
            initiative=story.initiative, funder=factories.make_organization()
        )
        propose_one(sum_, "funder", factories.make_organization().slug)
        factories.make_finding(subject=sum_)

    add()
    queries()
    few = queries()
    for _ in range(4):
        add()

    assert queries() <= few
