"""``manage.py run_checks``"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from consortium.models import Finding
from tests.factories import make_claim, make_initiative, make_source

pytestmark = pytest.mark.django_db


def run(*args):
    out = StringIO()
    call_command("run_checks", *args, stdout=out)
    return out.getvalue()


def test_it_says_what_it_found_opened_and_closed():
    source = make_source()

    assert run() == "      1 source.undated\n1 found, 1 opened, 0 closed\n"

    source.published = "2026"
    source.save()
    assert run() == "0 found, 0 opened, 1 closed\n"


def test_it_may_look_at_one_initiative_only():
    make_source()
    claim = make_claim(subject=make_initiative(slug="this-one"))

    run("--initiative", "this-one")

    found = Finding.objects.filter(code="source.undated")
    assert [finding.subject for finding in found] == [claim.source]


def test_an_initiative_that_is_not_there_is_an_error():
    with pytest.raises(CommandError, match="no initiative “nowhere”"):
        run("--initiative", "nowhere")
