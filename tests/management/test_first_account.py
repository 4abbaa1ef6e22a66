"""The first account."""

import re
import threading

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection

from consortium.management.commands.first_account import make_first_account


@pytest.mark.django_db
def test_its_password_is_printed_and_opens_the_door(capsys):
    call_command("first_account")

    password = re.search(r"password (\S+)", capsys.readouterr().out)[1]
    assert len(password) >= 20
    assert authenticate(username="admin", password=password).is_superuser


@pytest.mark.django_db
def test_every_installation_has_another_password():
    first = make_first_account()
    User.objects.all().delete()

    assert make_first_account() not in ("", first)


@pytest.mark.django_db
def test_a_second_call_changes_nothing_and_says_what_helps(capsys):
    call_command("first_account")
    before = User.objects.get().password
    capsys.readouterr()

    call_command("first_account")

    assert User.objects.get().password == before
    assert "changepassword" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_ordinary_user_of_that_name_is_not_promoted():
    User.objects.create_user("admin")

    assert make_first_account() == ""
    assert not User.objects.get().is_superuser


@pytest.mark.django_db(transaction=True)
def test_two_starts_at_once_make_one_account():
    passwords = []

    def start() -> None:
        passwords.append(make_first_account())
        connection.close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert User.objects.count() == 1
    assert len([password for password in passwords if password]) == 1
