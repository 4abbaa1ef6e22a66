import pytest

from consortium.models import (
    Alignment,
    Claim,
    Framework,
    Funding,
    Initiative,
    Member,
    Milestone,
    Organization,
    Source,
)
from tests import factories
from tests.admin.forms import address, errors, fields, new_row, said, submit
from tests.admin.records import submitted

SUM = {"amount": "1兆", "qualifier": "up_to", "currency": "JPY"}


@pytest.fixture
def source(db):
    return factories.make_source(title="Report")


def based_on(source, **words):
    """The fields that say what a save is based on."""
    given = {"source": str(source.pk)} | words
    return {f"evidence-{name}": value for name, value in given.items()}


def claimed(record):
    """The values that pending claims give to the fields of ``record``."""
    return dict(record.claims.filter(status="pending").values_list("field", "value"))


def test_a_published_record_keeps_its_value_and_gets_a_pending_claim(editor, source):
    funding = factories.make_funding(dated="2026")
    url = address(Funding, "change", funding.pk)
    words = {
        "quote": "up to 1 trillion yen",
        "locator": "¶1",
        "as_reported": "up to 1 trillion yen",
        "language": "en",
        "valid": "2026-06",
        "because": "world_changed",
        "reason": "A new budget.",
    }

    response = submit(editor, url, **SUM, dated="2026-06", **based_on(source, **words))

    assert errors(response) == []
    funding.refresh_from_db()
    assert (funding.amount, str(funding.dated)) == (1000, "2026")
    amount = funding.claims.get(field="amount")
    assert claimed(funding) == {
        "amount": {"amount": "1000000000000", "qualifier": "up_to", "currency": "JPY"},
        "dated": "2026-06",
    }
    assert (amount.source, amount.recorded_by) == (source, editor.user)
    assert {name: str(getattr(amount, name)) for name in words if name != "reason"} == {
        name: value for name, value in words.items() if name != "reason"
    }
    event = Claim.pgh_event_model.objects.filter(pgh_obj_id=amount.pk).first()
    assert event.pgh_context.metadata["verb"] == "propose"
    assert event.pgh_context.metadata["reason"] == "A new budget."


def test_the_message_says_that_the_record_stays_and_leads_to_the_claims(editor, source):
    funding = factories.make_funding()
    url = address(Funding, "change", funding.pk)

    response = submit(editor, url, stage="spent", **based_on(source))

    stays, waits = said(response)
    assert "stays as it is until a second person has decided" in stays
    way = address(Claim, "change", funding.claims.get().pk)
    assert waits == f'Waits for a second person: <a href="{way}">Stage</a>.'


@pytest.mark.parametrize("person", ["editor", "reviewer", "desk"])
@pytest.mark.parametrize("state", ["submitted", "published"])
def test_nobody_writes_what_claims_speak_of(request, source, person, state):
    client = request.getfixturevalue(person)
    funding = factories.make_funding(**(submitted() if state == "submitted" else {}))
    url = address(Funding, "change", funding.pk)

    refused = submit(client, url, stage="spent")
    submit(client, url, stage="spent", **based_on(source))

    assert "Name the source" in " ".join(errors(refused))
    funding.refresh_from_db()
    assert funding.stage == "announced"
    assert claimed(funding) == {"stage": "spent"}


def test_without_a_source_nothing_is_saved_and_nothing_is_lost(reviewer):
    funding = factories.make_funding()
    url = address(Funding, "change", funding.pk)

    response = submit(
        reviewer, url, **SUM, stage="spent", conditions="Matched.", financed_by="bonds"
    )

    (complaint,) = errors(response)
    assert complaint.endswith("by a claim only does this change: amount, stage.")
    typed = fields(response)
    assert (typed["amount"], typed["conditions"]) == ("1兆", "Matched.")
    assert Funding.objects.get().version == funding.version
    assert not Claim.objects.exists()


def test_a_reviewer_s_notes_and_translations_are_saved_at_once(reviewer):
    milestone = factories.make_milestone()

    url = address(Milestone, "change", milestone.pk)
    response = submit(reviewer, url, title_ja="最初のモデル")

    assert [message.split("</a>")[1] for message in said(response)] == [" is saved."]
    milestone.refresh_from_db()
    assert milestone.title_ja == "最初のモデル"
    assert not Claim.objects.exists()


def test_one_save_writes_the_notes_and_proposes_the_rest(reviewer, source):
    funding = factories.make_funding()

    url = address(Funding, "change", funding.pk)
    response = submit(
        reviewer, url, stage="spent", financed_by="bonds", **based_on(source)
    )

    assert "is saved." in said(response)[0]
    funding.refresh_from_db()
    assert (funding.stage, funding.financed_by) == ("announced", "bonds")
    assert claimed(funding) == {"stage": "spent"}


def test_a_new_record_proposes_all_that_is_filled_in(editor, source):
    initiative = factories.make_initiative()
    typed = {
        "initiative": str(initiative.pk),
        "stage": "announced",
        "instrument": "unknown",
    }

    response = submit(
        editor, address(Funding, "add"), **typed, **SUM, **based_on(source)
    )

    assert errors(response) == []
    funding = Funding.objects.get()
    assert (funding.state, funding.amount) == ("draft", 10**12)
    assert {*claimed(funding)} == {"amount", "stage"}


def test_a_name_of_our_own_is_no_claim(editor, source):
    typed = {"name": "The programme", "slug": "programme", "kind": "programme"}
    typed["status"] = "announced"

    submit(
        editor,
        address(Initiative, "add"),
        **typed,
        name_is_provisional="on",
        **based_on(source),
    )

    assert "name" not in claimed(Initiative.objects.get())


def test_a_draft_is_saved_without_a_source_and_the_form_says_what_that_means(editor):
    draft = factories.make_funding(state="draft")
    url = address(Funding, "change", draft.pk)

    response = submit(editor, url, stage="spent")

    draft.refresh_from_db()
    assert errors(response) == []
    assert draft.stage == "spent"
    assert not Claim.objects.exists()
    assert "it is published when every value has" in editor.get(url).content.decode()


def test_a_draft_with_a_source_takes_the_values_and_proposes_them(editor, source):
    draft = factories.make_funding(state="draft")

    url = address(Funding, "change", draft.pk)
    submit(editor, url, stage="spent", **based_on(source))

    draft.refresh_from_db()
    assert draft.stage == "spent"
    assert claimed(draft) == {"stage": "spent"}


def test_what_stands_on_an_accepted_claim_changes_by_a_claim_in_a_draft_too(
    editor, source
):
    draft = factories.make_funding(state="draft")
    factories.make_claim(
        subject=draft, field="stage", value="announced", preferred=True
    )
    url = address(Funding, "change", draft.pk)

    refused = submit(editor, url, stage="spent")
    submit(editor, url, stage="spent", **based_on(source))

    assert "Name the source" in " ".join(errors(refused))
    draft.refresh_from_db()
    assert draft.stage == "announced"
    assert claimed(draft) == {"stage": "spent"}


def test_nobody_claims_that_nothing_is_so(editor, source):
    funding = factories.make_funding(dated="2026")

    url = address(Funding, "change", funding.pk)
    response = submit(editor, url, dated="", **based_on(source))

    assert errors(response) == [
        "No source says nothing: dispute the claim that stands here."
    ]
    assert not Claim.objects.exists()


def test_a_second_source_confirms_what_the_record_says(editor, source):
    funding = factories.make_funding()
    url = address(Funding, "change", funding.pk)

    response = submit(editor, url, **based_on(source, confirms=["amount", "stage"]))

    assert errors(response) == []
    assert {*claimed(funding)} == {"amount", "stage"}


def test_a_source_that_supports_nothing_is_refused(editor, source):
    funding = factories.make_funding()
    url = address(Funding, "change", funding.pk)

    response = submit(editor, url, **based_on(source, quote="so it is"))

    assert errors(response) == ["Change a field, or tick what the source says too."]
    assert fields(response)["evidence-quote"] == "so it is"


def test_what_the_source_said_before_is_not_said_again(editor, source):
    funding = factories.make_funding()
    url = address(Funding, "change", funding.pk)
    submit(editor, url, stage="spent", **based_on(source))

    response = submit(editor, url, stage="spent", **based_on(source))

    assert "This source said so already" in said(response)[1]
    assert Claim.objects.count() == 1


def test_five_members_come_in_one_save_with_one_source(editor, source):
    initiative = factories.make_initiative()
    rows = {}
    for number in range(5):
        organization = factories.make_organization(name=f"Firm {number}")
        row = {"organization": str(organization.pk), "roles": ["core"]}
        rows |= new_row("members", number, **row, status="member", joined="2026")

    url = address(Initiative, "change", initiative.pk)
    response = submit(editor, url, **rows, **based_on(source, quote="five firms"))

    assert errors(response) == []
    assert Member.objects.count() == 5
    for member in Member.objects.all():
        assert {*claimed(member)} == {"roles", "status", "joined"}
    assert "Firm 4" in said(response)[1]
    assert {claim.quote for claim in Claim.objects.all()} == {"five firms"}


def test_rows_of_a_framework_have_their_source_too(editor, source):
    framework, initiative = factories.make_framework(), factories.make_initiative()
    row = new_row("alignments", initiative=str(initiative.pk), relation="claimed")

    url = address(Framework, "change", framework.pk)
    response = submit(editor, url, **row, **based_on(source))

    assert errors(response) == []
    assert claimed(Alignment.objects.get()) == {"relation": "claimed"}


@pytest.mark.parametrize(
    ("maker", "column"),
    [
        pytest.param(factories.make_funding, "part_of", id="whole"),
        pytest.param(factories.make_funding, "initiative", id="initiative"),
        pytest.param(factories.make_organization, "slug", id="address"),
    ],
)
def test_what_a_record_belongs_to_and_its_address_are_locked(desk, maker, column):
    record = maker()

    page = desk.get(address(type(record), "change", record.pk))

    assert column not in fields(page)


def test_sources_are_edited_directly(reviewer):
    source = factories.make_source()
    url = address(Source, "change", source.pk)

    response = submit(reviewer, url, title="Better title")

    assert "evidence-quote" not in fields(reviewer.get(url))
    assert errors(response) == []
    assert Source.objects.get().title == "Better title"


def test_a_viewer_reads_and_has_nothing_to_fill_in(viewer):
    funding = factories.make_funding()

    page = viewer.get(address(Funding, "change", funding.pk))

    assert page.status_code == 200
    assert not {"amount", "seen", "evidence-quote"} & {*fields(page)}


def test_what_was_retracted_meanwhile_is_not_changed(editor, source):
    """A sum that others retracted while somebody edited it."""
    funding = factories.make_funding()
    url = address(Funding, "change", funding.pk)
    data = fields(editor.get(url)) | {"stage": "spent"} | based_on(source)
    with factories.by_verb():
        Funding.objects.update(state="retracted", **retraction())

    response = editor.post(url, data)

    assert response.status_code == 403
    assert not Claim.objects.exists()


def retraction():
    return {
        "retracted_at": "2026-06-30T00:00Z",
        "retracted_by": factories.make_user(),
        "retraction_reason": "Wrong.",
    }


def test_a_parent_is_proposed_by_its_name(editor, source):
    child, parent = factories.make_organization(), factories.make_organization()

    url = address(Organization, "change", child.pk)
    submit(editor, url, parent=str(parent.pk), **based_on(source))

    assert claimed(child) == {"parent": parent.slug}


def test_an_editor_is_told_who_changes_a_published_source(editor):
    source = factories.make_source()

    page = editor.get(address(Source, "change", source.pk)).content.decode()

    assert "Published: a reviewer changes this." in page
    assert 'name="_save"' not in page
