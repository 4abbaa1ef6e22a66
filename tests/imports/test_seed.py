"""How the seed is loaded; what it holds is in ``test_facts``."""

import pghistory.models
import pytest

from consortium import editorial
from consortium.imports import seed
from consortium.imports.fixtures import BadFixture
from consortium.models import Claim, ImportRun, Organization, OrganizationName, Source
from tests.factories import by_verb, make_claim, make_organization, make_source

pytestmark = pytest.mark.django_db


def change_name_as_staff(organization, name):
    """What editing and accepting will leave behind: a new name on a new claim."""
    with by_verb():
        organization.claims.filter(field="name").update(preferred=False)
        make_claim(subject=organization, field="name", value=name, preferred=True)
        Organization.objects.filter(pk=organization.pk).update(name=name)


def test_records_are_published_in_the_name_of_an_account_without_login(folder):
    seed.load(folder.path)

    company = Organization.objects.published().get(slug="company")
    assert company.published_by.username == "seed"
    assert not company.published_by.is_active
    assert not company.published_by.has_usable_password()


def test_a_claim_without_a_value_says_what_its_record_says_and_is_preferred(folder):
    seed.load(folder.path)

    claim = Claim.objects.get(external_id="t:name")
    assert claim.value == "Company"
    assert (claim.status, claim.preferred, claim.because) == (
        "accepted",
        True,
        "first_report",
    )


def test_a_claim_with_a_value_of_its_own_is_not_preferred(folder):
    folder.replace(
        "seed/organizations.yaml",
        "locator: ¶1}",
        "locator: ¶1}\n      - {external_id: t:n2, field: name, value: The Company}",
    )

    seed.load(folder.path)

    claim = Claim.objects.get(external_id="t:n2")
    assert (claim.value, claim.status, claim.preferred) == (
        "The Company",
        "accepted",
        False,
    )


def test_a_claim_says_that_one_account_recorded_and_decided(folder):
    seed.load(folder.path)

    claim = Claim.objects.get(external_id="t:grows")
    assert claim.single_handed
    assert claim.recorded_by == claim.decided_by
    assert claim.decision_reason


def test_a_statement_is_accepted_and_fills_no_field(folder):
    seed.load(folder.path)

    claim = Claim.objects.get(external_id="t:grows")
    assert (claim.status, claim.field, claim.value) == ("accepted", "", None)
    assert claim.organization.slug == "company"


def test_the_run_is_recorded_with_its_counts(folder):
    seed.load(folder.path)

    run = ImportRun.objects.get()
    assert (run.importer, run.state, run.errors) == ("seed", "succeeded", [])
    assert (
        run.counts["created"]["claim"] == Claim.objects.filter(import_run=run).count()
    )
    assert run.counts["kept"] == {}


def test_history_says_why_the_records_came(folder):
    seed.load(folder.path)

    said = [context.metadata for context in pghistory.models.Context.objects.all()]
    assert {one["cause"] for one in said} == {"seed"}
    assert {one["reason"] for one in said} == {seed.REASON}


def test_the_same_files_are_not_looked_at_twice(folder):
    seed.load(folder.path)

    outcome = seed.load(folder.path)

    assert outcome.was_loaded
    assert ImportRun.objects.count() == 1


def test_new_files_bring_what_is_missing_and_count_what_is_kept(folder):
    seed.load(folder.path)
    folder.replace(
        "seed/sources.yaml",
        "records:",
        "records:\n  - {slug: more, title: More, publisher: press, kind: filing}",
    )

    outcome = seed.load(folder.path)

    assert outcome.created == {Source: 1}
    assert outcome.kept == {Organization: 2, Source: 1, Claim: 5}


def test_what_staff_changed_stays_changed(folder):
    seed.load(folder.path)
    company = Organization.objects.get(slug="company")
    change_name_as_staff(company, "Company Holdings")
    folder.write("sectors.yaml", "records: [] # changed")

    seed.load(folder.path)

    company.refresh_from_db()
    assert company.name == "Company Holdings"
    assert company.claims.get(field="name", preferred=True).value == "Company Holdings"


def test_an_alias_that_staff_removed_does_not_come_back(folder):
    seed.load(folder.path)
    OrganizationName.objects.all().delete()
    folder.write("sectors.yaml", "records: [] # changed")

    seed.load(folder.path)

    assert not OrganizationName.objects.exists()


def test_a_new_claim_on_a_record_that_was_there_waits_for_a_person(folder):
    make_organization(slug="company", name="Company Holdings")

    seed.load(folder.path)

    claim = Claim.objects.get(external_id="t:name")
    assert (claim.status, claim.preferred, claim.decided_by) == ("pending", False, None)
    assert claim.value == "Company"


def test_a_new_statement_on_a_record_that_was_there_needs_no_decision(folder):
    make_organization(slug="company")

    seed.load(folder.path)

    assert Claim.objects.get(external_id="t:grows").status == "accepted"


def test_a_draft_that_was_there_is_not_published(folder):
    make_organization(slug="company", state="draft")

    seed.load(folder.path)

    assert Organization.objects.get(slug="company").state == "draft"


def test_a_failure_in_the_middle_leaves_nothing(folder, monkeypatch):
    def fail(record, **how):
        raise KeyboardInterrupt

    monkeypatch.setattr(editorial, "publish", fail)

    with pytest.raises(KeyboardInterrupt):
        seed.load(folder.path)

    assert not Organization.objects.exists()
    assert not ImportRun.objects.exists()


def test_the_next_run_after_a_failure_loads_everything(folder):
    folder.replace("seed/sources.yaml", "publisher: press", "publisher: unknown")
    with pytest.raises(BadFixture):
        seed.load(folder.path)
    folder.replace("seed/sources.yaml", "publisher: unknown", "publisher: press")

    outcome = seed.load(folder.path)

    assert outcome.created[Organization] == 2


# What stands in the file, what to write instead, and what the message says of it.
WRONG = {
    "field": ("kind: media", "colour: red", "press: colour: no such field"),
    "code": ("kind: media", "kind: paper", "press: kind: Value 'paper'"),
    "state": ("kind: media", "state: draft", "press: state: no such field"),
    "key": ("kind: media", "id: 7", "press: id: no such field"),
    "number-for-slug": ("kind: media", "parent: 7", "press: parent: Cannot assign"),
    "float": ("name: Press", "name: 1.5", "press: name: write 1.5 in quotes"),
    "no-slug": ("slug: press", "slug: ''", "records 2: slug: missing"),
    "slug-twice": ("slug: press", "slug: company", "company: given twice"),
    "reference": ("slug: press", "slug: p", "paper: publisher: no organization"),
    "part": ("kind: legal", "kind: nick", "names 1: kind: Value 'nick'"),
    "unclaimable": ("field: name", "field: slug", "t:name: field: organization"),
    "claim-field": ("field: name", "color: 1", "t:name: color: no such field"),
    "column": ("field: name", "field: name, value: {a: 1}", "value: “name” has no a"),
    "value": ("field: name", "field: kind, value: x", "t:name: value: Value 'x'"),
    "status": ("field: name", "status: sure", "t:name: .*claim_status"),
    "claim-without-id": ("external_id: t:name", "note: 1", "external_id: missing"),
    "claim-twice": ("t:name", "t:grows", "t:grows: given twice"),
    "nested": ("locator", "findings: [], locator", "findings: no such field"),
}


@pytest.mark.parametrize(("old", "new", "message"), WRONG.values(), ids=WRONG)
def test_a_bad_entry_is_named_and_nothing_is_written(folder, old, new, message):
    folder.replace("seed/organizations.yaml", old, new)

    with pytest.raises(BadFixture, match=f"^seed/.*{message}"):
        seed.load(folder.path)

    assert not Organization.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_broken_law_of_the_database_is_put_in_words(folder):
    folder.write(
        "seed/initiatives.yaml",
        "records: [{slug: i, name: I, kind: project, status: announced,"
        " reported_member_count: 9}]",
    )

    with pytest.raises(BadFixture, match=r"initiatives.yaml: i: .*needs a qualifier"):
        seed.load(folder.path)


def test_a_claim_that_staff_recorded_before_is_kept(folder):
    company, paper = make_organization(slug="company"), make_source(slug="paper")
    make_claim(subject=company, field="name", value="Company", source=paper)

    outcome = seed.load(folder.path)

    assert outcome.kept[Claim] == 1
    assert not Claim.objects.filter(external_id="t:name").exists()


def test_two_entries_that_say_the_same_are_refused(folder):
    folder.replace(
        "seed/statements.yaml",
        "claims:",
        "claims:\n      - {external_id: t:g2, kind: fact, statement: It grows.}",
    )

    with pytest.raises(BadFixture, match=r"t:grows: .*(already recorded|claim_once)"):
        seed.load(folder.path)


def test_a_statement_needs_one_record_that_exists(folder):
    folder.replace("seed/statements.yaml", "organization: company", "organization: x")

    with pytest.raises(BadFixture, match="organization: no organization “x”"):
        seed.load(folder.path)


def test_an_entry_of_statements_holds_nothing_but_claims(folder):
    folder.replace("seed/statements.yaml", "organization: company", "slug: company")

    with pytest.raises(BadFixture, match="company: claims: expected one record"):
        seed.load(folder.path)


def test_a_bad_entry_is_named_also_when_its_record_is_there(folder):
    seed.load(folder.path)
    folder.replace("seed/organizations.yaml", "kind: media", "kind: paper")

    with pytest.raises(BadFixture, match="press: kind: Value 'paper'"):
        seed.load(folder.path)


def test_a_record_that_names_a_hidden_one_is_refused(folder):
    make_organization(slug="press", state="draft")

    with pytest.raises(BadFixture, match=r"sources.yaml: paper: state: Publish first"):
        seed.load(folder.path)
