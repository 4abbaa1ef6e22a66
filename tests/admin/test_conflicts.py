import pytest
from django.contrib import admin

from consortium.admin.conflicts import SeenForm
from consortium.models import ExchangeRate, Funding, Initiative, Member, Sector, Source
from tests import factories
from tests.admin.forms import address, errors, fields, submit

pytestmark = pytest.mark.django_db


def test_what_others_changed_meanwhile_is_shown_and_not_overwritten(editor, reviewer):
    source = factories.make_source(title="Old", language="en")
    url = address(Source, "change", source.pk)
    opened = fields(editor.get(url))
    submit(reviewer, url, title="New", title_ja="新")

    response = editor.post(url, opened | {"language": "ja"})

    (complaint,) = errors(response)
    assert "changed while the form was open" in complaint
    assert "<li>title: New</li><li>title in Japanese: 新</li>" in complaint
    source.refresh_from_db()
    assert (source.title, source.language) == ("New", "en")


def test_saving_again_keeps_both_changes(desk, reviewer):
    source = factories.make_source(title="Old", language="en", held=True)
    url = address(Source, "change", source.pk)
    opened = fields(desk.get(url))
    submit(reviewer, url, title="New", title_ja="新")

    response = desk.post(url, opened | {"language": "ja", "title_ja": "別"})
    shown = fields(response)
    again = desk.post(url, shown, follow=True)

    assert (shown["title"], shown["title_ja"], shown["language"]) == ("New", "別", "ja")
    assert errors(again) == []
    source.refresh_from_db()
    assert (source.title, source.title_ja, source.language) == ("New", "別", "ja")


def test_boxes_that_others_ticked_are_ticked(editor):
    member = factories.make_member(state="draft", roles=["core"])
    url = address(Member, "change", member.pk)
    opened = fields(editor.get(url))
    Member.objects.update(roles=["core", "lead"], note="New")

    shown = fields(editor.post(url, opened))

    assert sorted(shown["roles"]) == ["core", "lead"]
    assert shown["note"] == "New"


def test_a_box_that_others_cleared_is_cleared(editor):
    draft = factories.make_initiative(state="draft", name_is_provisional=True)
    url = address(Initiative, "change", draft.pk)
    opened = fields(editor.get(url))
    Initiative.objects.update(name_is_provisional=False, country="JP")

    shown = fields(editor.post(url, opened))

    assert "name_is_provisional" not in shown
    assert shown["country"] == "JP"


def test_a_claim_that_was_accepted_meanwhile_is_a_change(editor):
    funding = factories.make_funding(amount=1000)
    url = address(Funding, "change", funding.pk)
    opened = fields(editor.get(url))
    with factories.by_verb():
        Funding.objects.update(amount=2000)

    response = editor.post(url, opened | {"financed_by": "bonds"})

    assert "<li>amount: 2,000</li>" in errors(response)[0]
    assert fields(response)["amount"] == "2,000"


def test_a_form_that_does_not_say_what_it_shows_is_not_saved(editor):
    funding = factories.make_funding()
    url = address(Funding, "change", funding.pk)
    for seen in ("", "soon", "99"):
        opened = fields(editor.get(url)) | {"financed_by": "bonds", "seen": seen}

        response = editor.post(url, opened)

        assert response.status_code == 200
        funding.refresh_from_db()
        assert funding.financed_by == ""


def test_the_heading_names_what_is_saved(reviewer):
    source = factories.make_source(title="Saved")

    response = submit(
        reviewer, address(Source, "change", source.pk), title="Typed", published="once"
    )

    assert errors(response)
    assert response.context["subtitle"] == "Saved"


@pytest.mark.parametrize(
    ("make", "model", "theirs", "mine"),
    [
        (factories.make_sector, Sector, {"name": "New"}, {"name_ja": "新"}),
        (factories.make_rate, ExchangeRate, {"origin": "Bank"}, {"rate": "2.5"}),
    ],
)
def test_other_rows_are_not_overwritten_either(client, make, model, theirs, mine):
    client.force_login(factories.make_superuser())
    row = make()
    url = address(model, "change", row.pk)
    opened = fields(client.get(url))
    model.objects.update(**theirs)

    response = client.post(url, opened | mine)
    again = client.post(url, fields(response), follow=True)

    (complaint,) = errors(response)
    assert "changed while the form was open" in complaint
    assert next(iter(theirs.values())) in complaint
    assert errors(again) == []
    row.refresh_from_db()
    for name, value in (theirs | mine).items():
        assert str(getattr(row, name)).startswith(value)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda m: m.__name__)
def test_every_form_of_what_many_edit_knows_its_version(rf, model):
    screen = admin.site._registry[model]
    request = rf.get("/")
    request.user = factories.make_superuser()
    counts = any(field.name == "version" for field in model._meta.fields)
    if not counts or not screen.has_change_permission(request):
        return

    assert issubclass(screen.form, SeenForm)
