"""A newsroom where anything may happen: random verbs by random people.

``python3 dev.py drill history`` tells more stories than a test run does.
"""

import os

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from consortium import editorial
from consortium.codelists import Because, FindingState
from consortium.models import (
    Claim,
    Finding,
    Funding,
    Initiative,
    Member,
    Organization,
    OrganizationMerge,
    Source,
)
from tests.factories import (
    back,
    make_funding,
    make_initiative,
    make_member,
    make_organization,
    make_rate,
    make_source,
    make_user,
)

VALUES = {
    Initiative: {
        "status": st.sampled_from(["announced", "implementation", "closed"]),
        "name": st.sampled_from(["Alpha", "Beta", "Gamma"]),
        "actual_start": st.sampled_from(["2026", "2026-06", "FY2026", None]),
    },
    Organization: {
        "name": st.sampled_from(["Acme", "Acme Inc.", "Zenith"]),
        "kind": st.sampled_from(["private_sector", "government"]),
    },
    Funding: {
        "amount": st.fixed_dictionaries(
            {
                "amount": st.sampled_from(["1000", "1500", "16.2"]),
                "qualifier": st.sampled_from(["exact", "up_to", "at_least"]),
                "currency": st.sampled_from(["JPY", "USD"]),
            }
        ),
        "stage": st.sampled_from(["announced", "committed", "disbursed"]),
        "dated": st.sampled_from(["2026", "2026-06-30", "FY2027", None]),
    },
    Member: {
        "joined": st.sampled_from(["2026-04", "2026", None]),
        "status": st.sampled_from(["member", "former"]),
    },
}
"""What may be said of which field."""

SAID = st.sampled_from(
    [(model, field) for model, fields in VALUES.items() for field in fields]
)
PICK = st.integers(0, 10_000)


def make_world() -> None:
    """Two initiatives with money and members, partly published, and three people."""
    for name in ("editor", "reviewer", "other"):
        make_user(username=name)
    for day in ("2026-06-29", "2026-06-30"):
        make_rate(currency="JPY", date=day, rate=185)
        make_rate(currency="USD", date=day, rate="1.14")
    origin = make_source(published="2026-05")
    make_source(published="2026-07", origin=origin)
    make_source(published=None)
    make_source(state="draft")
    acme, ministry = (
        make_organization(name="Acme"),
        make_organization(kind="government"),
    )
    make_organization(name="Acme Inc.", state="draft")
    one, two = make_initiative(name="Alpha"), make_initiative(state="draft")
    whole = make_funding(initiative=one, funder=ministry, amount=1500)
    make_funding(initiative=one, recipient=acme, part_of=whole)
    make_funding(initiative=two, state="draft")
    make_member(initiative=one, organization=acme, joined="2026-04")
    for model in VALUES:
        for record in model.objects.all():
            back(record, origin)


RUNS = int(os.environ.get("LAW_RUNS", "100"))
SHORTER = "LAW_SHRINK" in os.environ
"""Making a failing story shorter takes minutes: on demand only."""


def stories(number: int) -> settings:
    """Settings for so many stories of some verbs each."""
    return settings(
        max_examples=max(number, 1),
        stateful_step_count=8,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, *([Phase.shrink] if SHORTER else [])],
        database=None,
    )


def next_turn() -> None:
    """Let what is written next be another turn, within the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tracker.written_at', '', true)")


class Newsroom(RuleBasedStateMachine):
    """Verbs in any order, in a world that is as it was for the next story.

    What a verb refuses leaves everything as it was.
    """

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()

    def teardown(self):
        try:
            self.look_back()
        finally:
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)

    def look_back(self):
        """What is to be true at the end of a story."""

    def do(self, verb, *args, **said):
        """Do ``verb`` as a turn of its own."""
        next_turn()
        try:
            verb(*args, **said)
        except (editorial.Refused, ValidationError):
            return

    def one_of(self, rows, pick):
        """Some row of a queryset, or none where there is none."""
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        return rows.get(pk=keys[pick % len(keys)]) if keys else None

    def person(self, pick):
        return User.objects.get(username=["editor", "reviewer", "other"][pick % 3])

    @rule(said=SAID, data=st.data(), pick=PICK)
    def propose(self, said, data, pick):
        model, field = said
        evidence = editorial.Evidence(
            source=self.one_of(Source.objects.all(), pick // 3),
            valid=data.draw(st.sampled_from([None, "2026", "2026-09"])),
        )
        self.do(
            editorial.propose,
            self.one_of(model.objects.all(), pick),
            {field: data.draw(VALUES[model][field])},
            evidence=evidence,
            by=self.person(pick),
        )

    @rule(
        verb=st.sampled_from(["accept", "accept", "dispute", "reject", "prefer"]),
        pick=PICK,
        because=st.sampled_from(Because.values),
        newest=st.booleans(),
    )
    def decide(self, verb, pick, because, newest):
        waiting = Claim.objects.filter(status="pending")
        claims = waiting if newest and waiting.exists() else Claim.objects.all()
        said = {"because": because} if verb == "accept" else {}
        claim, by = self.one_of(claims, pick), self.person(pick)
        self.do(getattr(editorial, verb), claim, by=by, reason="Read.", **said)

    @rule(
        verb=st.sampled_from(["submit", "publish", "publish", "retract"]),
        kind=st.sampled_from([*VALUES, Source]),
        pick=PICK,
        alone=st.booleans(),
    )
    def move(self, verb, kind, pick, alone):
        said = {"alone": alone} if verb == "publish" else {}
        record, by = self.one_of(kind.objects.all(), pick), self.person(pick)
        self.do(getattr(editorial, verb), record, by=by, reason="Decided.", **said)

    @rule(pick=PICK)
    def waive(self, pick):
        found = Finding.objects.filter(state=FindingState.OPEN)
        if finding := self.one_of(found, pick):
            self.do(editorial.waive, finding, by=self.person(pick), reason="Known.")

    @rule(pick=PICK)
    def merge(self, pick):
        rows = Organization.objects.all()
        keep, absorb = self.one_of(rows, pick), self.one_of(rows, pick // 7)
        said = {"absorb": absorb, "by": self.person(pick), "reason": "They are one."}
        self.do(editorial.merge_organizations, keep, **said)

    @rule(pick=PICK)
    def unmerge(self, pick):
        if merge := self.one_of(OrganizationMerge.objects.standing(), pick):
            by = self.person(pick)
            self.do(editorial.unmerge, merge, by=by, reason="They are two.")

    @rule(pick=PICK, amount=st.sampled_from([5, 7, None]))
    def draft(self, pick, amount):
        initiative = self.one_of(Initiative.objects.all(), pick)
        self.do(make_funding, initiative=initiative, amount=amount, state="draft")

    @rule(pick=PICK)
    def delete_a_draft(self, pick):
        drafts = Funding.objects.filter(state="draft", claims=None, parts=None)
        if draft := self.one_of(drafts, pick):
            self.do(draft.delete)

    @rule(pick=PICK, text=st.sampled_from(["About AI.", "About chips.", ""]))
    def edit_what_nobody_claims(self, pick, text):
        rows = Initiative.objects.filter(
            pk=self.one_of(Initiative.objects.all(), pick).pk
        )
        self.do(rows.update, summary=text)
