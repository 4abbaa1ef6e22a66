"""What a claim of a hidden source says changes no finding on a public record."""

import pytest

from consortium import checks
from tests.factories import (
    make_alignment,
    make_claim,
    make_initiative,
    make_member,
    make_milestone,
    make_observation,
    make_source,
)

pytestmark = pytest.mark.django_db
OLD = {"published": "2020-01-01"}
OPEN = {"status": "announced", "name": "Machines"}


def old_news(source):
    """An initiative and a milestone of which ``source`` wrote years ago."""
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
