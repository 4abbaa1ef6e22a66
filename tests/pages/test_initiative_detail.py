import pytest

from tests.factories import (
    by_verb,
    make_alignment,
    make_claim,
    make_finding,
    make_framework,
    make_funding,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_source,
)
from tests.pages.documents import read

pytestmark = pytest.mark.django_db


def test_what_is_not_published_is_not_found(client):
    make_initiative(slug="plan", state="draft")
    make_initiative(slug="gone", state="retracted", **retracted())

    assert client.get("/initiatives/plan/").status_code == 404
    assert client.get("/initiatives/gone/").status_code == 404
    assert client.get("/initiatives/never-was/").status_code == 404


def retracted():
    published = make_initiative()
    return {
        "submitted_at": published.submitted_at,
        "submitted_by": published.submitted_by,
        "published_at": published.published_at,
        "published_by": published.published_by,
        "retracted_at": published.published_at,
        "retracted_by": published.published_by,
        "retraction_reason": "It was another one.",
    }


def test_pending_claims_and_hidden_sources_are_not_shown(initiative, page):
    make_claim(subject=initiative, statement="Not yet read.", status="pending")
    make_claim(
        subject=initiative,
        statement="From a hidden source.",
        source=make_source(state="draft"),
    )
    make_claim(
        subject=initiative,
        statement="Credited to a hidden one.",
        attributed_to=make_source(state="draft"),
    )
    make_member(
        initiative=initiative,
        organization=make_organization(name="Hidden Works", state="draft"),
    )
    make_member(
        initiative=initiative,
        organization=make_organization(name="Not Yet Works"),
        state="draft",
    )
    hidden = make_organization(name="Hidden Ministry", state="draft")
    make_funding(initiative=initiative, funder=hidden, recipient=hidden)

    text = page().text

    for words in ("Not yet read", "hidden", "Hidden", "Not Yet Works"):
        assert words not in text


def test_open_findings_stand_in_plain_words_the_gravest_first(initiative, page):
    make_finding(subject=initiative, message="A note.", severity="info")
    make_finding(subject=initiative, message="A fault.", severity="error")
    make_finding(subject=make_funding(initiative=initiative), message="A doubt.")
    make_finding(subject=make_initiative(), message="Another's.")
    make_finding(
        subject=initiative,
        message="Settled.",
        state="resolved",
    )

    text = page().text

    assert "Error A fault. Initiative Information A note." in text
    assert "A doubt. Funding" in text
    assert "Another's." not in text
    assert "Settled." not in text


def test_a_finding_names_the_record_it_is_about(initiative, page):
    member = make_member(
        initiative=initiative, organization=make_organization(name="Sony")
    )
    make_finding(subject=member, message="Which firm?")
    make_finding(subject=member.organization, message="Parent or subsidiary?")
    claim = make_claim(subject=initiative, as_reported="nine companies")
    make_finding(subject=claim, message="Four are named.")

    text = page().text

    assert "Which firm? Member – Sony" in text
    assert "Parent or subsidiary? Organization – Sony" in text
    assert "Four are named. Claim – nine companies" in text


def test_without_findings_or_sources_the_page_says_so(initiative, page):
    text = page().text

    assert "None is open." in text
    assert "No source is recorded yet." in text


def test_sources_say_what_they_are_and_whether_they_were_read(initiative, page):
    publisher = make_organization(name="The Daily")
    original = make_source(title="The first report")
    read_one = make_source(
        title="The rewrite",
        kind="aggregator",
        publisher=publisher,
        published="2026-06",
        url="https://example.org/a",
        archive_url="https://example.org/b",
        origin=original,
        reliability="C",
    )
    cited = make_source(title="A paper", held=False)
    make_claim(subject=initiative, source=read_one, attributed_to=cited)

    document = page()

    assert (
        "1 The rewrite Read Aggregator or rewrite · The Daily · Jun 2026 · "
        "Reliability: C – fairly reliable · archived copy · all that it says here "
        "Rewritten or syndicated from: The first report"
    ) in document.text
    assert "2 A paper Only cited, not read Original news report · undated" in (
        document.text
    )
    assert "https://example.org/a" in document.values("href")


def test_parts_of_an_initiative_are_linked_and_their_money_stays_theirs(
    initiative, page
):
    part = make_initiative(name="The project", part_of=initiative, slug="project")
    make_initiative(name="Secret", part_of=initiative, state="draft")
    make_funding(initiative=part, amount=4321)

    document = page()

    assert "/initiatives/project/" in document.values("href")
    assert "Their money is not counted here." in document.text
    assert "4,321" not in document.text
    assert "Secret" not in document.text


def test_a_part_leads_back_to_its_whole(client):
    whole = make_initiative(name="The strategy", slug="strategy")
    make_initiative(slug="part", part_of=whole)

    document = read(client.get("/initiatives/part/"))

    assert "/initiatives/strategy/" in document.values("href")


def test_the_profile_says_what_is_not_reported(initiative, page):
    initiative.objective = "Machines for everybody."
    initiative.actual_start = "2026-04"
    initiative.name_is_provisional = True
    with by_verb():
        initiative.save()
    make_claim(subject=initiative, field="kind", value="programme", locator="¶9")

    text = page().text

    for words in (
        "Kind Programme Source 1, ¶9",
        "Planned start not reported",
        "Actual start Apr 2026",
        "Objective Machines for everybody.",
        "Working title: no source names it.",
    ):
        assert words in text
    assert "Actual end" not in text


def make_children(initiative, number):
    source = make_source(publisher=make_organization())
    for _each in range(number):
        records = [
            make_funding(
                initiative=initiative,
                funder=make_organization(),
                channel=make_organization(),
                recipient=make_organization(),
            ),
            make_member(initiative=initiative),
            make_initiative_sector(initiative=initiative),
            make_milestone(initiative=initiative),
            make_observation(initiative=initiative),
            make_alignment(
                framework=make_framework(owner=make_organization()),
                initiative=initiative,
            ),
            make_alignment(framework=make_framework(), country="JP"),
            make_observation(kind="context", place="US"),
        ]
        cited = make_source(origin=make_source(), publisher=make_organization())
        for record in records:
            claim = make_claim(subject=record, source=source, attributed_to=cited)
            make_finding(subject=claim)
        make_claim(subject=records[1].organization, source=source)
        make_initiative(part_of=initiative)


@pytest.mark.parametrize("number", [1, 5])
def test_a_page_takes_the_same_queries_for_any_number_of_rows(
    initiative, client, django_assert_num_queries, number
):
    make_children(initiative, number)

    with django_assert_num_queries(29):
        client.get("/initiatives/compute/")
