import pytest

from consortium import editorial
from consortium.admin.labels import label
from consortium.models import (
    Claim,
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


def publish_all(editor, reviewer):
    """A second person accepts every claim, then publishes what it is about."""
    everything = [Source, Organization, Initiative, Member, Funding, Milestone]
    for claim in Claim.objects.filter(status="pending"):
        editorial.accept(claim, by=reviewer.user, reason="Read and agreed.")
    for model in everything:
        for record in model.objects.exclude(state="published"):
            editor.post(address(model, "submit", record.pk), {"reason": ""})
            page = address(model, "publish", record.pk)
            response = reviewer.post(page, {"reason": ""}, follow=True)
            assert said(response) == [f"“{label(record)}” is published."]


def test_the_facts_of_a_report_are_entered_published_and_read_back(editor, reviewer):
    """Source, organization, initiative, member, sum and milestone, all by hand."""
    desk = editor
    submit(
        desk,
        address(Source, "add"),
        title="Up to 100京円 for domestic models",
        slug="report",
        kind="news_original",
        published="2026-06-30",
        held="on",
    )
    based = {"evidence-source": str(Source.objects.get().pk), "evidence-locator": "¶1"}
    submit(
        desk,
        address(Organization, "add"),
        name="SoftBank Corp.",
        name_ja="ソフトバンク株式会社",
        slug="softbank-corp",
        kind="private_sector",
        country="JP",
        identity="confirmed",
        **based,
    )
    submit(
        desk,
        address(Initiative, "add"),
        name="Domestic AI",
        slug="domestic-ai",
        kind="consortium",
        status="announced",
        **based,
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
        **based,
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
        **based,
    )
    submit(
        desk,
        address(Milestone, "add"),
        initiative=str(initiative.pk),
        title="First model",
        kind="model_release",
        status="scheduled",
        planned="FY2027",
        **based,
    )
    everything = [Source, Organization, Initiative, Member, Funding, Milestone]
    assert [model.objects.published().count() for model in everything] == [0] * 6

    publish_all(editor, reviewer)

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


@pytest.mark.parametrize(
    ("state", "notice"),
    [
        pytest.param("published", "changes by a claim", id="published"),
        pytest.param("draft", None, id="draft"),
    ],
)
def test_the_form_says_what_is_locked(editor, state, notice):
    fields_ = {"state": "draft"} if state == "draft" else {}
    record = factories.make_initiative(**fields_)

    response = editor.get(address(Initiative, "change", record.pk))

    shown = response.context.get("notice")
    assert notice in str(shown) if notice else shown is None


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
