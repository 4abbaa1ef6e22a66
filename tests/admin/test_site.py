import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.urls import reverse
from pytest_django.asserts import assertInHTML

from consortium.admin.site import SHELVES
from consortium.models import (
    SUBJECTS,
    ApiToken,
    Framework,
    Indicator,
    Initiative,
    SavedFilter,
    Source,
)
from tests.factories import make_organization, make_user


def suggestions(client, term, model="member", field="organization"):
    return client.get(
        reverse("admin:autocomplete"),
        {
            "term": term,
            "app_label": "consortium",
            "model_name": model,
            "field_name": field,
        },
    )


def test_every_model_on_the_desk_stands_on_one_shelf():
    shelved = [model for _, shelf in SHELVES for model in shelf]

    assert sorted(map(str, shelved)) == sorted(map(str, site._registry))


def test_every_record_has_a_screen():
    records = {*SUBJECTS.values(), Source, Framework, Indicator}

    assert records <= {*site._registry}


def test_the_index_has_the_shelves_in_their_order(desk):
    response = desk.get(reverse("admin:index"))

    shelves = [shelf["name"] for shelf in response.context["app_list"]]
    assert shelves == [name for name, _ in SHELVES]
    first = [entry["model"] for entry in response.context["app_list"][0]["models"]]
    assert first[0] is Initiative


def test_the_index_says_what_each_kind_of_record_is(desk):
    page = desk.get(reverse("admin:index")).content.decode()

    assert "One row per sum of money." in page


def test_a_person_sees_the_shelves_that_hold_something_for_them(client, db):
    user = make_user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_source"))
    client.force_login(user)

    response = client.get(reverse("admin:index"))

    models = [
        entry["model"]
        for app in response.context["app_list"]
        for entry in app["models"]
    ]
    assert models == [Source, SavedFilter, ApiToken]


def test_a_person_without_permissions_is_told_so(client, db):
    client.force_login(make_user(is_staff=True))

    response = client.get(reverse("admin:index"))

    assert "ask for permissions" in response.content.decode()


def test_the_page_of_the_app_lists_its_models(desk):
    assert desk.get(reverse("admin:app_list", args=["consortium"])).status_code == 200


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/"])
def test_the_header_switches_the_language(client, db, path):
    page = client.get(path, follow=True).content.decode()
    button = (
        '<button type="submit" name="language" value="ja" lang="ja">日本語</button>'
    )
    assertInHTML(button, page)
    response = client.post(
        reverse("set_language"), {"language": "ja", "next": path}, follow=True
    )

    assert '<html lang="ja"' in response.content.decode()


@pytest.mark.parametrize(
    "term",
    ["SoftBank", "softbank c", "ＳｏｆｔＢａｎｋ", "ソフトバンク", "ｿﾌﾄﾊﾞﾝｸ", "sbkk"],
)
def test_a_choice_is_found_by_whatever_people_type(desk, term):
    softbank = make_organization(name="SoftBank Corp.", name_ja="ソフトバンク株式会社")
    softbank.names.create(name="SBKK", kind="abbreviation")
    make_organization(name="Honda Motor")

    results = suggestions(desk, term).json()["results"]

    assert [result["id"] for result in results] == [str(softbank.pk)]


def test_choices_speak_the_language_of_their_reader(desk):
    make_organization(name="SoftBank Corp.", name_ja="ソフトバンク株式会社")
    make_organization(name="Sony")

    english = suggestions(desk, "so").json()["results"]
    desk.cookies["django_language"] = "ja"
    japanese = suggestions(desk, "so").json()["results"]

    assert [result["text"] for result in english] == [
        "SoftBank Corp. (ソフトバンク株式会社)",
        "Sony",
    ]
    assert [result["text"] for result in japanese] == [
        "ソフトバンク株式会社 (SoftBank Corp.)",
        "Sony",
    ]


def test_a_nul_in_a_search_finds_nothing_and_breaks_nothing(desk):
    make_organization(name="Sony")

    assert suggestions(desk, "\0").status_code == 200
    assert suggestions(desk, "So\0ny").json()["results"]


def test_choices_are_kept_from_people_who_may_not_view_them(client, db):
    client.force_login(make_user(is_staff=True))

    assert suggestions(client, "Sony").status_code == 403


def test_many_rows_are_never_deleted_at_once(desk):
    assert "delete_selected" not in dict(site.actions)
