import datetime

import pytest

from consortium import editorial
from consortium.models import Claim, Finding, Funding
from tests import factories
from tests.admin.forms import address, errors, fields, said, submit
from tests.editorial.reporting import TRILLION, accepted, propose_one
from tests.factories import make_source

DOLLARS = {"qualifier": "approximately", "currency": "USD"}
SIX = DOLLARS | {"amount": "6160000000"}
SIXTY = DOLLARS | {"amount": "61600000000"}


@pytest.fixture
def funding(db):
    """A sum of which one claim in yen stands, and the rates of mid-2026."""
    factories.make_rate(
        base="EUR", currency="JPY", rate="185", date=datetime.date(2026, 6, 30)
    )
    factories.make_rate(
        base="EUR", currency="USD", rate="1.14", date=datetime.date(2026, 6, 30)
    )
    funding = factories.make_funding(amount=None)
    accepted(funding, "amount", TRILLION, source=make_source(title="Cabinet"))
    funding.refresh_from_db()
    return funding


@pytest.fixture
def yen(funding):
    return funding.claims.get()


def change(client, funding, source=None, answer=None, **typed):
    words = {"evidence-source": str((source or make_source()).pk)}
    if answer is not None:
        words["evidence-restates"] = str(answer)
    return submit(
        client, address(Funding, "change", funding.pk), **SIX | typed, **words
    )


def test_the_form_offers_the_claims_that_a_figure_may_restate(editor, funding, yen):
    own = propose_one(funding, "amount", SIX, conversion_of=yen)
    rejected = propose_one(funding, "amount", TRILLION | {"amount": "5"})
    editorial.reject(rejected, by=factories.make_user(), reason="A slip.")

    form = editor.get(address(Funding, "change", funding.pk)).context["basis"].words

    labels = dict(form.fields["restates"].choices)
    assert labels.pop(str(yen.pk)) == "up to ¥1 trillion – Cabinet"
    assert str(own.pk) not in labels
    assert [*labels] == ["", "own"]


@pytest.mark.parametrize("make", [factories.make_funding, factories.make_member])
def test_nothing_is_asked_where_nothing_can_be_restated(editor, make):
    record = make()

    page = editor.get(address(type(record), "change", record.pk))

    assert "evidence-restates" not in fields(page)


def test_another_currency_is_asked_about_and_nothing_is_lost(editor, funding, yen):
    source = make_source()

    response = change(editor, funding, source, period="FY2026")

    (complaint,) = errors(response)
    assert complaint.startswith("Another currency than that of the figure")
    typed = fields(response)
    assert typed["evidence-restates"] == str(yen.pk)
    assert (typed["amount"], typed["currency"]) == ("6160000000", "USD")
    assert (typed["period"], typed["evidence-source"]) == ("FY2026", str(source.pk))
    assert funding.claims.count() == 1  # nothing is proposed yet

    again = editor.post(address(Funding, "change", funding.pk), typed, follow=True)

    assert errors(again) == []
    assert funding.claims.get(conversion_of=yen).value == SIX


def test_a_conversion_is_proposed_beside_the_rest(editor, funding, yen):
    response = change(editor, funding, answer=yen.pk, stage="spent")

    assert errors(response) == []
    claims = {claim.field: claim for claim in funding.claims.filter(status="pending")}
    assert claims["amount"].conversion_of == yen
    assert claims["stage"].conversion_of is None
    funding.refresh_from_db()
    assert (funding.amount, funding.currency) == (10**12, "JPY")
    assert "restates up to ¥1 trillion" in " ".join(said(response))


def test_another_figure_is_proposed_as_one(editor, funding, yen):
    response = change(editor, funding, answer="own")

    assert errors(response) == []
    assert funding.claims.get(status="pending").conversion_of is None


def test_a_draft_keeps_the_figure_that_is_restated(editor):
    draft = factories.make_funding(state="draft", amount=None)
    yen = propose_one(draft, "amount", TRILLION)

    response = change(editor, draft, answer=yen.pk)

    assert errors(response) == []
    draft.refresh_from_db()
    assert (draft.amount, draft.currency) == (10**12, "JPY")
    assert draft.claims.get(conversion_of=yen).value == SIX


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        pytest.param(
            {"amount": "2兆", "currency": "JPY", "qualifier": "up_to"},
            "Only a figure in another currency",
            id="same-currency",
        ),
        pytest.param(
            {"amount": "1兆", "currency": "JPY", "qualifier": "up_to"},
            "Type the figure as this source gives it",
            id="no-figure",
        ),
    ],
)
def test_what_restates_nothing_is_refused(editor, funding, yen, typed, complaint):
    response = change(editor, funding, answer=yen.pk, stage="spent", **typed)

    assert complaint in " ".join(errors(response))
    assert funding.claims.count() == 1


def test_an_answer_that_is_not_offered_is_refused(editor, funding):
    other = factories.make_claim()

    response = change(editor, funding, answer=other.pk)

    assert "valid choice" in " ".join(errors(response))
    assert Claim.objects.count() == 2


def test_the_screen_shows_what_is_restated_and_by_which_rate(reviewer, funding, yen):
    claim = propose_one(funding, "amount", SIXTY, conversion_of=yen)

    page = reviewer.get(address(Claim, "change", claim.pk))

    assert page.context["case"].judgement.code == "restates"
    text = page.content.decode()
    assert "restates up to ¥1 trillion" in text
    assert "Open findings on this claim" in text
    assert "16.23 JPY/USD" in " ".join(text.split())
    assert "162.28 JPY/USD" in " ".join(text.split())
    assert "June 30, 2026, ECB" in text or "Jun 30, 2026, ECB" in text


def test_a_conversion_without_a_rate_says_so(reviewer):
    funding = factories.make_funding(amount=None)
    yen = accepted(funding, "amount", TRILLION)
    claim = propose_one(funding, "amount", SIX, conversion_of=yen)

    page = reviewer.get(address(Claim, "change", claim.pk)).content.decode()

    assert "none is known" in page


def test_a_conversion_is_never_offered_to_be_preferred(reviewer, funding, yen):
    claim = accepted(funding, "amount", SIX, conversion_of=yen)

    page = reviewer.get(address(Claim, "change", claim.pk)).content.decode()

    assert 'value="prefer"' not in page


def test_the_form_lists_what_restates_what(viewer, funding, yen):
    propose_one(funding, "amount", SIX, conversion_of=yen)

    page = viewer.get(address(Funding, "change", funding.pk)).content.decode()

    assert "about $6.16 billion<br>" in page
    assert "restates up to ¥1 trillion" in page


def decide(client, claim, verb, reason):
    url = address(Claim, "change", claim.pk)
    page = client.get(url)
    form = fields(page) | {"verb": verb, "reason": reason}
    return client.post(f"{url.removesuffix('change/')}decide/", form, follow=True)


def test_correct_the_dollar_figure(editor, reviewer, funding, yen):
    """The story of a figure that slipped by ten, told at the desk alone."""
    article = make_source(title="Article")
    change(editor, funding, article, answer=yen.pk, **SIXTY)
    wrong = funding.claims.get(source=article)
    decide(reviewer, wrong, "dispute", "Ten times too much.")
    finding = Finding.objects.get(code="fx.decimal-shift", claim=wrong)
    assert finding.state == "open"

    change(editor, funding, make_source(title="Second"), answer=yen.pk)
    right = funding.claims.get(source__title="Second")
    decide(reviewer, right, "accept", "By the rate of the day.")

    wrong.refresh_from_db(), right.refresh_from_db(), finding.refresh_from_db()
    assert (wrong.status, right.status) == ("disputed", "accepted")
    assert not right.preferred
    assert (finding.state, finding.decided_by) == ("resolved", reviewer.user)
    assert (finding.reason, finding.decided_at) != ("", None)
    sum_ = Funding.objects.get()
    assert (sum_.amount, sum_.currency, sum_.qualifier) == (10**12, "JPY", "up_to")

    change(editor, funding, make_source(title="Third"), answer=yen.pk, **SIXTY)

    third = funding.claims.get(source__title="Third")
    assert Finding.objects.get(code="fx.decimal-shift", state="open").claim == third
    queue = reviewer.get("/admin/consortium/claim/review/").content.decode()
    assert "badge-verdict-restates" in queue
    assert 'name="claims"' not in queue
