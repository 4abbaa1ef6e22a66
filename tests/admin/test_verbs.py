import pytest

from consortium import editorial
from consortium.models import Claim, Finding, Funding, Initiative, Milestone, Source
from tests import factories
from tests.admin.forms import address, said
from tests.admin.records import submitted


def page(record, verb):
    return address(type(record), verb, record.pk)


def shown(client, record):
    """The verbs whose buttons the form of ``record`` has."""
    response = client.get(address(type(record), "change", record.pk))
    return [verb.name for verb, _url in response.context["verbs"]]


def run(client, action, *records):
    """Tick ``records`` in their list and run the action."""
    return client.post(
        address(type(records[0]), "changelist"),
        {"action": action, "_selected_action": [record.pk for record in records]},
        follow=True,
    )


@pytest.mark.parametrize(
    ("person", "state", "verbs"),
    [
        pytest.param("viewer", "draft", [], id="viewer-draft"),
        pytest.param("viewer", "submitted", [], id="viewer-submitted"),
        pytest.param("viewer", "published", [], id="viewer-published"),
        pytest.param("editor", "draft", ["submit"], id="editor-draft"),
        pytest.param("editor", "submitted", [], id="editor-submitted"),
        pytest.param("editor", "published", [], id="editor-published"),
        pytest.param("reviewer", "draft", ["submit"], id="reviewer-draft"),
        pytest.param("reviewer", "submitted", ["publish"], id="reviewer-submitted"),
        pytest.param("reviewer", "published", ["retract"], id="reviewer-published"),
    ],
)
def test_a_person_is_offered_what_can_be_done(request, person, state, verbs):
    client = request.getfixturevalue(person)
    states = {"draft": {"state": "draft"}, "submitted": submitted(), "published": {}}
    record = factories.make_source(**states[state])

    assert shown(client, record) == verbs


@pytest.mark.parametrize(
    ("person", "is_own", "words"),
    [
        pytest.param("reviewer", True, "another person has to publish it", id="own"),
        pytest.param("reviewer", False, "", id="another's"),
        pytest.param("editor", True, "A reviewer publishes this.", id="no-right"),
    ],
)
def test_the_form_says_who_publishes_what_waits(request, person, is_own, words):
    client = request.getfixturevalue(person)
    record = factories.make_source(**submitted(by=client.user if is_own else None))

    response = client.get(address(Source, "change", record.pk))

    assert words in response.context["waits_for"]
    assert bool(words) == bool(response.context["waits_for"])
    assert words in response.content.decode()


def test_nobody_is_offered_to_publish_what_they_submitted(reviewer):
    record = factories.make_source(**submitted(by=reviewer.user))

    assert shown(reviewer, record) == []
    response = reviewer.post(page(record, "publish"), follow=True)

    assert "Somebody other than the author" in str(response.context["refusal"])
    assert not Source.objects.published().exists()


def test_one_person_does_both_where_the_installation_allows_it(reviewer, settings):
    settings.ONE_PERSON = True
    record = factories.make_source(state="draft")

    assert shown(reviewer, record) == ["submit", "publish"]
    response = reviewer.post(page(record, "publish"), follow=True)

    assert said(response) == [f"“{record}” is published."]


def test_a_record_is_submitted_published_and_retracted(editor, reviewer):
    source = factories.make_source(state="draft", title="Report")

    assert "It waits for a second person" in (
        editor.get(page(source, "submit")).content.decode()
    )
    one = editor.post(page(source, "submit"), {"reason": "Read."}, follow=True)
    two = reviewer.post(page(source, "publish"), {"reason": "Agreed."}, follow=True)
    three = reviewer.post(page(source, "retract"), {"reason": "Forged."}, follow=True)

    assert [*said(one), *said(two), *said(three)] == [
        "“Report” waits for review.",
        "“Report” is published.",
        "“Report” is retracted.",
    ]
    assert one.redirect_chain[-1][0] == address(Source, "change", source.pk)
    source.refresh_from_db()
    assert (source.submitted_by, source.published_by, source.retracted_by) == (
        editor.user,
        reviewer.user,
        reviewer.user,
    )
    assert source.retraction_reason == "Forged."
    contexts = Source.pgh_event_model.objects.order_by("pgh_id")[1:]
    assert [event.pgh_context.metadata["reason"] for event in contexts] == [
        "Read.",
        "Agreed.",
        "Forged.",
    ]


def test_retracting_needs_a_reason(reviewer):
    source = factories.make_source()

    response = reviewer.post(page(source, "retract"), {"reason": " "})

    assert "This field is required." in response.content.decode()
    assert Source.objects.published().exists()


def test_what_keeps_a_record_from_being_published_is_listed_with_ways_there(reviewer):
    initiative = factories.make_initiative()
    funding = factories.make_funding(initiative=initiative, **submitted())

    response = reviewer.post(page(funding, "publish"), follow=True)
    listed = reviewer.post(page(funding, "publish"), follow=True)

    assert "No accepted claim says so" in str(response.context["refusal"])
    assert not Funding.objects.published().exists()
    assert listed.status_code == 200


def test_known_errors_are_listed_before_anybody_tries(reviewer):
    funding = factories.make_funding(**submitted())
    finding = factories.make_finding(
        subject=funding, severity="error", message="No claim says so."
    )

    html = reviewer.get(page(funding, "publish")).content.decode()

    assert "No claim says so." in html
    assert f'href="{address(Finding, "change", finding.pk)}"' in html
    assert f'href="{address(Funding, "change", funding.pk)}"' in html
    assert '<input type="submit"' not in html


@pytest.mark.parametrize("verb", ["submit", "publish", "retract"])
def test_who_may_not_do_it_is_refused(viewer, verb):
    record = factories.make_source(**submitted())

    assert viewer.get(page(record, verb)).status_code == 403
    assert viewer.post(page(record, verb), {"reason": "No."}).status_code == 403


@pytest.mark.parametrize("verb", ["publish", "retract"])
def test_editors_neither_publish_nor_retract(editor, verb):
    record = factories.make_source(**submitted())

    assert editor.post(page(record, verb), {"reason": "No."}).status_code == 403


def test_an_old_link_says_what_stands_now(reviewer):
    source = factories.make_source(title="Report")

    response = reviewer.get(page(source, "submit"), follow=True)

    assert said(response) == [
        "“Submit for review” is not possible: Report is “Published”."
    ]


def test_a_record_that_is_gone_is_no_error(reviewer):
    response = reviewer.get(address(Source, "publish", 999999), follow=True)

    assert response.status_code == 200
    assert "doesn’t exist" in said(response)[0]


def test_many_are_submitted_and_published_at_once(editor, reviewer):
    sources = [factories.make_source(state="draft") for _ in range(3)]

    first = run(editor, "submit", *sources)
    second = run(reviewer, "publish", *sources)

    assert said(first) == ["3 records wait for review."]
    assert said(second) == ["3 records are published."]


def test_the_whole_is_published_before_its_parts(reviewer, settings):
    whole = factories.make_source(title="Z whole", **submitted())
    part = factories.make_source(title="A part", origin=whole, **submitted())

    response = run(reviewer, "publish", part, whole)

    assert said(response) == ["2 records are published."]


def test_what_cannot_be_published_is_named_with_the_reason(reviewer):
    initiative = factories.make_initiative(name="Secret plan", state="draft")
    milestone = factories.make_milestone(
        initiative=initiative, title="Launch", **submitted()
    )

    response = run(reviewer, "publish", milestone)

    way = address(Milestone, "change", milestone.pk)
    assert said(response) == [
        f'<a href="{way}">Launch</a>: Publish first: initiative “Secret plan”.'
    ]
    assert not Milestone.objects.published().exists()


def test_publishing_again_changes_nothing(reviewer):
    record = factories.make_initiative()

    response = run(reviewer, "publish", record)

    assert said(response) == []
    assert Initiative.objects.get().version == record.version


def test_editors_have_no_action_that_publishes(editor):
    record = factories.make_source(**submitted())

    run(editor, "publish", record)

    html = editor.get(address(Source, "changelist")).content.decode()
    assert "Publish the selected records" not in html
    assert "Submit the selected records" in html
    assert not Source.objects.published().exists()


def test_a_source_that_came_with_a_claim_is_published_when_it_is_accepted(
    editor, reviewer
):
    funding = factories.make_funding()
    source = factories.make_source(**submitted(by=editor.user))
    claim = editorial.propose(
        funding,
        {"stage": "spent"},
        evidence=editorial.Evidence(source=source),
        by=editor.user,
    )[0]

    editorial.accept(claim, by=reviewer.user, reason="Read and agreed.")

    assert Source.objects.published().filter(pk=source.pk).exists()
    assert Claim.objects.published().filter(pk=claim.pk).exists()
