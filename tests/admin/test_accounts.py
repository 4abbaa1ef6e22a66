"""Who keeps accounts gives nobody powers of their own making."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests.accounts.signing import give_factor
from tests.factories import (
    make_api_token,
    make_saved_filter,
    make_staff,
    make_superuser,
)

pytestmark = pytest.mark.django_db


def form_of(client, user):
    return client.get(reverse("admin:auth_user_change", args=[user.pk]))


@pytest.fixture
def keeper():
    client = Client()
    client.user = make_staff("admin")
    client.force_login(client.user)
    return client


def fields_of(answer):
    return set(answer.context["adminform"].form.fields)


def test_who_keeps_accounts_does_not_make_superusers(keeper):
    colleague = make_staff("editor")

    assert {"groups", "is_active"} <= fields_of(form_of(keeper, colleague))
    assert not {"is_superuser", "user_permissions"} & fields_of(
        form_of(keeper, colleague)
    )
    assert "groups" not in fields_of(form_of(keeper, keeper.user))


def test_what_is_sent_all_the_same_changes_nothing(keeper):
    url = reverse("admin:auth_user_change", args=[keeper.user.pk])
    sent = {"username": keeper.user.username, "is_active": "on", "is_superuser": "on"}
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}

    keeper.post(url, sent | {"is_staff": "on"} | joined)

    assert not User.objects.get(pk=keeper.user.pk).is_superuser


def test_the_account_of_a_superuser_is_only_read(keeper):
    chief = make_superuser()

    assert 'name="_save"' not in form_of(keeper, chief).content.decode()
    password = reverse("admin:auth_user_password_change", args=[chief.pk])
    assert keeper.get(password).status_code == 403


def test_a_superuser_sees_all(keeper):
    client = Client()
    client.force_login(make_superuser())

    assert {"is_superuser", "groups"} <= fields_of(form_of(client, keeper.user))


def test_an_account_is_made_without_a_password(keeper):
    keeper.post(reverse("admin:auth_user_add"), {"username": "mori", "email": ""})

    assert not User.objects.get(username="mori").has_usable_password()


def link_of(keeper, user, **said):
    page = keeper.post(reverse("admin:auth_user_password_change", args=[user.pk]), said)
    return page.context["link"]


def test_its_owner_chooses_one_by_a_link(keeper, client):
    colleague = make_staff("editor")

    link = link_of(keeper, colleague)
    form = client.get(link, follow=True).redirect_chain[-1][0]
    chosen = "correct horse battery staple"
    client.post(form, {"password1": chosen, "password2": chosen})

    colleague.refresh_from_db()
    assert colleague.check_password(chosen)
    (entry,) = LogEntry.objects.filter(object_id=str(colleague.pk))
    assert entry.user == keeper.user
    assert "one-time link" in entry.get_change_message()


def test_asking_for_the_page_makes_no_link(keeper):
    url = reverse("admin:auth_user_password_change", args=[make_staff("editor").pk])

    assert keeper.get(url).context["link"] == ""


def test_a_link_can_end_all_that_was(keeper):
    colleague = make_staff("editor")
    colleague.set_password("correct horse battery staple")
    colleague.save()
    theirs = Client()
    theirs.force_login(colleague)
    make_api_token(user=colleague)
    give_factor(colleague)

    link_of(keeper, colleague, end_all="on", end_factors="on")

    colleague.refresh_from_db()
    assert not colleague.has_usable_password()
    assert not colleague.auth_token_set.exists()
    assert not colleague.authenticator_set.exists()
    assert theirs.get("/api/v1/me/").status_code == 401


def test_nobody_else_chooses_a_password(keeper):
    colleague = make_staff("editor")
    colleague.set_password("correct horse battery staple")
    colleague.save()
    url = reverse("admin:auth_user_password_change", args=[colleague.pk])

    keeper.post(url, {"password1": "x" * 20, "password2": "x" * 20})

    colleague.refresh_from_db()
    assert colleague.check_password("correct horse battery staple")


def test_no_account_no_link(keeper):
    url = reverse("admin:auth_user_password_change", args=[10**9])

    assert keeper.post(url).status_code == 404


def test_an_account_is_deleted_with_its_saved_filters(db):
    client = Client()
    client.force_login(make_superuser())
    colleague = make_staff("editor")
    make_saved_filter(owner=colleague)

    url = reverse("admin:auth_user_delete", args=[colleague.pk])
    client.post(url, {"post": "yes"})

    assert not User.objects.filter(pk=colleague.pk).exists()


def sent(account, **changed):
    """What the form of ``account`` sends, as the browser would."""
    said = {
        "username": account.username,
        "is_active": "on",
        "is_staff": "on",
        "groups": [group.pk for group in account.groups.all()],
    }
    if account.is_superuser:
        said["is_superuser"] = "on"
    said |= changed
    return {name: value for name, value in said.items() if value is not None}


def signed_in_as(account):
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize("taken", ["is_superuser", "is_active", "is_staff"])
def test_the_last_superuser_stays_one(taken):
    chief = make_superuser()
    make_staff("admin")
    make_superuser(is_active=False)
    url = reverse("admin:auth_user_change", args=[chief.pk])

    answer = signed_in_as(chief).post(url, sent(chief, **{taken: None}))

    assert "Nobody else could keep the accounts" in answer.content.decode()
    assert getattr(User.objects.get(pk=chief.pk), taken)


def test_one_of_two_superusers_is_let_go():
    chief, other = make_superuser(), make_superuser()
    url = reverse("admin:auth_user_change", args=[other.pk])

    answer = signed_in_as(chief).post(url, sent(other, is_superuser=None))

    assert answer.status_code == 302
    assert not User.objects.get(pk=other.pk).is_superuser


def test_the_last_superuser_is_not_deleted():
    chief, client = make_superuser(), Client()
    client.force_login(chief)
    url = reverse("admin:auth_user_delete", args=[chief.pk])

    assert client.post(url, {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=chief.pk).exists()


@pytest.mark.parametrize("taken", ["is_active", "is_staff"])
def test_the_last_who_keeps_accounts_does_not_leave(keeper, taken):
    url = reverse("admin:auth_user_change", args=[keeper.user.pk])

    answer = keeper.post(url, sent(keeper.user, **{taken: None}))

    assert "Nobody else could keep the accounts" in answer.content.decode()
    assert getattr(User.objects.get(pk=keeper.user.pk), taken)


def test_nobody_gives_themselves_a_role(keeper):
    reviewers = Group.objects.get(name="reviewer")
    url = reverse("admin:auth_user_change", args=[keeper.user.pk])

    answer = keeper.post(url, sent(keeper.user, groups=[reviewers.pk]))

    assert answer.status_code == 302
    assert [group.name for group in keeper.user.groups.all()] == ["admin"]
