import pytest
from django.urls import reverse

from consortium.codelists import EditorialState
from consortium.models import Claim, Funding, Organization, Source
from tests.admin.forms import address, said
from tests.admin.test_screens import queries
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_organization,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def page_of(client, source, **query):
    return client.get(
        reverse("admin:consortium_source_claims", args=[source.pk]), query
    )


def text_of(client, source):
    return page_of(client, source).content.decode()


@pytest.fixture
def source():
    return make_source(title="Report", language="ja", url="https://example.com/1")


def test_claims_are_grouped_by_record_with_their_words(viewer, source):
    funding = make_funding(initiative=make_initiative(name="AI"), amount=10**12)
    organization = make_organization(name="SoftBank")
    common = {"source": source, "quote": "最大1兆円", "locator": "¶2"}
    for field, value in (("stage", "spent"), ("dated", "2026")):
        make_claim(subject=funding, field=field, value=value, **common)
    make_claim(subject=organization, field="name", value="SoftBank", source=source)
    make_claim(subject=organization)

    response = page_of(viewer, source)

    groups = response.context["said"].groups
    assert [(group.name, len(group.entries)) for group in groups] == [
        ("SoftBank", 1),
        ("¥1 trillion (Announced) – AI", 2),
    ]
    assert [entry.said for entry in groups[1].entries] == ["2026", "Spent"]
    page = response.content.decode()
    assert '<q lang="ja">最大1兆円</q>' in page
    assert "¶2" in page
    for claim in source.claims_made.all():
        assert address(Claim, "change", claim.pk) in page
    assert address(Funding, "change", funding.pk) in page


def test_who_decided_and_why_stands_beside_a_claim(viewer, source):
    reviewer = make_user(username="Aoki")
    make_claim(source=source, decided_by=reviewer, decision_reason="Read twice.")
    make_claim(source=source, status="pending", recorded_by=make_user(username="Mori"))

    page = text_of(viewer, source)

    assert "Aoki" in page
    assert "Read twice." in page
    assert "proposed by Mori" in page


def test_the_claims_are_counted_by_status_with_ways_to_them(viewer, source):
    make_claim(source=source)
    make_claim(source=source)
    make_claim(source=source, status="disputed")

    tallies = page_of(viewer, source).context["said"].tallies

    assert [(tally.text, tally.number) for tally in tallies] == [
        ("Accepted", 2),
        ("Disputed", 1),
    ]
    listed = viewer.get(tallies[0].url).context["cl"]
    assert listed.result_count == 2


def test_what_others_credit_to_a_source_is_listed_too(viewer, source):
    rewrite = make_source(title="Rewrite")
    claim = make_claim(source=rewrite, attributed_to=source)

    response = page_of(viewer, source)

    assert [entry.claim for entry in response.context["said"].credits] == [claim]
    assert "Rewrite" in response.content.decode()


def test_a_source_that_says_nothing_says_so(viewer, source):
    assert "No claim comes from this source." in text_of(viewer, source)


def test_an_editor_is_led_to_forms_that_have_the_source_chosen(editor, source):
    funding = make_funding()
    make_claim(subject=funding, source=source)

    said_by = page_of(editor, source).context["said"]
    (group,) = said_by.groups
    change = editor.get(group.add)
    add = editor.get(dict(said_by.additions)["Organization"])

    assert group.add.startswith(address(Funding, "change", funding.pk))
    assert add.request["PATH_INFO"] == address(Organization, "add")
    for form in (change, add):
        assert form.context["basis"].words["source"].initial == source
        assert f'<option value="{source.pk}" selected' in form.content.decode()
        assert "as “Report” has them" in form.content.decode()


@pytest.mark.parametrize(
    "fields",
    [pytest.param({}, id="viewer"), pytest.param({"gone": True}, id="retracted")],
)
def test_there_is_nothing_to_add_for_who_may_not(viewer, editor, source, fields):
    client = editor if fields else viewer
    if fields:
        source = make_source(**retracted())
    make_claim(source=source)

    said_by = page_of(client, source).context["said"]

    assert said_by.additions == []
    assert [group.add for group in said_by.groups] == [""]


def retracted():
    fields = {"state": EditorialState.RETRACTED, "retraction_reason": "Forged."}
    at = {f"{step}_at": "2026-01-01T00:00Z" for step in ("submitted", "retracted")}
    by = {f"{step}_by": make_user() for step in ("submitted", "retracted")}
    return fields | at | by


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "1\0", "-1"])
def test_a_form_tells_of_a_chosen_source_that_is_not_there(editor, key):
    funding = make_funding()

    response = editor.get(
        address(Funding, "change", funding.pk), {"evidence-source": key}
    )

    assert response.status_code == 200
    assert said(response)[0].startswith("There is no source")


def test_a_reader_without_claims_does_not_get_the_page(client, source):
    user = make_user(is_staff=True)
    client.force_login(user)

    assert page_of(client, source).status_code == 403


@pytest.mark.parametrize("number", ["2", "x", "0"])
def test_there_is_no_page_beyond_the_last(viewer, source, number):
    assert page_of(viewer, source, page=number).status_code == 404


def test_a_source_that_is_not_there_leads_back(viewer):
    url = reverse("admin:consortium_source_claims", args=[0])

    assert viewer.get(url).headers["Location"] == reverse("admin:index")


def test_the_source_and_its_list_lead_to_what_it_says(viewer, source):
    make_claim(source=source)
    way = f'href="{reverse("admin:consortium_source_claims", args=[source.pk])}"'

    assert way in viewer.get(address(Source, "change", source.pk)).content.decode()
    assert way in viewer.get(address(Source, "changelist")).content.decode()


def test_more_claims_cost_no_more_queries(viewer, source):
    def more():
        make_claim(subject=make_funding(), field="stage", value="spent", source=source)
        make_claim(subject=make_organization(), source=source)
        make_claim(subject=make_funding(), attributed_to=source)

    more()
    url = reverse("admin:consortium_source_claims", args=[source.pk])
    one = queries(viewer, url)

    for _ in range(4):
        more()

    assert queries(viewer, url) == one
