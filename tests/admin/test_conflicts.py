from consortium.models import Funding, Initiative, Member, Source
from tests import factories
from tests.admin.forms import address, errors, fields, submit


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
