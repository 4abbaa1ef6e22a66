from urllib.parse import urlencode

import pytest
from django.contrib.admin import site
from django.urls import reverse

from consortium import editorial
from consortium.admin.listings import listings
from consortium.models import Finding, Funding, Organization, SavedFilter
from consortium.models.saved_filters import LONGEST_QUERY, MOST
from tests.admin.forms import address, errors, said, submit
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_organization,
    make_saved_filter,
    make_source,
)

pytestmark = pytest.mark.django_db

FUNDING = "consortium_funding_changelist"
QUEUE = "consortium_claim_review"


def save(client, query, *, listing=FUNDING, name="Announced"):
    """Save what a list is asked for, as its form does."""
    sent = {"listing": listing, "query": query, "name": name}
    return client.post(reverse("admin:consortium_savedfilter_save"), sent, follow=True)


def visit(client, kept):
    url = reverse("admin:consortium_savedfilter_open", args=[kept.pk])
    return client.get(url, follow=True)


def path(response):
    return response.redirect_chain[-1][0]


@pytest.mark.parametrize("name", sorted(listings(site)))
def test_every_list_can_be_saved_and_opened(desk, name):
    url = reverse(f"admin:{name}")
    form = '<input type="hidden" name="listing"'
    asked = "order=source" if name == QUEUE else "q=a"

    assert form not in desk.get(url).content.decode()
    assert form in desk.get(f"{url}?{asked}").content.decode()
    answer = save(desk, asked, listing=name)

    assert said(answer) == ["Saved as “Announced”."]
    assert path(answer) == f"{url}?{asked}"
    assert form not in answer.content.decode()
    opened = visit(desk, SavedFilter.objects.get())
    assert path(opened) == f"{url}?{asked}"
    assert 'aria-current="true">Announced</a>' in opened.content.decode()


def test_filters_search_and_order_come_back_and_the_page_does_not(desk):
    wanted = make_funding(
        initiative=make_initiative(name_ja="国産AI事業"), stage="spent"
    )
    make_funding(stage="spent")
    asked = {"stage__exact": "spent", "q": "国産 ai", "o": "-2.1", "p": "1", "all": ""}

    save(desk, urlencode(asked))
    opened = visit(desk, SavedFilter.objects.get())

    assert list(opened.context["cl"].result_list) == [wanted]
    assert opened.wsgi_request.GET.dict() == {
        "stage__exact": "spent",
        "q": "国産 ai",
        "o": "-2.1",
    }


def test_an_order_follows_its_column(desk, viewer):
    """Who has no actions has no column of boxes either: all numbers are others."""
    save(desk, "o=-1")
    kept = SavedFilter.objects.get()
    SavedFilter.objects.update(owner=viewer.user)

    assert kept.query == "o=-amount"
    assert visit(viewer, kept).wsgi_request.GET["o"] == "-0"


@pytest.mark.parametrize(
    ("listing", "query"),
    [
        pytest.param(FUNDING, "nothing=1", id="no-such-filter"),
        pytest.param(FUNDING, "funder__kind=x", id="not-allowed"),
        pytest.param(FUNDING, "initiative__id__exact=x", id="not-a-key"),
        pytest.param(FUNDING, "stage__exact=gone", id="no-such-code"),
        pytest.param(FUNDING, "claims=gone", id="no-such-choice"),
        pytest.param(FUNDING, "o=99", id="no-such-column"),
        pytest.param(FUNDING, "o=-gone", id="a-column-that-went"),
        pytest.param("consortium_source_changelist", "held__exact=x", id="no-boolean"),
        pytest.param("consortium_finding_changelist", "within=gone", id="no-choices"),
        pytest.param(QUEUE, "verdict=gone", id="no-verdict"),
        pytest.param(QUEUE, "nothing=1", id="no-filter-of-the-queue"),
        pytest.param(QUEUE, "source=0", id="no-source"),
    ],
)
def test_what_a_list_does_not_know_is_neither_saved_nor_opened(desk, listing, query):
    refused = save(desk, query, listing=listing)
    kept = make_saved_filter(
        owner=refused.wsgi_request.user, listing=listing, query=query, name="Old"
    )
    opened = visit(desk, kept)

    assert SavedFilter.objects.count() == 1
    assert said(refused)[0].startswith("Not saved: ")
    assert said(opened)[0].startswith("The saved filter “Old” does not fit any more: ")
    assert path(refused) == path(opened) == reverse(f"admin:{listing}")


@pytest.mark.parametrize(
    ("query", "name", "complaint"),
    [
        pytest.param("q=a", "", "This field is required.", id="nameless"),
        pytest.param("q=a", " \t", "This field is required.", id="blank"),
        pytest.param("q=a", "a\0b", "Null characters", id="null"),
        pytest.param("q=a", "n" * 81, "at most 80 characters", id="long-name"),
        pytest.param("q=a", "Taken", "this name for this list already", id="taken"),
        pytest.param("", "Empty", "Nothing is narrowed", id="nothing-asked"),
        pytest.param("p=2&all=", "Page", "Nothing is narrowed", id="a-page-only"),
        pytest.param("q=" + "x" * LONGEST_QUERY, "Long", "too long", id="too-long"),
    ],
)
def test_what_cannot_be_saved_is_told(editor, query, name, complaint):
    make_saved_filter(owner=editor.user, name="Taken")

    answer = save(editor, query, name=name)

    (told,) = said(answer)
    assert complaint in told
    assert SavedFilter.objects.count() == 1


def test_only_so_many_are_kept_and_a_free_position_is_taken(editor):
    kept = [make_saved_filter(owner=editor.user) for _ in range(MOST)]

    refused = save(editor, "q=a", name="One more")
    kept[6].delete()
    save(editor, "q=a", name="One more")

    assert said(refused) == ["Not saved: Delete a saved filter first."]
    assert SavedFilter.objects.get(name="One more").position == 7


@pytest.mark.parametrize("seat", ["reviewer", "chief"])
def test_nobody_meets_the_filters_of_others(editor, reviewer, desk, seat):
    client = {"reviewer": reviewer, "chief": desk}[seat]
    kept = make_saved_filter(owner=editor.user, name="Secret plan")

    pages = [
        client.get(url, follow=True)
        for url in (
            "/admin/",
            address(Funding, "changelist"),
            address(SavedFilter, "changelist"),
            address(SavedFilter, "change", kept.pk),
            address(SavedFilter, "delete", kept.pk),
            address(SavedFilter, "history", kept.pk),
        )
    ]
    client.post(address(SavedFilter, "delete", kept.pk), {"post": "yes"})
    client.post(address(SavedFilter, "change", kept.pk), {"name": "Mine"})

    assert all("Secret plan" not in page.content.decode() for page in pages)
    assert visit(client, kept).status_code == 404
    assert SavedFilter.objects.get().name == "Secret plan"


def test_one_renames_and_deletes_ones_own(viewer):
    kept = make_saved_filter(owner=viewer.user, name="Old")
    make_saved_filter(owner=viewer.user, name="Taken")
    url = address(SavedFilter, "change", kept.pk)

    refused = submit(viewer, url, name="Taken")
    submit(viewer, url, name="New")
    kept.refresh_from_db()
    viewer.post(address(SavedFilter, "delete", kept.pk), {"post": "yes"})

    assert errors(refused) == ["You have a filter of this name for this list already."]
    assert kept.name == "New"
    assert [one.name for one in SavedFilter.objects.all()] == ["Taken"]


def test_a_list_that_one_may_not_see_is_neither_saved_nor_opened(viewer):
    accounts = "auth_user_changelist"
    kept = make_saved_filter(owner=viewer.user, listing=accounts, query="q=a")

    assert save(viewer, "q=a", listing=accounts).status_code == 403
    opened = visit(viewer, kept)

    assert "You cannot see this list." in said(opened)[0]
    assert path(opened) == address(SavedFilter, "changelist")


@pytest.mark.parametrize("listing", ["", "//evil.example", "auth_nothing_changelist"])
def test_a_list_that_is_not_there_is_not_found(editor, listing):
    kept = make_saved_filter(owner=editor.user, listing="auth_nothing_changelist")

    assert save(editor, "q=a", listing=listing).status_code == 404
    assert "You cannot see this list." in said(visit(editor, kept))[0]
    assert editor.get("/admin/").status_code == 200


def test_an_address_elsewhere_is_a_search_and_nothing_more(editor):
    answer = save(editor, "q=https%3A%2F%2Fevil.example&next=%2F%2Fevil.example")
    save(editor, "q=https%3A%2F%2Fevil.example", name="A search")

    assert path(answer) == address(Funding, "changelist")
    opened = visit(editor, SavedFilter.objects.get())
    assert path(opened).startswith(f"{address(Funding, 'changelist')}?q=https%3A")


def test_saving_takes_a_post_of_somebody_with_a_list(editor, client):
    url = reverse("admin:consortium_savedfilter_save")

    assert editor.get(url).status_code == 404
    assert "/login/" in client.post(url, {"listing": FUNDING}).headers["Location"]


def test_a_filter_of_the_queue_outlives_the_claims_it_is_about(reviewer):
    source = make_source()
    claim = make_claim(subject=make_organization(), source=source, status="pending")
    save(reviewer, f"source={source.pk}", listing=QUEUE)
    editorial.reject(claim, by=reviewer.user, reason="It does not say so.")

    opened = visit(reviewer, SavedFilter.objects.get())

    assert "Nothing waits under these filters." in opened.content.decode()


def test_filters_beside_a_list_cost_no_query_each(
    editor, django_assert_max_num_queries
):
    for _ in range(5):
        make_saved_filter(owner=editor.user)
    url = address(Funding, "changelist")
    editor.get(url)

    with django_assert_max_num_queries(9):
        editor.get(url)


def test_a_choice_in_a_window_of_its_own_has_none(desk):
    page = desk.get(address(Organization, "changelist"), {"_popup": "1", "o": "1"})

    assert "saved-filters" not in page.content.decode()


def test_the_default_of_a_list_is_nothing_to_save(desk):
    page = desk.get(address(Finding, "changelist")).content.decode()

    assert "saved-filters" not in page
