import datetime

import pytest
from django.urls import reverse

from consortium.models import Finding, OrganizationMerge
from tests.admin.forms import address, fields, said
from tests.factories import (
    make_claim,
    make_finding,
    make_funding,
    make_organization,
    make_source,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/consortium/finding/"


def listed(client, **query):
    return list(client.get(LIST, query).context["cl"].result_list)


def decide(client, finding, verb="waive", reason="Known and harmless."):
    url = reverse("admin:consortium_finding_decide", args=[finding.pk])
    return client.post(url, {"verb": verb, "reason": reason}, follow=True)


def test_the_gravest_and_oldest_come_first_and_open_ones_only(desk):
    note = make_finding(severity="info")
    error = make_finding(severity="error")
    older = make_finding(severity="error")
    then = older.first_seen - datetime.timedelta(days=30)
    Finding.objects.filter(pk=older.pk).update(first_seen=then)
    make_finding(state="resolved", severity="error")

    response = desk.get(LIST)

    assert list(response.context["cl"].result_list) == [older, error, note]
    assert '<td class="field-age">30</td>' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state__exact": "resolved"}, ["resolved"]),
        ({"state__exact": "all"}, ["funding", "resolved", "claim"]),
        ({"severity__exact": "error"}, ["funding"]),
        ({"about": "claim"}, ["claim"]),
        ({"about": "nothing"}, ["funding", "claim"]),
        ({"within": "{initiative}"}, ["funding", "claim"]),
        ({"within": "0"}, ["funding", "claim"]),
        ({"within": "x"}, ["funding", "claim"]),
        ({"code": "funding.duplicate"}, ["funding"]),
    ],
)
def test_findings_are_narrowed(desk, query, found):
    funding = make_funding()
    make_finding(subject=funding, severity="error", code="funding.duplicate")
    make_finding(state="resolved", severity="warning", subject=make_source())
    make_finding(subject=make_claim(subject=funding))
    query = {
        name: value.format(initiative=funding.initiative_id)
        for name, value in query.items()
    }

    rows = listed(desk, **query)

    names = [row.state if row.state != "open" else row.subject_type for row in rows]
    assert names == found


def test_a_finding_says_in_words_what_the_check_noted(desk):
    funding = make_funding()
    claim = make_claim(subject=funding, as_reported="1 trillion yen")
    finding = make_finding(
        subject=funding,
        code="evidence.qualifier-drift",
        details={"field": "amount", "claims": {"up_to": [claim.pk]}, "checked": False},
    )

    text = desk.get(address(Finding, "change", finding.pk)).content.decode()

    assert "<dt>field</dt><dd>amount</dd>" in text
    assert f'{address(type(claim), "change", claim.pk)}">1 trillion yen</a>' in text
    assert "<dt>checked</dt><dd>no</dd>" in text
    assert "different qualifiers" in text  # what the check says of itself


def test_a_finding_says_in_japanese_what_the_check_looks_for(desk):
    finding = make_finding(code="date.order", subject=make_funding())

    page = desk.get(
        address(Finding, "change", finding.pk), headers={"Accept-Language": "ja"}
    )

    text = page.content.decode()
    assert "内訳の期間が、全体の期間に含まれていません。" in text
    assert "A part is for a time" not in text


def test_a_finding_is_waived_with_a_reason_and_opened_again(desk):
    finding = make_finding()

    response = decide(desk, finding)

    finding.refresh_from_db()
    assert (finding.state, finding.reason) == ("waived", "Known and harmless.")
    assert said(response) == ["Waived."]
    assert "Open again" in response.content.decode()
    decide(desk, finding, verb="reopen", reason="Not harmless.")
    finding.refresh_from_db()
    assert finding.state != "waived"


def test_a_waiver_without_a_reason_is_not_made(desk):
    finding = make_finding()

    response = decide(desk, finding, reason=" ")

    assert "This field is required." in response.content.decode()
    finding.refresh_from_db()
    assert finding.state == "open"


def test_who_acts_on_what_changed_meanwhile_is_told(desk):
    finding = make_finding(state="resolved")

    response = decide(desk, finding)

    assert "changed meanwhile" in said(response)[0]
    finding.refresh_from_db()
    assert finding.state == "resolved"


def test_several_findings_are_waived_with_one_reason(desk):
    findings = [make_finding(), make_finding()]
    done = make_finding(state="resolved")
    keys = [row.pk for row in (*findings, done)]
    asked = {"action": "waive", "_selected_action": keys, "select_across": "0"}
    url = f"{LIST}?state__exact=all"

    question = desk.post(url, asked)
    assert "They stay visible with your reason" in question.content.decode()
    assert Finding.objects.filter(state="waived").count() == 0
    empty = desk.post(url, asked | {"reason": ""})
    assert "This field is required." in empty.content.decode()
    response = desk.post(url, asked | {"reason": "Old news."}, follow=True)

    assert said(response) == ["2 findings are waived."]
    assert {row.reason for row in Finding.objects.filter(state="waived")} == {
        "Old news."
    }
    done.refresh_from_db()
    assert done.state == "resolved"


def test_nothing_open_among_the_selected_is_said(desk):
    done = make_finding(state="resolved")

    response = desk.post(
        f"{LIST}?state__exact=all", {"action": "waive", "_selected_action": [done.pk]}
    )

    assert "None of the selected findings is open." in response.content.decode()


def test_a_duplicate_leads_to_the_merge(desk):
    one, other = make_organization(), make_organization()
    finding = make_finding(
        subject=one, code="organization.duplicate", details={"other": other.pk}
    )

    text = desk.get(address(Finding, "change", finding.pk)).content.decode()

    url = address(OrganizationMerge, "add")
    assert f"{url}?one={other.pk}&amp;other={one.pk}" in text


def test_a_viewer_reads_and_waives_nothing(viewer):
    finding = make_finding()
    response = viewer.get(address(Finding, "change", finding.pk))

    assert "reason" not in fields(response)
    assert 'class="reason-form' not in response.content.decode()
    assert decide(viewer, finding).status_code == 403
    viewer.post(LIST, {"action": "waive", "_selected_action": [finding.pk]})
    finding.refresh_from_db()
    assert finding.state == "open"


@pytest.mark.parametrize(
    ("number", "words"), [(1, "open finding: Error"), (2, "open findings: Error")]
)
def test_the_index_counts_open_findings(desk, number, words):
    for _ in range(number):
        make_finding(severity="error")

    page = desk.get("/admin/").content.decode()

    assert f"<strong>{number}</strong> {words}</a>" in page


def test_what_keeps_a_record_from_the_public_is_not_waived(desk):
    missing = make_finding(code="evidence.missing")
    other = make_finding()

    page = desk.get(address(Finding, "change", missing.pk))
    response = decide(desk, missing)
    asked = {"action": "waive", "_selected_action": [missing.pk, other.pk]}
    desk.post(LIST, asked | {"select_across": "0", "reason": "Known."})

    assert "reason_form" not in page.context
    assert said(response) == ["Nothing replaces a claim: propose one."]
    missing.refresh_from_db()
    other.refresh_from_db()
    assert (missing.state, other.state) == ("open", "waived")
