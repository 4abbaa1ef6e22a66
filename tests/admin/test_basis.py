import pytest

from consortium.admin.basis import free_slug
from consortium.models import Claim, Funding, Source
from tests import factories
from tests.admin.forms import address, errors, fields, submit

NEW = {
    "new_source-title": "METI budget request",
    "new_source-kind": "primary_official",
    "new_source-url": "https://example.org/meti",
    "new_source-published": "2026-08",
}


@pytest.fixture
def funding(db):
    return factories.make_funding()


def change(client, funding, **typed):
    return submit(client, address(Funding, "change", funding.pk), **typed)


def test_a_new_source_comes_with_its_first_claim(editor, funding):
    response = change(editor, funding, stage="spent", **NEW)

    assert errors(response) == []
    source = Source.objects.get()
    assert Claim.objects.get().source == source
    assert (source.slug, source.state) == ("meti-budget-request", "submitted")
    assert (source.submitted_by, source.held) == (editor.user, True)
    assert str(source.published) == "2026-08"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        pytest.param({"new_source-kind": ""}, "This field is required.", id="kind"),
        pytest.param({"new_source-title": ""}, "This field is required.", id="title"),
        pytest.param({"new_source-url": "ftp://x"}, "valid URL", id="address"),
        pytest.param({"new_source-published": "soon"}, "not a date", id="date"),
        pytest.param({"new_source-published": "2199"}, "still to come", id="future"),
        pytest.param({"new_source-language": "x" * 13}, "at most 12", id="language"),
        pytest.param({"new_source-title": "a\0b"}, "Null characters", id="nul"),
    ],
)
def test_what_is_wrong_with_a_new_source_is_said_and_nothing_is_saved(
    editor, funding, typed, complaint
):
    response = change(editor, funding, stage="spent", **NEW | typed)

    assert complaint in " ".join(errors(response))
    assert fields(response)["stage"] == "spent"
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        pytest.param({"quote": " ".join("w" * 26)}, "at most 25 words", id="long"),
        pytest.param({"quote": "字" * 51}, "at most 25 words", id="long-japanese"),
        pytest.param({"valid": "soon"}, "not a date", id="valid"),
        pytest.param({"source": "999999"}, "valid choice", id="no-such-source"),
        pytest.param({"because": "whim"}, "valid choice", id="because"),
        pytest.param({"confirms": ["dated"]}, "valid choice", id="confirms-nothing"),
        pytest.param({"reason": "r" * 501}, "at most 500", id="reason"),
        pytest.param({"locator": "l" * 101}, "at most 100", id="place"),
    ],
)
def test_what_is_wrong_with_the_words_is_said(editor, funding, typed, complaint):
    given = {"source": str(factories.make_source().pk)} | typed
    words = {f"evidence-{name}": value for name, value in given.items()}

    response = change(editor, funding, stage="spent", **words)

    assert complaint in " ".join(errors(response))
    assert not Claim.objects.exists()


@pytest.mark.parametrize("quote", [" ".join("w" * 25), "字" * 50])
def test_twenty_five_words_are_enough(editor, funding, quote):
    source = factories.make_source()
    words = {"evidence-source": str(source.pk), "evidence-quote": quote}

    assert errors(change(editor, funding, stage="spent", **words)) == []


def test_a_source_is_chosen_or_described(editor, funding):
    chosen = {"evidence-source": str(factories.make_source().pk)}

    response = change(editor, funding, stage="spent", **NEW, **chosen)

    assert errors(response) == ["Choose a source or describe a new one, not both."]


def test_words_without_a_source_are_not_dropped_silently(editor, funding):
    response = change(editor, funding, **{"evidence-quote": "so it is"})

    assert errors(response) == ["Name the source of these words."]


def test_a_source_that_is_here_already_is_named(editor, funding):
    factories.make_source(title="Known", url="https://example.org/meti")

    response = change(editor, funding, stage="spent", **NEW)

    assert errors(response) == ["“Known” has this address: choose it above."]


def test_a_source_that_supports_nothing_is_not_recorded(editor, funding):
    response = change(editor, funding, **NEW)

    assert errors(response) == ["Change a field, or tick what the source says too."]
    assert not Source.objects.exists()


def test_who_may_not_add_sources_chooses_one(editor, funding):
    editor.user.groups.clear()
    names = ("change_funding", "view_source", "add_claim")
    permissions = editor.user.user_permissions
    permissions.set(permissions.model.objects.filter(codename__in=names))

    page = fields(editor.get(address(Funding, "change", funding.pk)))

    assert "evidence-quote" in page
    assert "new_source-title" not in page


def test_who_may_not_propose_finds_the_fields_locked(editor, funding):
    editor.user.groups.clear()
    permissions = editor.user.user_permissions
    permissions.set(permissions.model.objects.filter(codename="change_funding"))

    response = change(editor, funding, stage="spent", financed_by="bonds")

    assert errors(response) == []
    funding.refresh_from_db()
    assert (funding.stage, funding.financed_by) == ("announced", "")


@pytest.mark.parametrize(
    ("described", "slug"),
    [
        pytest.param({"title": "Up to ¥1 trillion"}, "up-to-1-trillion", id="title"),
        pytest.param(
            {"title": "最大1兆円"}, "1", id="what-is-left-of-a-japanese-title"
        ),
        pytest.param(
            {
                "title": "国産AI",
                "url": "https://www.example.jp/x",
                "published": "2026-06-30",
            },
            "ai",
            id="japanese",
        ),
        pytest.param(
            {"title": "一兆円", "url": "https://www.example.jp/x", "published": "2026"},
            "wwwexamplejp-2026",
            id="place-and-date",
        ),
        pytest.param({"title": "一兆円"}, "source", id="nothing"),
    ],
)
def test_a_source_gets_an_address(db, described, slug):
    assert free_slug(Source(**described)) == slug


def test_an_address_that_is_taken_is_numbered(db):
    factories.make_source(slug="report")
    factories.make_source(slug="report-2")

    assert free_slug(Source(title="Report")) == "report-3"
