import pytest

from consortium.models import (
    Finding,
    Funding,
    Initiative,
    Member,
    Milestone,
    Organization,
    Source,
)
from tests import factories
from tests.admin.forms import address, errors, fields, said, submit
from tests.admin.records import MAKERS, RECORDS, add_evidence


def publish(client, *records):
    """Tick ``records`` in their list and run the action."""
    return client.post(
        address(type(records[0]), "changelist"),
        {"action": "publish", "_selected_action": [record.pk for record in records]},
        follow=True,
    )


def test_the_facts_of_a_report_are_entered_published_and_read_back(desk):
    """Source, organization, initiative, member, sum and milestone, all by hand."""
    submit(
        desk,
        address(Source, "add"),
        title="Up to 100京円 for domestic models",
        slug="report",
        kind="news_original",
        published="2026-06-30",
        held="on",
    )
    submit(
        desk,
        address(Organization, "add"),
        name="SoftBank Corp.",
        name_ja="ソフトバンク株式会社",
        slug="softbank-corp",
        kind="private_sector",
        country="JP",
        identity="confirmed",
    )
    submit(
        desk,
        address(Initiative, "add"),
        name="Domestic AI",
        slug="domestic-ai",
        kind="consortium",
        status="announced",
    )
    initiative, softbank = Initiative.objects.get(), Organization.objects.get()
    submit(
        desk,
        address(Member, "add"),
        initiative=str(initiative.pk),
        organization=str(softbank.pk),
        roles=["lead", "core"],
        status="member",
        joined="2026-06",
    )
    submit(
        desk,
        address(Funding, "add"),
        initiative=str(initiative.pk),
        stage="announced",
        amount="100京",
        qualifier="up_to",
        currency="JPY",
        dated="2026~",
    )
    submit(
        desk,
        address(Milestone, "add"),
        initiative=str(initiative.pk),
        title="First model",
        kind="model_release",
        status="scheduled",
        planned="FY2027",
    )
    everything = [Source, Organization, Initiative, Member, Funding, Milestone]
    assert [model.objects.published().count() for model in everything] == [0] * 6

    for model in everything:
        assert said(publish(desk, model.objects.get())) == ["1 record is published."]

    assert Source.objects.published().get().slug == "report"
    funding = Funding.objects.published().get()
    assert (funding.amount, funding.qualifier) == (10**18, "up_to")
    assert str(Milestone.objects.published().get().planned) == "FY2027"
    assert Member.objects.published().get().roles == ["lead", "core"]
    shown = fields(desk.get(address(Funding, "change", funding.pk)))
    assert shown["amount"] == "1,000,000,000,000,000,000"
    page = desk.get(address(Funding, "change", funding.pk)).content.decode()
    assert "up to ¥1,000,000 trillion · " in page
    assert "100京円" in page


def test_publishing_says_what_stands_in_the_way(desk):
    initiative = factories.make_initiative(name="Secret plan", state="draft")
    milestone = factories.make_milestone(initiative=initiative, title="Launch")
    Milestone.objects.update(
        state="draft",
        submitted_at=None,
        submitted_by=None,
        published_at=None,
        published_by=None,
    )

    response = publish(desk, milestone)

    assert said(response) == ["Launch: Publish first: initiative “Secret plan”."]
    assert not Milestone.objects.published().exists()


def test_the_whole_is_published_before_its_parts(desk):
    whole = factories.make_initiative(state="draft", name="Z whole")
    part = factories.make_initiative(state="draft", name="A part", part_of=whole)

    response = publish(desk, part, whole)

    assert said(response) == ["2 records are published."]


def test_publishing_again_changes_nothing(desk):
    record = factories.make_initiative()

    response = publish(desk, record)

    assert said(response) == []
    assert Initiative.objects.get().version == record.version


def test_publishing_is_told_in_the_history(desk):
    record = factories.make_initiative(state="draft")

    publish(desk, record)

    history = desk.get(address(Initiative, "history", record.pk)).content.decode()
    assert "Published." in history


def test_only_superusers_publish(editor):
    record = factories.make_initiative(state="draft")

    publish(editor, record)

    page = editor.get(address(Initiative, "changelist")).content.decode()
    assert "Publish the selected records" not in page
    assert not Initiative.objects.published().exists()


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_nobody_sets_the_editorial_state_by_hand(desk, model):
    record = MAKERS[model](state="draft")
    url = address(model, "change", record.pk)

    submit(desk, url, state="published", version="9", published_at="2026-06-30")

    record.refresh_from_db()
    assert (record.state, record.version) == ("draft", 1)


def test_an_editor_fills_in_drafts(editor):
    draft = factories.make_funding(state="draft", qualifier="up_to")

    url = address(Funding, "change", draft.pk)
    response = submit(editor, url, amount="1兆")

    assert errors(response) == []
    draft.refresh_from_db()
    assert draft.amount == 10**12


def test_what_claims_speak_of_is_locked_once_a_record_is_published(editor):
    funding = factories.make_funding(qualifier="up_to")
    url = address(Funding, "change", funding.pk)
    open_fields = fields(editor.get(url))
    other = factories.make_initiative()

    changes = {
        "amount": "5",
        "stage": "spent",
        "initiative": str(other.pk),
        "part_of": str(factories.make_funding().pk),
    }
    response = submit(editor, url, financed_by="bonds", **changes)

    assert errors(response) == []
    assert not {*changes} & {*open_fields}
    after = Funding.objects.get(pk=funding.pk)
    assert (after.amount, after.stage) == (1000, "announced")
    assert (after.initiative, after.part_of) == (funding.initiative, None)
    assert after.financed_by == "bonds"


def test_the_address_of_a_published_record_is_locked(editor):
    record = factories.make_organization(slug="softbank")

    submit(editor, address(Organization, "change", record.pk), slug="other")

    assert Organization.objects.get().slug == "softbank"


@pytest.mark.parametrize(
    ("state", "notice"),
    [
        pytest.param("published", "are locked; a superuser", id="published"),
        pytest.param("draft", None, id="draft"),
    ],
)
def test_the_form_says_what_is_locked(editor, state, notice):
    fields_ = {"state": "draft"} if state == "draft" else {}
    record = factories.make_initiative(**fields_)

    response = editor.get(address(Initiative, "change", record.pk))

    shown = response.context.get("notice")
    assert notice in str(shown) if notice else shown is None


def test_a_superuser_is_warned_and_may_change_what_is_published(desk):
    record = factories.make_initiative(name="Old name")
    url = address(Initiative, "change", record.pk)

    assert "without a claim behind it" in desk.get(url).content.decode()
    submit(desk, url, name="New name")

    assert Initiative.objects.get().name == "New name"


def test_a_draft_can_be_deleted_with_the_findings_about_it(editor):
    draft = factories.make_initiative(state="draft")
    factories.make_finding(subject=draft)

    editor.post(address(Initiative, "delete", draft.pk), {"post": "yes"})

    assert not Initiative.objects.exists()
    assert not Finding.objects.exists()


def test_a_draft_with_claims_is_kept(editor):
    draft = factories.make_initiative(state="draft")
    factories.make_claim(subject=draft)

    url = address(Initiative, "delete", draft.pk)
    response = editor.post(url, {"post": "yes"})

    assert response.context["protected"]
    assert Initiative.objects.exists()


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_what_was_published_is_never_deleted(desk, model):
    record = MAKERS[model]()

    response = desk.post(address(model, "delete", record.pk), {"post": "yes"})

    assert response.status_code == 403
    assert model.objects.filter(pk=record.pk).exists()


def test_who_published_a_record_and_when_is_shown(desk):
    record = factories.make_initiative(by=factories.make_user(username="anna"))

    page = desk.get(address(Initiative, "change", record.pk)).content.decode()

    assert "by anna" in page


def test_people_with_view_permission_read_without_fields(client, db):
    user = factories.make_user(is_staff=True)
    record = factories.make_funding()
    grant(user, "view_funding")
    client.force_login(user)

    response = client.get(address(Funding, "change", record.pk))

    assert response.status_code == 200
    assert "amount" not in fields(response)


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_a_form_that_is_saved_untouched_changes_nothing(editor, model):
    record = MAKERS[model](state="draft")
    rich_in_evidence = model.objects.get(pk=record.pk)
    add_evidence(rich_in_evidence)

    response = submit(editor, address(model, "change", record.pk))

    assert errors(response) == []
    assert said(response)
    record.refresh_from_db()
    assert record.version == 1


def grant(user, codename):
    permissions = user.user_permissions
    permissions.add(permissions.model.objects.get(codename=codename))
