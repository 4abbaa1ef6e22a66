import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consortium import editorial
from consortium.models import Claim
from tests.admin.forms import address, fields, said
from tests.editorial.reporting import TRILLION, accepted, propose_one
from tests.factories import (
    make_funding,
    make_initiative,
    make_rate,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db

QUEUE = "/admin/consortium/claim/review/"
MORE = {**TRILLION, "amount": "1500000000000"}


def page(client, claim):
    return client.get(address(Claim, "change", claim.pk))


def decide(client, claim, seen=None, query="", **typed):
    """Send the form as it was ``seen``, else as it is now, with what is ``typed``."""
    url = reverse("admin:consortium_claim_decide", args=[claim.pk]) + query
    typed = {"reason": "Read and agreed.", **typed}
    return client.post(url, (seen or fields(page(client, claim))) | typed, follow=True)


def entries(response):
    return [entry.case.claim for entry in response.context["entries"]]


@pytest.fixture
def funding():
    funding = make_funding(amount=None)
    accepted(funding, "amount", TRILLION)
    return funding


def test_the_queue_has_the_oldest_first_and_says_what_each_would_change(
    reviewer, funding
):
    first = propose_one(funding, "amount", MORE, source=make_source(title="Later"))
    second = propose_one(make_initiative(), "country", "JP")

    response = reviewer.get(QUEUE)

    assert entries(response) == [first, second]
    text = response.content.decode()
    assert "up to ¥1 trillion" in text
    assert "up to ¥1.5 trillion" in text
    assert "contradicts" in text
    assert "Later" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("verdict=contradicts", ["more"]),
        ("verdict=first", ["stage"]),
        ("source={source}", ["more"]),
        ("proposer={proposer}", ["stage"]),
        ("initiative={initiative}", ["more", "stage"]),
        ("order=record", ["more", "stage"]),
        ("order=source", ["stage", "more"]),
        ("verdict=nonsense", []),
        ("source=x", []),
        ("initiative=0", []),
    ],
)
def test_the_queue_is_narrowed_and_ordered(reviewer, funding, query, found):
    more = propose_one(funding, "amount", MORE, source=make_source(title="Z"))
    stage = propose_one(
        funding, "stage", "spent", source=make_source(title="A", published="2026")
    )
    keys = {
        "source": more.source_id,
        "proposer": stage.recorded_by_id,
        "initiative": funding.initiative_id,
    }

    response = reviewer.get(f"{QUEUE}?{query.format(**keys)}")

    names = {more: "more", stage: "stage"}
    assert [names[claim] for claim in entries(response)] == found
    if not found:
        assert "errorlist" in response.content.decode()


def test_the_queue_asks_no_more_for_more_claims_or_currencies(reviewer, funding):
    make_rate(currency="JPY")
    make_rate(currency="USD", rate=1)
    dollars = {"amount": "6000000000", "qualifier": "exact", "currency": "USD"}

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert reviewer.get(QUEUE).status_code == 200
        return len(captured)

    propose_one(funding, "amount", dollars)
    propose_one(funding, "stage", "spent")
    queries()
    before = queries()
    for number in range(5):
        propose_one(funding, "amount", dollars | {"amount": str(6 * 10**9 + number)})
        propose_one(make_funding(), "stage", "spent")

    assert queries() == before


def test_the_queue_comes_in_pages(reviewer, monkeypatch, funding):
    monkeypatch.setattr("consortium.admin.waiting.PER_PAGE", 1)
    propose_one(funding, "amount", MORE)
    second = propose_one(funding, "stage", "spent")

    assert entries(reviewer.get(QUEUE, {"page": 2})) == [second]
    assert reviewer.get(QUEUE, {"page": 3}).status_code == 404
    assert reviewer.get(QUEUE, {"page": "x"}).status_code == 404


def test_one_screen_has_all_that_a_decision_needs(reviewer, funding):
    origin = make_source(title="First text")
    source = make_source(title="Rewrite", origin=origin, reliability="C")
    claim = propose_one(
        funding,
        "amount",
        MORE,
        source=source,
        quote="up to 1.5 trillion yen",
        locator="p. 2",
        attributed_to=make_source(title="The ministry"),
    )

    response = page(reviewer, claim)

    text = response.content.decode()
    for words in (
        "up to ¥1 trillion",
        "up to ¥1.5 trillion",
        "up to 1.5 trillion yen</p>",
        "p. 2",
        "C – fairly reliable",
        "First text",
        "The ministry",
        "Accepting leaves the record as it is until somebody prefers one.",
        "Accepted claims contradict each other",
        'type="module"',
        "consortium/review.js",
    ):
        assert words in text
    assert response.context["case"].differences == ["amount"]


def test_a_statement_fills_no_field(reviewer):
    source = make_source()
    evidence = editorial.Evidence(source=source, kind="forecast", statement="It grows.")
    (claim,) = editorial.propose(
        make_initiative(), {}, evidence=evidence, by=make_user()
    )

    text = page(reviewer, claim).content.decode()

    assert "It grows." in text
    assert "A statement fills no field" in text


@pytest.mark.parametrize(
    ("verb", "status"),
    [("accept", "accepted"), ("dispute", "disputed"), ("reject", "rejected")],
)
def test_a_decision_leads_to_the_next_in_the_queue(reviewer, funding, verb, status):
    claim = propose_one(funding, "amount", MORE)
    own = propose_one(funding, "stage", "spent", by=reviewer.user)
    following = propose_one(make_initiative(), "country", "JP")

    response = decide(reviewer, claim, verb=verb, credibility="2")

    claim.refresh_from_db()
    assert (claim.status, claim.credibility) == (status, 2)
    assert claim.decision_reason == "Read and agreed."
    assert response.context["original"] == following != own
    assert "1 left" in said(response)[0]


def test_the_last_decision_leads_back_to_the_queue_with_its_filters(reviewer, funding):
    claim = propose_one(funding, "amount", MORE)
    propose_one(make_initiative(), "country", "JP")
    query = f"?source={claim.source_id}"

    response = decide(reviewer, claim, query=query, verb="accept")

    assert response.redirect_chain == [(QUEUE + query, 302)]
    assert "0 left" in said(response)[0]


@pytest.mark.parametrize(
    "typed",
    [
        {"verb": "accept", "reason": " "},
        {"verb": "", "reason": "Read."},
        {"verb": "publish", "reason": "Read."},
        {"verb": "accept", "credibility": "9"},
        {"verb": "accept", "version": "x"},
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(reviewer, funding, typed):
    claim = propose_one(funding, "amount", MORE)

    response = decide(reviewer, claim, **typed)

    claim.refresh_from_db()
    assert claim.status == "pending"
    assert "errorlist" in response.content.decode()
    assert typed.get("reason", "Read and agreed.") in response.content.decode()


def test_of_two_reviewers_at_once_one_wins_and_the_other_is_told(reviewer, funding):
    claim = propose_one(funding, "amount", MORE)
    seen = fields(page(reviewer, claim))
    other = make_user(username="faster")
    editorial.dispute(claim, by=other, reason="They took it back.")

    response = decide(reviewer, claim, seen, verb="accept", reason="My long reason.")

    claim.refresh_from_db()
    assert (claim.status, claim.decided_by) == ("disputed", other)
    assert said(response) == ["Meanwhile faster decided: Disputed – They took it back."]
    assert "My long reason." in response.content.decode()
    assert fields(response)["version"] == str(claim.version)


def test_who_saw_another_value_stand_is_told_what_stands_now(reviewer, funding):
    claim = propose_one(funding, "amount", MORE)
    seen = fields(page(reviewer, claim))
    rival = accepted(funding, "amount", {**MORE, "amount": "2000000000000"})
    editorial.prefer(rival, by=make_user(), reason="The contract says so.")

    response = decide(reviewer, claim, seen, verb="accept", reason="My long reason.")

    claim.refresh_from_db()
    assert claim.status == "pending"
    assert (
        "this stood: up to ¥1 trillion. Now it is: up to ¥2 trillion."
        in (said(response)[0])
    )
    again = fields(response)
    assert again["standing"] == str(rival.pk)
    decide(reviewer, claim, again, verb="accept")
    claim.refresh_from_db()
    assert claim.status == "accepted"


def test_a_decided_claim_says_who_and_why_and_offers_what_is_left(reviewer, funding):
    claim = accepted(funding, "amount", MORE)

    text = page(reviewer, claim).content.decode()

    assert f"Decided by {claim.decided_by}" in text
    assert "Read and agreed." in text
    assert 'value="prefer"' in text
    assert 'value="accept"' not in text
    response = decide(reviewer, claim, verb="prefer")
    claim.refresh_from_db()
    assert claim.preferred
    assert response.context["original"] == claim


def test_what_the_verbs_refuse_is_said(reviewer, funding):
    standing = Claim.objects.get(preferred=True, field="amount")
    stage = accepted(funding, "stage", "committed", source=make_source())

    response = decide(reviewer, stage, verb="reject")

    assert "prefer another claim first" in said(response)[0]
    assert standing.status == "accepted"


def test_the_author_sees_why_somebody_else_has_to_decide(reviewer, funding):
    claim = propose_one(funding, "amount", MORE, by=reviewer.user)

    response = page(reviewer, claim)

    assert "another person has to decide" in response.content.decode()
    assert response.context["form"] is None
    url = reverse("admin:consortium_claim_decide", args=[claim.pk])
    assert reviewer.post(url, {"verb": "accept"}).status_code == 403


def test_where_one_person_works_alone_the_screen_says_what_history_will_show(
    reviewer, funding, settings
):
    settings.ONE_PERSON = True
    claim = propose_one(funding, "amount", MORE, by=reviewer.user)

    text = page(reviewer, claim).content.decode()
    decide(reviewer, claim, verb="accept")

    claim.refresh_from_db()
    assert "one person did both" in text
    assert claim.single_handed


def test_a_viewer_reads_and_has_no_form(viewer, funding):
    claim = propose_one(funding, "amount", MORE)
    url = reverse("admin:consortium_claim_decide", args=[claim.pk])

    text = page(viewer, claim).content.decode()

    assert "up to ¥1.5 trillion" in text
    assert "decision_form" not in text
    assert viewer.post(url, {"verb": "accept"}).status_code == 403
    assert viewer.get(url, follow=True).status_code == 200
    assert 'name="claims"' not in viewer.get(QUEUE).content.decode()


def test_nobody_without_permission_reads_the_queue(client, funding):
    claim = propose_one(funding, "amount", MORE)
    client.force_login(make_user(is_staff=True))

    assert client.get(QUEUE).status_code == 403
    assert page(client, claim).status_code == 403


def test_the_index_and_the_list_say_how_many_wait(reviewer, funding):
    propose_one(funding, "amount", MORE)

    index = reviewer.get(reverse("admin:index"))
    listed = reviewer.get(address(Claim, "changelist")).content.decode()

    waiting = {line["url"]: line["number"] for line in index.context["waiting"]}
    assert waiting[QUEUE] == 1
    assert "Review queue (1)" in listed
