import re

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consortium.models import (
    SUBJECTS,
    Claim,
    Finding,
    Framework,
    Funding,
    Indicator,
    Initiative,
    Milestone,
    Organization,
    OrganizationName,
    Sector,
    Source,
)
from tests import factories
from tests.admin.forms import address, errors, fields, new_row, submit
from tests.admin.records import MAKERS, add_evidence, rich

SCREENS = sorted(site._registry, key=str)
PAGES = ["changelist", "add", "change", "history"]
NOT_ALLOWED = re.compile(
    r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)
EMPTY_HEADER = re.compile(r"<th[^>]*>\s*</th>")


def name(model):
    return model.__name__


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("model", SCREENS, ids=name)
def test_every_page_opens_in_both_languages(desk, model, page, language):
    record = rich(model)
    desk.cookies["django_language"] = language
    is_read_only = not site.get_model_admin(model).has_add_permission(
        desk.get("/admin/").wsgi_request
    )

    args = [] if page in ("changelist", "add") else [record.pk]
    response = desk.get(address(model, page, *args))

    assert response.status_code == (403 if page == "add" and is_read_only else 200)
    html = response.content.decode()
    assert not NOT_ALLOWED.search(html)
    assert not EMPTY_HEADER.search(html)


@pytest.mark.parametrize(
    "model", [*SUBJECTS.values(), Source, Claim, Finding], ids=name
)
def test_every_page_opens_for_people_who_may_only_read(client, db, model):
    record = rich(model)
    reader = factories.make_user(is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)

    for page, args in (("changelist", []), ("change", [record.pk])):
        assert client.get(address(model, page, *args)).status_code == 200


@pytest.mark.parametrize("model", SCREENS, ids=name)
def test_every_list_can_be_searched(desk, model):
    rich(model)

    for term in ("1", "ソフト バンク", '"SoftBank Corp', "\0", "%_\\"):
        response = desk.get(address(model, "changelist"), {"q": term})
        assert response.status_code == 200


@pytest.mark.parametrize("model", SCREENS, ids=name)
def test_every_filter_and_column_can_be_used(desk, model):
    rich(model)
    changelist = desk.get(address(model, "changelist")).context["cl"]
    choices = {
        choice["query_string"]
        for spec in changelist.filter_specs
        for choice in spec.choices(changelist)
    }
    orders = {f"?o=-{number}" for number in range(len(changelist.list_display))}

    for query in choices | orders:
        assert desk.get(address(model, "changelist") + query).status_code == 200


@pytest.mark.parametrize("model", SCREENS, ids=name)
def test_no_list_asks_the_database_more_for_more_rows(desk, model):
    rich(model)
    one = queries(desk, address(model, "changelist"))

    for _ in range(4):
        rich(model)

    assert queries(desk, address(model, "changelist")) == one


def fill(parent):
    """One more of everything that the form of ``parent`` shows."""
    makers = {
        Initiative: [
            factories.make_member,
            factories.make_funding,
            factories.make_milestone,
            factories.make_initiative_sector,
            factories.make_observation,
            factories.make_alignment,
        ],
        Organization: [factories.make_member],
        Framework: [factories.make_alignment],
        Indicator: [factories.make_observation],
    }
    for maker in makers.get(type(parent), []):
        maker(**{parent._meta.model_name: parent})
    if isinstance(parent, Source):
        for subject in (factories.make_member, factories.make_funding):
            factories.make_claim(
                source=parent, subject=subject(), field="", quote="said so"
            )
    if isinstance(parent, Funding):
        factories.make_funding(part_of=parent, initiative=parent.initiative)
    add_evidence(parent)


@pytest.mark.parametrize(
    "model", [Initiative, Organization, Funding, Source, Framework, Indicator], ids=name
)
def test_no_form_asks_the_database_more_for_more_rows(desk, model):
    parent = MAKERS[model]()
    fill(parent)
    one = queries(desk, address(model, "change", parent.pk))

    for _ in range(4):
        fill(parent)

    assert queries(desk, address(model, "change", parent.pk)) == one


def test_a_list_says_what_its_rows_are(desk):
    page = desk.get(address(Funding, "changelist")).content.decode()

    assert "never a second row" in page


def test_names_come_in_the_language_of_the_reader_and_in_the_other(desk):
    factories.make_organization(name="SoftBank Corp.", name_ja="ソフトバンク株式会社")
    url = address(Organization, "changelist")

    english = desk.get(url).content.decode()
    desk.cookies["django_language"] = "ja"
    japanese = desk.get(url).content.decode()

    assert (
        'SoftBank Corp.<br><span class="other-name" lang="ja">ソフトバンク株式会社'
        in english
    )
    assert (
        'ソフトバンク株式会社<br><span class="other-name" lang="en">SoftBank Corp.'
        in japanese
    )


def test_the_title_of_a_form_is_in_the_language_of_the_reader(desk):
    record = factories.make_initiative(name="National AI plan", name_ja="国家AI計画")
    desk.cookies["django_language"] = "ja"

    response = desk.get(address(Initiative, "change", record.pk))

    assert response.context["subtitle"] == "国家AI計画 (National AI plan)"


def test_a_slug_follows_the_name_until_it_is_saved(desk):
    record = factories.make_organization()

    added = desk.get(address(Organization, "add")).content.decode()
    changed = desk.get(address(Organization, "change", record.pk)).content.decode()

    assert "#id_slug" in added
    assert "#id_slug" not in changed


def test_what_only_the_database_can_see_is_an_error_of_the_form(desk):
    """Two rows of one submission overlap: neither stands in a table yet."""
    initiative, organization = (
        factories.make_initiative(),
        factories.make_organization(),
    )
    url = address(Initiative, "change", initiative.pk)
    same = {"organization": str(organization.pk), "status": "member", "roles": ["core"]}
    rows = new_row("members", 0, **same) | new_row("members", 1, **same)

    response = submit(desk, url, **rows)

    assert errors(response) == ["This organization is already a member in that period."]
    assert fields(response)["members-1-organization"] == str(organization.pk)
    assert not initiative.members.exists()


def test_a_circle_of_milestones_is_an_error_of_the_form(desk):
    first, second = factories.make_milestone(), factories.make_milestone()
    second.dependencies.create(depends_on=first)

    response = submit(
        desk,
        address(Milestone, "change", first.pk),
        **new_row("dependencies", depends_on=str(second.pk)),
    )

    assert errors(response) == ["This would make a circle."]


def test_a_law_without_words_is_named(desk, monkeypatch):
    """Whatever the database refuses, the form says so and keeps what was typed."""
    organization = factories.make_organization()
    organization.names.create(name="SBKK", kind="legal")
    monkeypatch.setattr(OrganizationName._meta, "constraints", [])
    monkeypatch.setattr(OrganizationName, "total_unique_constraints", [], raising=False)

    response = submit(
        desk,
        address(Organization, "change", organization.pk),
        **new_row("names", 1, name="SBKK", kind="legal"),
    )

    assert errors(response) == ["The database refuses this (organizationname_once)."]


def test_a_row_leads_back_to_the_record_that_it_was_opened_from(desk):
    funding = factories.make_funding()
    url = address(Funding, "change", funding.pk)

    back = submit(desk, f"{url}?_back=initiative", financed_by="bonds")
    onward = submit(desk, url, financed_by="a fund")

    initiative = address(Initiative, "change", funding.initiative_id)
    assert errors(back) == []
    assert back.redirect_chain[-1][0] == initiative
    assert onward.redirect_chain[-1][0] == address(Funding, "changelist")


@pytest.mark.parametrize("attribute", ["delete", "pk", "amount", "no_such_thing", ""])
def test_only_a_parent_can_be_led_back_to(desk, attribute):
    funding = factories.make_funding()
    url = address(Funding, "change", funding.pk)

    response = submit(desk, f"{url}?_back={attribute}", financed_by="bonds")

    assert response.redirect_chain[-1][0] == address(Funding, "changelist")


def test_sectors_that_others_use_are_protected(desk):
    link = factories.make_initiative_sector()

    response = desk.post(
        address(Sector, "delete", link.sector_id), {"post": "yes"}, follow=True
    )

    assert Sector.objects.filter(pk=link.sector_id).exists()
    assert response.context["protected"]
