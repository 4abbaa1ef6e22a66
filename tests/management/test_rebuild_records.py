import pytest
from django.core.management import CommandError, call_command

from consortium.imports import seed
from consortium.models import Funding
from tests.factories import by_verb, make_claim, make_funding, make_user

pytestmark = pytest.mark.django_db


def departed():
    """A sum that somebody changed behind the newsroom's back."""
    funding = make_funding(stage="announced")
    make_claim(subject=funding, field="stage", value="announced", preferred=True)
    with by_verb():
        Funding.objects.filter(pk=funding.pk).update(stage="spent")
    return funding


def test_the_seed_says_what_its_claims_say(capsys):
    seed.load()

    call_command("rebuild_records", check=True)

    assert "0 fields departed" in capsys.readouterr().out


def test_a_departure_is_found_and_left_as_it_is(capsys):
    funding = departed()

    with pytest.raises(CommandError, match="1 fields depart"):
        call_command("rebuild_records", check=True)

    funding.refresh_from_db()
    assert funding.stage == "spent"
    assert "held 'spent'" in capsys.readouterr().out


def test_a_departure_is_repaired_in_somebodys_name(capsys):
    funding, user = departed(), make_user(username="sato")

    call_command("rebuild_records", by="sato")

    funding.refresh_from_db()
    assert funding.stage == "announced"
    event = Funding.pgh_event_model.objects.order_by("pgh_id").last()
    assert event.pgh_context.metadata["user"] == user.pk
    call_command("rebuild_records", check=True)


def test_nobody_unknown_repairs():
    with pytest.raises(CommandError, match="no user"):
        call_command("rebuild_records", by="nobody")
