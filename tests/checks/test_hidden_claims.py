"""What a claim of a hidden source says changes no finding on a public record."""

import pytest

from consortium import checks, editorial
from consortium.models import Finding
from tests.factories import (
    by_verb,
    make_alignment,
    make_claim,
    make_initiative,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_source,
    make_superuser,
)

pytestmark = pytest.mark.django_db
OLD = {"published": "2020-01-01"}
OPEN = {"status": "announced", "name": "Machines"}


def old_news(source):
    """An initiative of which ``source`` wrote years ago."""
    initiative = make_initiative(**OPEN)
    make_claim(subject=initiative, source=source)
    return initiative


def old_news_of_a_milestone(source):
    milestone = make_milestone(status="scheduled")
    make_claim(subject=milestone, source=source)
    return milestone


def contradicted(source):
    initiative = make_initiative(**OPEN)
    make_claim(subject=initiative, field="status", value="announced")
    make_claim(subject=initiative, field="status", value="completed", source=source)
    return initiative


def stood_on(source):
    initiative = make_initiative(**OPEN)
    said = {"field": "name", "value": "Machines", "preferred": True}
    make_claim(subject=initiative, source=source, **said)
    return initiative


def adopted(source):
    alignment = make_alignment(relation="adopted")
    make_claim(subject=alignment, field="relation", value="adopted", source=source)
    return alignment


def credited(source):
    observation = make_observation(place="JP")
    credit = {"attributed_to": make_source()}
    make_claim(subject=observation, field="value", value="1", source=source, **credit)
    return observation


def counted(source):
    """One member was reported, of a time before the second joined."""
    initiative = make_initiative(
        reported_member_count=1, reported_member_count_qualifier="exact"
    )
    for joined in ("2019", "2025"):
        make_member(initiative=initiative, status="member", joined=joined)
    make_claim(
        subject=initiative,
        field="reported_member_count",
        value=1,
        valid="2020",
        preferred=True,
        source=source,
    )
    return initiative


FIRES = "fires with it"
SILENT = "is silent with it"


@pytest.mark.parametrize(
    ("make", "code", "does", "about"),
    [
        (old_news, "record.stale", FIRES, {}),
        (old_news_of_a_milestone, "record.stale", FIRES, {}),
        (contradicted, "evidence.contradiction", FIRES, {}),
        (stood_on, "evidence.missing", SILENT, {"details__field": "name"}),
        (adopted, "framework.overclaim", SILENT, {}),
        (credited, "observation.incomplete", SILENT, {}),
        (counted, "member.count", SILENT, {}),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_only_what_the_public_may_read_counts(make, code, does, about):
    official = {"kind": "primary_official", **OLD}
    found = []
    for of in ({}, {"state": "draft"}):
        record = make(make_source(**official, **of))
        checks.refresh(record)
        findings = record.findings.filter(code=code, **about)
        found.append(findings.exists())

    assert found == ([True, False] if does == FIRES else [False, True])


def told(client, code):
    """In which states anybody is told of findings of this kind."""
    found = client.get("/api/v1/findings/", {"code": code}).json()["results"]
    return [each["state"] for each in found]


def test_what_was_found_of_a_draft_is_not_told_once_it_is_public(client):
    """It names another draft, which is none of the public's business."""
    twins = [
        make_organization(name=f"Secret Motors {form}", state="draft")
        for form in ("KK", "K.K.")
    ]
    checks.refresh(*twins)
    (finding,) = Finding.objects.filter(code="organization.duplicate")
    reviewer, shown = make_superuser(), finding.subject
    for field in ("name", "kind"):
        value = getattr(shown, field)
        make_claim(subject=shown, field=field, value=value, preferred=True)

    editorial.publish(shown, by=reviewer, reason="Read.", alone=True)

    finding.refresh_from_db()
    assert finding.state == "resolved"
    assert "Secret Motors" in finding.details["other_name"]
    assert told(client, finding.code) == []
    assert finding in Finding.objects.visible_to(reviewer)


def test_what_is_settled_since_it_is_public_is_told(client):
    twins = [make_organization(name=f"Honda {form}") for form in ("KK", "K.K.")]
    checks.refresh(*twins)
    with by_verb():
        type(twins[0]).objects.filter(pk=twins[1].pk).update(name="Suzuki")

    checks.refresh(*twins)

    assert told(client, "organization.duplicate") == ["resolved"]


def test_what_was_found_the_same_day_before_it_was_public_is_told(client):
    """It is found again as it was: from then on it is about what all can see."""
    source = make_source(state="draft")
    checks.refresh(source)

    editorial.publish(source, by=make_superuser(), reason="Read.", alone=True)
    with by_verb():
        type(source).objects.filter(pk=source.pk).update(published="2026-01-01")
    checks.refresh(source)

    assert told(client, "source.undated") == ["resolved"]
