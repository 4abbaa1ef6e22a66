import pytest

from consortium.admin.evidence import CLAIM_ARCS, FINDING_ARCS
from consortium.models import (
    FINDING_SUBJECTS,
    SUBJECTS,
    Claim,
    Finding,
    Funding,
    Initiative,
    Organization,
    Source,
)
from tests import factories
from tests.admin.forms import address, errors, fields


def changelist(client, model, **query):
    return client.get(address(model, "changelist"), query).context["cl"]


def test_every_kind_of_subject_has_its_arc():
    assert {*CLAIM_ARCS.values()} == {*SUBJECTS, "source"}
    assert {*FINDING_ARCS.values()} == {*FINDING_SUBJECTS}


def test_a_list_counts_claims_and_open_findings(desk):
    record = factories.make_initiative()
    for number in range(3):
        factories.make_claim(subject=record, field="name", value=f"Name {number}")
    factories.make_finding(subject=record)
    factories.make_finding(subject=record, state="resolved")

    row = changelist(desk, Initiative).result_list.get()

    assert (row.claims_count, row.open_findings) == (3, 1)


def test_the_findings_of_claims_are_counted_with_those_of_the_record(desk):
    funding = factories.make_funding()
    claim = factories.make_claim(subject=funding, field="stage", value="spent")
    own = factories.make_finding(subject=funding)
    others = factories.make_finding(subject=claim)
    factories.make_finding(subject=factories.make_claim(subject=funding.initiative))

    row = changelist(desk, Funding).result_list.get()
    listed = changelist(desk, Finding, record=f"funding-{funding.pk}").result_list

    assert row.open_findings == 2
    assert {*listed} == {own, others}


@pytest.mark.parametrize("record", ["funding-0", "funding-x", "nothing-1", "1", ""])
def test_the_findings_of_a_record_that_is_not_there_are_none(desk, record):
    factories.make_finding()

    shown = changelist(desk, Finding, record=record)

    assert list(shown.result_list) == []
    assert "not there" in [
        choice["display"]
        for spec in shown.filter_specs
        for choice in spec.choices(shown)
    ]


def test_the_numbers_lead_to_what_they_count(desk):
    record = factories.make_initiative()
    factories.make_claim(subject=record)
    factories.make_finding(subject=record)
    factories.make_claim()
    factories.make_finding()
    page = desk.get(address(Initiative, "changelist")).content.decode()

    for model, query in (
        (Claim, f"initiative__id__exact={record.pk}"),
        (Finding, f"record=initiative-{record.pk}&amp;state__exact=open"),
    ):
        url = address(model, "changelist")
        assert f'<a href="{url}?{query}">1</a>' in page
        shown = desk.get(f"{url}?{query.replace('&amp;', '&')}").context["cl"]
        assert shown.result_count == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param({"claims": "some"}, ["backed"], id="with-claims"),
        pytest.param({"claims": "none"}, ["bare"], id="without-claims"),
        pytest.param({"findings": "open"}, ["bare"], id="open-findings"),
        pytest.param({"findings": "none"}, ["backed"], id="no-open-findings"),
        pytest.param({"claims": "?"}, ["backed", "bare"], id="unknown"),
        pytest.param({"findings": "?"}, ["backed", "bare"], id="unknown-findings"),
    ],
)
def test_records_are_found_by_how_well_they_are_backed(desk, query, found):
    factories.make_claim(subject=factories.make_organization(slug="backed"))
    factories.make_finding(subject=factories.make_organization(slug="bare"))

    model = Claim._meta.get_field("organization").related_model
    rows = changelist(desk, model, **query).result_list.order_by("slug")

    assert [row.slug for row in rows] == found


def test_the_form_of_a_record_shows_its_claims_and_nothing_to_edit_in_them(desk):
    funding = factories.make_funding()
    factories.make_claim(
        subject=funding,
        field="amount",
        value={"amount": "1000", "qualifier": "up_to", "currency": "JPY"},
        quote="up to 1 trillion yen",
        locator="¶1",
        status="disputed",
    )

    response = desk.get(address(Funding, "change", funding.pk))

    page = response.content.decode()
    assert "up to ¥1,000" in page
    assert "up to 1 trillion yen</q>" in page
    assert "¶1" in page
    assert "Disputed" in page
    assert not [name for name in fields(response) if name.startswith("claims-0-as")]


def test_a_preferred_claim_is_marked(desk):
    funding = factories.make_funding()
    factories.make_claim(subject=funding, field="stage", value="spent", preferred=True)

    page = desk.get(address(Funding, "change", funding.pk)).content.decode()

    assert "badge-preferred" in page


def test_claims_cannot_be_slipped_into_a_form(desk):
    funding = factories.make_funding()
    claim = factories.make_claim(subject=funding, field="stage", value="spent")
    url = address(Funding, "change", funding.pk)
    forged = {
        "claims-TOTAL_FORMS": "2",
        "claims-0-status": "rejected",
        "claims-1-source": str(claim.source_id),
        "claims-1-statement": "invented",
        "claims-1-kind": "fact",
    }

    desk.post(url, fields(desk.get(url)) | forged)

    assert Claim.objects.get().status == "accepted"


@pytest.mark.parametrize("model", [Claim, Finding])
@pytest.mark.parametrize("page", ["add", "change", "delete"])
def test_claims_and_findings_are_read_only(desk, model, page):
    maker = {Claim: factories.make_claim, Finding: factories.make_finding}[model]
    record = maker()
    url = address(model, page, *([] if page == "add" else [record.pk]))

    response = desk.post(url, {"post": "yes", "status": "rejected"})

    assert response.status_code == 403
    assert model.objects.get().version == 1


def test_a_claim_leads_to_its_source_and_to_what_it_restates(desk):
    source = factories.make_source(title="Rewrite")
    funding = factories.make_funding()
    first = factories.make_claim(source=source, subject=funding, as_reported="1兆円")
    claim = factories.make_claim(source=source, subject=funding, conversion_of=first)

    page = desk.get(address(Claim, "change", claim.pk)).content.decode()

    assert f'<a href="{address(Source, "change", source.pk)}">Rewrite</a>' in page
    assert f'<a href="{address(Claim, "change", first.pk)}">1兆円</a>' in page


def test_many_claims_are_folded(desk):
    funding = factories.make_funding()
    claims = '<h2 id="claims-heading"'

    for number in range(9):
        page = desk.get(address(Funding, "change", funding.pk)).content.decode()
        assert "<details open>" in page.split(claims)[0].rsplit("<fieldset", 1)[-1]
        factories.make_claim(subject=funding, statement=f"Statement {number}.")

    page = desk.get(address(Funding, "change", funding.pk)).content.decode()
    assert "open" not in page.split(claims)[0].rsplit("<details", 1)[-1]


def test_findings_speak_the_language_of_their_reader(desk):
    finding = factories.make_finding(message="Undated.", message_ja="日付がない。")
    desk.cookies["django_language"] = "ja"

    page = desk.get(address(Finding, "change", finding.pk)).content.decode()

    assert "日付がない。" in page


def test_the_form_of_a_record_shows_the_findings_of_its_claims(desk):
    funding = factories.make_funding()
    claim = factories.make_claim(subject=funding, field="stage", value="spent")
    factories.make_finding(subject=claim, message="A decimal place has slipped.")
    factories.make_finding(subject=funding, message="Nobody is named.")
    factories.make_finding(subject=factories.make_claim(), message="Elsewhere.")
    url = address(Funding, "change", funding.pk)

    response = desk.get(url)

    page = response.content.decode()
    assert "A decimal place has slipped." in page
    assert "Nobody is named." in page
    assert "Elsewhere." not in page
    assert errors(desk.post(url, fields(response), follow=True)) == []


def test_a_finding_of_a_claim_names_the_record_of_the_claim(desk):
    funding = factories.make_funding(amount=10**12)
    claim = factories.make_claim(subject=funding, field="stage", value="spent")
    factories.make_finding(subject=claim)

    page = desk.get(address(Finding, "changelist")).content.decode()

    assert address(Funding, "change", funding.pk) in page
    assert "¥1 trillion (Announced)" in page


def test_the_findings_of_claims_cost_no_query_each(desk, django_assert_max_num_queries):
    for _ in range(5):
        claim = factories.make_claim(subject=factories.make_member())
        factories.make_finding(subject=claim)

    with django_assert_max_num_queries(12):
        desk.get(address(Finding, "changelist"))


def test_a_published_organization_without_claims_offers_its_values(editor):
    organization = factories.make_organization(name="Kiban", kind="academic")
    source = factories.make_source()
    url = address(Organization, "change", organization.pk)

    page = editor.get(url)
    labels = dict(page.context["basis"].words.fields["confirms"].choices)
    response = editor.post(
        url,
        fields(page)
        | {"evidence-source": str(source.pk), "evidence-confirms": [*labels]},
        follow=True,
    )

    assert labels["name"] == "Name: Kiban"
    assert errors(response) == []
    assert {*organization.claims.values_list("field", flat=True)} == {*labels}
