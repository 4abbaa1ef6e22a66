"""Sessions end in time, and staff need a second factor where the settings say so."""

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from tests.accounts.signing import (
    PASSWORD,
    code_of,
    give_factor,
    is_signed_in,
    make_person,
    sign_in,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db

MINUTES = 60


@pytest.fixture
def needed(settings):
    settings.STAFF_SECOND_FACTOR = True


def signed_in(person):
    client = Client()
    sign_in(client, person.username)
    return client


def test_staff_without_a_second_factor_are_sent_for_one(needed):
    client = signed_in(make_person())

    answer = client.get("/admin/consortium/claim/")

    assert answer["Location"].startswith(reverse("mfa_index"))
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("address", ["/api/v1/me/", "/downloads/funding.csv"])
def test_their_programs_are_told(needed, address):
    answer = signed_in(make_person()).get(address)

    assert answer.status_code == 403
    assert answer.json()["code"] == "second_factor_required"


def test_they_get_no_token_that_way_either(needed):
    client = signed_in(make_person())

    answer = client.post("/api/v1/tokens/", {"name": "x"}, "application/json")

    assert answer.json()["code"] == "second_factor_required"


def test_who_brings_a_second_factor_goes_on(needed):
    person = make_person()
    secret = give_factor(person)
    client = Client()

    answer = sign_in(client, person.username)
    client.post(answer["Location"], {"code": code_of(secret)})

    assert client.get("/admin/").status_code == 200


def test_a_wrong_code_signs_nobody_in(needed):
    person = make_person()
    give_factor(person)
    client = Client()

    answer = sign_in(client, person.username)
    client.post(answer["Location"], {"code": "000000"})

    assert not is_signed_in(client)


def test_who_makes_one_goes_on_without_signing_in_again(needed):
    person = make_person()
    client = signed_in(person)
    client.get("/admin/")

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert client.get("/admin/").status_code == 200
    assert person.authenticator_set.filter(type="recovery_codes").exists()


def test_a_session_from_before_the_factor_has_to_sign_in_again(needed):
    person = make_person()
    client = signed_in(person)
    with time_machine.travel("2000-01-01", tick=False):
        session = client.session
        session["signed_in_at"] = session["signed_in_at"] + 5
        session.save()
    give_factor(person)
    person.authenticator_set.update(created_at="2000-01-01T00:00:00Z")

    client.get("/admin/")

    assert not is_signed_in(client)


def test_the_last_factor_of_staff_stays(needed):
    person = make_person()
    secret = give_factor(person)
    client = Client()
    answer = sign_in(client, person.username)
    client.post(answer["Location"], {"code": code_of(secret)})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    client.post(reverse("mfa_deactivate_totp"))

    assert person.authenticator_set.filter(type="totp").exists()


def test_whoever_is_not_staff_needs_none(needed):
    person = make_user(username="reader")
    person.set_password(PASSWORD)
    person.save()
    client = signed_in(person)

    assert is_signed_in(client)


def test_a_role_needs_one_without_the_mark_as_staff_too(needed):
    person = make_person()
    person.is_staff = False
    person.save()

    answer = signed_in(person).get("/api/v1/me/")

    assert answer.json()["code"] == "second_factor_required"


def test_an_unused_session_ends():
    with time_machine.travel("2026-11-29T09:00:00Z", tick=False) as clock:
        client = signed_in(make_person())
        clock.shift(29 * MINUTES)
        assert is_signed_in(client)
        clock.shift(29 * MINUTES)
        assert is_signed_in(client)
        clock.shift(31 * MINUTES)

        assert not is_signed_in(client)


def test_no_session_lasts_longer_than_half_a_day():
    with time_machine.travel("2026-11-29T09:00:00Z", tick=False) as clock:
        client = signed_in(make_person())
        for _ in range(35):
            clock.shift(20 * MINUTES)
            assert is_signed_in(client)
        clock.shift(25 * MINUTES)

        assert not is_signed_in(client)


def test_the_id_of_a_session_changes_with_the_person():
    person, client = make_person(), Client()
    client.get("/accounts/login/")
    before = client.session.session_key

    sign_in(client, person.username)

    assert client.session.session_key != before


@pytest.mark.parametrize("what", ["password", "activity"])
def test_sessions_die_with_the_password_and_the_account(what):
    person = make_person()
    client = signed_in(person)

    if what == "password":
        person.set_password("something else entirely")
    else:
        person.is_active = False
    person.save()

    assert not is_signed_in(client)


def test_people_see_and_end_their_own_sessions():
    person = make_person()
    here, elsewhere = signed_in(person), signed_in(person)

    page = here.get(reverse("usersessions_list")).content.decode()
    here.post(reverse("usersessions_list"))

    assert page.count("127.0.0.1") == 2
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert UserSession.objects.filter(user=person).count() == 1


def test_public_answers_look_at_no_session(client, django_assert_num_queries):
    answer = client.get("/api/v1/codelists/")

    assert "sessionid" not in answer.cookies
    assert answer["Cache-Control"].startswith("public")
