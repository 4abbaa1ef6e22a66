"""Passwords and codes: long ones, taken as they are, and good for what they are for."""

from html.parser import HTMLParser

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from django.urls import reverse

from consortium.accounts.links import one_time_link
from tests.accounts.signing import (
    LOGIN,
    PASSWORD,
    code_of,
    give_factor,
    is_signed_in,
    make_person,
    sign_in,
)
from tracker import settings as project

pytestmark = pytest.mark.django_db

CHANGE = "/accounts/password/change/"
FRESH = "another long pass phrase"


def change(client, before, fresh):
    said = {"oldpassword": before, "password1": fresh, "password2": fresh}
    return client.post(CHANGE, said)


def test_a_new_password_takes_the_one_before(client):
    person = make_person(username="sato")
    sign_in(client, "sato")

    change(client, "not the one before", FRESH)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    change(client, PASSWORD, FRESH)
    person.refresh_from_db()

    assert person.check_password(FRESH)


def test_a_long_phrase_is_taken_as_it_is():
    phrase = " only small letters and blanks " + "ぱす" * 40 + " "
    person = make_person(username="sato")
    client = Client()
    sign_in(client, "sato")

    change(client, PASSWORD, phrase)

    person.refresh_from_db()
    assert person.check_password(phrase)
    assert sign_in(Client(), "sato", phrase).status_code == 302
    for other in (phrase.strip(), phrase.upper(), phrase[:-1], phrase[:64]):
        assert sign_in(Client(), "sato", other).status_code != 302


@pytest.mark.parametrize("choice", ["qwerty123456", "1q2w3e4r5t6y", "katsushika-sato"])
def test_what_many_choose_is_not_chosen(client, choice):
    person = make_person(username="katsushika-sato")
    sign_in(client, person.username)

    change(client, PASSWORD, choice)

    person.refresh_from_db()
    assert person.check_password(PASSWORD)


class Fields(HTMLParser):
    """The fields for passwords on a page: what each says of itself."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "input" and "password" in said.get("name", ""):
            self.found.append((said["type"], said.get("autocomplete")))
            assert not any(name.startswith("on") for name in said)


def test_fields_hide_what_is_typed_and_let_managers_fill_them(client):
    first = Fields(client.get(LOGIN).content.decode()).found
    sign_in(client, make_person().username)
    later = Fields(client.get(CHANGE).content.decode()).found

    assert first == [("password", "current-password")]
    new = ("password", "new-password")
    assert later == [("password", "current-password"), new, new]


def test_passwords_are_kept_by_a_slow_hash():
    assert not hasattr(project, "PASSWORD_HASHERS")  # Django's first one, that is
    assert PBKDF2PasswordHasher.algorithm == "pbkdf2_sha256"
    assert PBKDF2PasswordHasher.iterations >= 600_000


def test_the_secret_of_a_link_does_not_stay_in_the_address(client):
    link = one_time_link(make_person(), "http://testserver")

    led = client.get(link)

    secret = link.rstrip("/").rpartition("/")[2].partition("-")[2]
    assert led.status_code == 302
    assert secret not in led["Location"]


def use_code(name, code):
    """Sign in with the password, then with ``code``; whether that was enough."""
    client = Client()
    answer = sign_in(client, name)
    client.post(answer["Location"], {"code": code})
    return is_signed_in(client)


def test_a_code_is_good_once(caplog):
    secret = give_factor(make_person(username="sato"))
    with time_machine.travel("2026-11-29T09:00:00Z", tick=False):
        code = code_of(secret)

        with caplog.at_level("INFO", logger="consortium.accounts"):
            assert use_code("sato", code)
            assert not use_code("sato", code)

    said = [each.getMessage() for each in caplog.records]
    assert [each for each in said if "signed" in each] == ["signed in by mfa, password"]


def test_a_recovery_code_is_good_once():
    person = make_person(username="sato")
    give_factor(person)
    code, *_others = RecoveryCodes.activate(person).get_unused_codes()

    assert use_code("sato", code)
    assert not use_code("sato", code)


def test_what_codes_are_made_of_is_not_in_the_database():
    person = make_person()

    codes = RecoveryCodes.activate(person).get_unused_codes()

    kept = str(Authenticator.objects.get(user=person).data)
    assert len(codes) == 10
    assert all(len(code) == 8 and code not in kept for code in codes)


def test_factors_change_only_after_signing_in_anew():
    with time_machine.travel("2026-11-29T09:00:00Z", tick=False) as clock:
        client = Client()
        sign_in(client, make_person().username)
        clock.shift(10 * 60)

        answer = client.get(reverse("mfa_activate_totp"))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_other_sessions_end_only_after_signing_in_anew():
    with time_machine.travel("2026-11-29T09:00:00Z", tick=False) as clock:
        name, here, elsewhere = make_person().username, Client(), Client()
        sign_in(here, name)
        sign_in(elsewhere, name)
        clock.shift(10 * 60)

        answer = here.post(reverse("usersessions_list"))

        assert answer["Location"].startswith(reverse("account_reauthenticate"))
        assert is_signed_in(elsewhere)


def test_who_signed_out_cannot_come_back_with_the_old_cookie(client):
    sign_in(client, make_person().username)
    old = client.cookies["sessionid"].value
    assert is_signed_in(client)

    client.post("/accounts/logout/")
    client.cookies["sessionid"] = old

    assert not is_signed_in(client)


@pytest.mark.parametrize("address", ["/admin/", "/accounts/2fa/", CHANGE])
def test_every_page_behind_the_sign_in_leads_out(client, address):
    sign_in(client, make_person().username)

    page = client.get(address).content.decode()

    assert "/logout/" in page
