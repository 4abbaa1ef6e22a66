"""What becomes of findings from run to run."""

import threading

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consortium import checks
from consortium.checks import runs
from consortium.checks.registry import TUNED
from consortium.codelists import Severity
from consortium.models import Finding, Funding, Initiative, Source
from tests.factories import (
    by_verb,
    make_alignment,
    make_claim,
    make_finding,
    make_funding,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_rate,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db

START = "2026-06-30T12:00:00+09:00"


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def events():
    return apps.get_model("consortium", "FindingEvent").objects.count()


def undated():
    return Finding.objects.get(code="source.undated")


def test_a_fault_opens_a_finding(clock):
    source = make_source()

    outcome = checks.refresh(source)

    finding = undated()
    assert finding.subject == source
    assert (finding.state, finding.severity) == ("open", "info")
    assert finding.message == "The date of publication is not known."
    assert finding.first_seen == finding.last_seen == timezone.now()
    assert len(finding.fingerprint) == 64
    assert outcome.opened == outcome.found == {"source.undated": 1}


def test_a_run_that_finds_nothing_new_leaves_no_history(clock):
    source = make_source()
    checks.refresh(source)
    before = events()
    clock.shift(3600)

    outcome = checks.refresh(source)
    checks.run_all()

    assert events() == before
    assert not outcome.opened
    assert not outcome.closed
    assert outcome.found == {"source.undated": 1}


def test_a_finding_is_seen_once_a_day(clock):
    source = make_source()
    checks.refresh(source)
    clock.shift(12 * 3600)

    checks.refresh(source)

    finding = undated()
    assert finding.last_seen == timezone.now()
    assert finding.first_seen < finding.last_seen


def test_a_fault_that_is_gone_is_resolved(clock):
    source, by = make_source(), make_user()
    checks.refresh(source)
    Source.objects.update(published="2026")
    clock.shift(60)

    outcome = checks.refresh(source, by=by, reason="The date was found.")

    finding = undated()
    assert finding.state == "resolved"
    assert (finding.decided_by, finding.decided_at) == (by, timezone.now())
    assert finding.reason == "The date was found."
    assert outcome.closed == {"source.undated": 1}


def test_a_run_in_nobodys_name_resolves_without_one():
    checks.refresh(make_source())
    Source.objects.update(published="2026")

    outcome = checks.run_all()

    finding = undated()
    assert (finding.state, finding.decided_by, finding.reason) == ("resolved", None, "")
    assert outcome.closed == {"source.undated": 1}


def test_a_fault_that_comes_back_opens_its_finding_again(clock):
    source = make_source()
    checks.refresh(source)
    Source.objects.update(published="2026")
    checks.refresh(source, by=make_user(), reason="The date was found.")
    Source.objects.update(published=None)
    clock.shift(60)

    outcome = checks.refresh(source)

    finding = undated()
    assert (finding.state, finding.decided_by, finding.reason) == ("open", None, "")
    assert finding.first_seen < finding.last_seen
    assert outcome.opened == {"source.undated": 1}


def waive(finding):
    finding.state, finding.reason = "waived", "It has none."
    finding.decided_by, finding.decided_at = make_user(), timezone.now()
    finding.save()


@pytest.mark.parametrize("published", [None, "2026"])
def test_what_a_person_waived_stays_waived(published):
    source = make_source()
    checks.refresh(source)
    waive(undated())
    Source.objects.update(published=published)

    checks.refresh(source, by=make_user(), reason="x")
    outcome = checks.run_all()

    finding = undated()
    assert (finding.state, finding.reason) == ("waived", "It has none.")
    assert not outcome.opened
    assert not outcome.closed


def test_a_finding_is_rewritten_when_its_fault_changes(monkeypatch):
    initiative = make_initiative(
        reported_member_count=9, reported_member_count_qualifier="exact"
    )
    checks.refresh(initiative)
    before = Finding.objects.get(code="member.count")
    monkeypatch.setitem(TUNED, "member.count", Severity.INFO)
    make_member(initiative=initiative)

    checks.refresh(initiative)

    finding = Finding.objects.get(code="member.count")
    assert finding.pk == before.pk
    assert finding.message == "8 of 9 reported members are not named."
    assert finding.details == {"named": 1, "reported": 9, "unnamed": 8}
    assert finding.severity == "info"


def test_a_run_leaves_alone_what_it_did_not_look_at():
    make_source()
    checks.run_all()
    Source.objects.update(published="2026")

    checks.refresh(make_organization())

    assert undated().state == "open"


def test_findings_of_others_are_left_alone():
    finding = make_finding(subject=make_source(published="2026"), code="intake.odd")

    checks.run_all()
    checks.refresh(finding.subject)

    finding.refresh_from_db()
    assert finding.state == "open"


def test_what_is_retracted_has_no_faults():
    source = make_source()
    checks.refresh(source)
    with by_verb():
        Source.objects.update(
            state="retracted",
            retracted_at=timezone.now(),
            retracted_by=make_user(),
            retraction_reason="Wrong.",
        )

    checks.refresh(source)

    assert undated().state == "resolved"


def test_a_run_over_everything_goes_in_steps(monkeypatch):
    monkeypatch.setattr(runs, "BATCH", 2)
    for _ in range(5):
        make_source()

    checks.run_all()
    outcome = checks.run_all()

    assert outcome.found["source.undated"] == 5
    assert Finding.objects.filter(code="source.undated", state="open").count() == 5


def test_a_pair_is_one_finding_however_it_is_looked_at(monkeypatch):
    older = make_organization(name="Acme Robotics")
    newer = make_organization(name="Acme Robotics Inc.")
    monkeypatch.setattr(runs, "BATCH", 1)

    checks.refresh(older)
    checks.refresh(newer)
    checks.run_all()

    finding = Finding.objects.get(code="organization.duplicate")
    assert finding.subject == newer
    assert finding.state == "open"


def populate(*towns):
    """For each town an initiative with a row of each kind and faults of most kinds."""
    for town in towns:
        initiative = make_initiative(
            reported_member_count=9, reported_member_count_qualifier="exact"
        )
        base = {"initiative": initiative}
        source = make_source(origin=make_source(), text="A text.")
        parent = make_organization(name=f"{town} Motors", identity="ambiguous")
        make_organization(name=f"{town} Motors Corp.")
        make_member(
            **base,
            organization=make_organization(name=f"{town} Motors Inc.", parent=parent),
            stake=60,
            stake_qualifier="exact",
        )
        make_member(**base, stake=60, stake_qualifier="exact")
        whole = make_funding(**base, funder=parent, stage="committed", period="2026")
        make_funding(**base, part_of=whole, amount=2000, period="2027")
        make_funding(**base, funder=parent, stage="disbursed", amount=2000)
        make_funding(**base, funder=parent, stage="committed", period="2026")
        make_milestone(**base, planned="2020")
        make_observation(**base)
        make_alignment(**base, relation="adopted")
        make_initiative_sector(**base, percentage=50)
        yen = {"amount": "1000", "qualifier": "up_to", "currency": "JPY"}
        first = make_claim(
            subject=whole, field="amount", value=yen, source=source, quote="x"
        )
        make_claim(subject=whole, field="amount", value=yen | {"qualifier": "exact"})
        make_claim(
            subject=whole,
            field="amount",
            value=yen | {"currency": "USD"},
            source=source,
            conversion_of=first,
        )
        for stage in ("announced", "committed"):
            make_claim(
                subject=whole,
                field="stage",
                value=stage,
                source=source,
                attributed_to=make_source(held=False),
            )
        make_claim(subject=whole, field="stage", value="spent", kind="opinion")
        make_claim(subject=initiative, field="status", value="closed")
        make_claim(subject=initiative, field="status", value="cancelled")


@pytest.fixture
def rates():
    make_rate(currency="USD", rate=1)
    make_rate(currency="JPY", rate=160)


def queries_of(run):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        run()
    return len(captured)


def test_a_full_run_asks_as_much_for_five_initiatives_as_for_one(rates):
    populate("Sapporo")
    one = queries_of(checks.run_all)
    Finding.objects.all().delete()
    populate("Kumamoto", "Hiroshima", "Nagoya", "Sendai")

    five = queries_of(checks.run_all)

    assert Initiative.objects.count() == 5
    assert Finding.objects.values("code").distinct().count() > 20
    assert five == one


def test_a_refresh_does_not_depend_on_what_else_there_is(rates):
    populate("Sapporo")
    initiative = Initiative.objects.get()
    checks.refresh(initiative)
    one = queries_of(lambda: checks.refresh(initiative))
    populate("Kumamoto", "Hiroshima")

    assert queries_of(lambda: checks.refresh(initiative)) == one


@pytest.mark.django_db(transaction=True)
def test_a_finding_that_somebody_decides_on_is_left_to_the_next_run():
    source = make_source()
    checks.refresh(source)
    Source.objects.update(published="2026")
    deciding, done = threading.Event(), threading.Event()

    def decide():
        with transaction.atomic():
            waive(undated())
            deciding.set()
            done.wait(2)  # less than writers wait for their turn
        connection.close()

    thread = threading.Thread(target=decide)
    thread.start()
    deciding.wait(10)
    outcome = checks.refresh(source)
    done.set()
    thread.join()

    assert not outcome.closed
    assert undated().state == "waived"


@pytest.mark.django_db(transaction=True)
def test_runs_that_meet_take_turns():
    source = make_source()
    outcomes = []

    def run():
        outcomes.append(checks.refresh(source))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(outcomes) == 4
    assert sum(outcome.opened.total() for outcome in outcomes) == 1
    assert Finding.objects.count() == 1


def test_what_is_said_of_published_rows_comes_of_published_rows():
    whole = make_funding(amount=100)
    part = {"initiative": whole.initiative, "part_of": whole, "amount": 200}
    draft = make_funding(**part, state="draft")
    found = Finding.objects.filter(code="funding.stage-order", state="open")

    checks.refresh(draft)
    before = list(found)
    Funding.objects.filter(pk=draft.pk).delete()
    make_funding(**part)
    checks.refresh(whole)

    assert before == []
    assert [finding.funding for finding in found.all()] == [whole]


def test_of_a_draft_and_a_published_row_the_draft_is_said_to_stand_twice():
    funder, recipient = make_organization(), make_organization()
    said = {"amount": 100, "funder": funder, "recipient": recipient}
    draft = make_funding(state="draft", **said)
    shown = make_funding(**said)

    checks.refresh(shown, draft)

    found = Finding.objects.filter(code="funding.duplicate")
    assert [finding.funding for finding in found] == [draft]
