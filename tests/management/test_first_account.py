"""The first account."""

import re
import threading

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection

from consortium.management.commands.first_account import first_account
from tests.factories import make_superuser


@pytest.mark.django_db
def test_its_owner_chooses_a_password_by_the_printed_link(capsys, client):
    call_command("first_account", site="https://tracker.example.org/")

    link = re.search(
        r"https://tracker.example.org(/accounts/\S+)", capsys.readouterr().out
    )
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    chosen = "correct horse battery staple"
    client.post(form, {"password1": chosen, "password2": chosen})
    assert authenticate(username="admin", password=chosen).is_superuser


@pytest.mark.django_db
def test_until_then_it_opens_no_door_and_another_link_is_printed(capsys):
    call_command("first_account")
    call_command("first_account")

    assert not User.objects.get().has_usable_password()
    assert capsys.readouterr().out.count("/accounts/password/reset/key/") == 2


@pytest.mark.django_db
def test_afterwards_nothing_changes_and_it_says_what_helps(capsys):
    make_superuser(password="correct horse battery staple")

    call_command("first_account")

    assert User.objects.count() == 1
    assert "one_time_link" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_ordinary_user_of_that_name_is_not_promoted():
    User.objects.create_user("admin")

    assert first_account() is None
    assert not User.objects.get().is_superuser


@pytest.mark.django_db(transaction=True)
def test_two_starts_at_once_make_one_account():
    accounts = []

    def start() -> None:
        accounts.append(first_account())
        connection.close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert User.objects.count() == 1
    assert {account.username for account in accounts if account} == {"admin"}
