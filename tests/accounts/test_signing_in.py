"""One way in, few guesses, and no more said than needs be."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from consortium.accounts import adapter
from consortium.accounts.links import one_time_link
from consortium.accounts.passwords import LocalWordsValidator
from tests.accounts.signing import (
    LOGIN,
    PASSWORD,
    code_of,
    give_factor,
    is_signed_in,
    make_person,
    sign_in,
)
from tests.factories import make_staff, make_user

pytestmark = pytest.mark.django_db

GUESSES = 5


def guess(name, times=GUESSES, **headers):
    client = Client()
    return [sign_in(client, name, "wrong", **headers) for _ in range(times)][-1]


def test_the_desk_sends_people_to_the_one_sign_in(client):
    answer = client.get("/admin/login/?next=/admin/consortium/claim/")

    assert answer.status_code == 302
    assert answer["Location"].startswith(LOGIN)
    assert "next=%2Fadmin%2Fconsortium%2Fclaim%2F" in answer["Location"]


def test_names_and_addresses_sign_in(client):
    person = make_person(username="sato", email="sato@example.org")

    for name in ("sato", "sato@example.org"):
        answer = sign_in(client, name)
        assert answer["Location"] == "/admin/"
        assert is_signed_in(client)
        client.post("/accounts/logout/")
    assert person.is_staff


def test_signing_out_takes_more_than_a_link(client):
    client.force_login(make_person())

    client.get("/accounts/logout/")

    assert is_signed_in(client)


def test_nobody_signs_up(client):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/accounts/email/").status_code == 404
    assert client.get("/accounts/3rdparty/").status_code == 404


def test_who_signs_in_and_who_fails_is_logged_without_secrets(client, caplog):
    person = make_person(username="sato")

    with caplog.at_level("INFO", logger="consortium.accounts"):
        guess("hunter2-typed-into-the-wrong-field", 1)
        sign_in(client, "sato")

    own = [each for each in caplog.records if each.name == adapter.__name__]
    said = [each.getMessage() for each in own]
    assert said == ["sign-in failed", "signed in by password"]
    assert {each.address for each in own} == {"127.0.0.1"}
    assert own[-1].user == person.pk
    assert "hunter2" not in caplog.text
    assert PASSWORD not in caplog.text


def test_after_five_guesses_nothing_more_is_compared():
    make_person(username="sato")

    answer = guess("sato", GUESSES + 1)
    right = sign_in(Client(), "sato")

    assert answer.status_code == right.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "15" in answer.content.decode()


def test_guessing_elsewhere_locks_nobody_out(client):
    make_person(username="sato")

    guess("sato", GUESSES + 1)
    answer = client.post(
        LOGIN, {"login": "sato", "password": PASSWORD}, REMOTE_ADDR="198.51.100.7"
    )

    assert answer.status_code == 302


def test_a_made_up_address_helps_no_guesser():
    make_person(username="sato")

    for number in range(GUESSES):
        guess("sato", 1, **{"X-Forwarded-For": f"203.0.113.{number}"})
    answer = guess("sato", 1, **{"X-Forwarded-For": "203.0.113.99"})

    assert answer.status_code == 429


def test_a_name_that_nobody_has_is_answered_alike():
    make_person(username="sato")
    gone = make_person(username="gone", is_active=False)

    answers = [guess(name, 1) for name in ("sato", "nobody", gone.username)]

    said = {re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers}
    assert {answer.status_code for answer in answers} == {200}
    assert len(said) == 1


@pytest.mark.parametrize("name", ["sato", "nobody", "gone", "no@example.org"])
def test_a_guess_costs_the_same_work_whoever_is_named(name, monkeypatch):
    make_person(username="sato")
    make_person(username="gone", is_active=False)
    worked = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, *said: worked.append(said) or encode(self, *said),
    )

    guess(name, 1)

    assert len(worked) == 1


def test_no_more_passwords_are_compared_at_once_than_cores_can(client, monkeypatch):
    make_person(username="sato")
    monkeypatch.setattr(adapter, "PATIENCE", 0.01)
    with adapter.HASHING, adapter.HASHING:
        busy = sign_in(client, "sato")

    assert busy.status_code == 429
    assert sign_in(client, "sato").status_code == 302


def test_without_mail_nobody_is_promised_any(client):
    page = client.get("/accounts/password/reset/").content.decode()

    assert "sends no mail" in page


def test_a_one_time_link_is_good_once(client):
    person = make_user(username="mori", is_staff=True)
    person.set_unusable_password()
    person.save()
    link = one_time_link(person, "http://testserver")

    form = client.get(link, follow=True)
    chosen = {"password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(form.redirect_chain[-1][0], chosen)

    assert answer.status_code == 302
    assert not is_signed_in(client)
    assert sign_in(client, "mori").status_code == 302
    again = Client().get(link, follow=True).content.decode()
    assert 'name="password1"' not in again


def test_a_weak_password_is_not_chosen(client):
    person = make_user(username="mori")
    link = one_time_link(person, "http://testserver")

    form = client.get(link, follow=True).redirect_chain[-1][0]
    answer = client.post(form, {"password1": "short", "password2": "short"})

    assert answer.status_code == 200
    person.refresh_from_db()
    assert not person.check_password("short")


@pytest.mark.parametrize(
    ("password", "fits"),
    [
        ("tracker-consortium-2026", False),
        ("Investment!Tracker1", False),
        ("admin_password_123", False),
        ("a tracker of quiet herons", True),
    ],
)
def test_words_of_this_place_make_no_password(password, fits):
    try:
        LocalWordsValidator().validate(password)
    except ValidationError:
        assert not fits
    else:
        assert fits


def test_a_new_password_does_not_get_round_the_second_factor(client):
    person = make_person(username="mori")
    secret = give_factor(person)
    link = one_time_link(person, "http://testserver")
    form = client.get(link, follow=True).redirect_chain[-1][0]
    fresh = "another long pass phrase"
    client.post(form, {"password1": fresh, "password2": fresh})

    answer = sign_in(client, "mori", fresh)

    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_signed_in(client)
    client.post(answer["Location"], {"code": code_of(secret)})
    assert is_signed_in(client)


def test_the_secret_of_an_app_is_not_in_the_database():
    person = make_person()

    secret = give_factor(person)

    (factor,) = person.authenticator_set.filter(type="totp")
    assert secret not in str(factor.data)


def test_old_keys_still_read_what_they_wrote(client, settings):
    person = make_person(username="mori")
    secret = give_factor(person)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key " * 6

    answer = sign_in(client, "mori")
    client.post(answer["Location"], {"code": code_of(secret)})

    assert is_signed_in(client)


def test_who_lost_everything_is_let_in_by_a_command(capsys):
    person = make_person(username="mori")
    give_factor(person)

    call_command("one_time_link", "mori", without_factors=True)

    assert "/accounts/password/reset/key/" in capsys.readouterr().out
    assert not person.authenticator_set.exists()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    "address", [LOGIN, "/accounts/2fa/", "/accounts/sessions/", "/accounts/logout/"]
)
def test_the_pages_speak_the_reader_s_language(client, address, language):
    if address != LOGIN:
        client.force_login(make_staff("editor"))

    page = client.get(address, headers={"Accept-Language": language}).content.decode()

    assert f'<html lang="{language}">' in page
    assert "account" in page
