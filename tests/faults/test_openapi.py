"""Schemathesis over the whole OpenAPI document, as anybody, an editor and a reviewer.

The test asks each operation as one of the three, in turn; ``drill fuzz`` asks all as
all. How many requests were made counts as well as what they found: a run that ends
early finds nothing either.
"""

import os
import sys

import pytest
from django.core.management import call_command

from tests.api.records import FULL
from tests.api.v1.writing import signed_in
from tests.factories import make_source
from tests.faults.fuzzing import run

pytestmark = [
    pytest.mark.django_db,
    # Schemathesis warns of what it leaves out; it is held to numbers instead.
    pytest.mark.filterwarnings("ignore"),
]

WHOLE = "FUZZ" in os.environ
SEED = int(os.environ.get("FUZZ") or 20261124)
READ_ONLY = "search totals series changes diff codelists me sectors exchange-rates"
ASKED = {
    "nobody": f"{READ_ONLY} organizations organization-merges findings",
    "editor": "initiatives funding members sources milestones tokens",
    "reviewer": "claims frameworks alignments indicators observations",
}
"""The resources that a test asks as somebody; the drill asks all as everybody."""

THOROUGH = {
    "nobody": "search changes diff",
    "editor": "members/.+",
    "reviewer": "observations/.+/(submit|publish)",
}
"""The addresses among them of which every boundary is tried."""

LEAST = {"nobody": 250, "editor": 500, "reviewer": 250}
"""Requests that a test has to make; the drill makes ten times as many in all."""


@pytest.fixture
def records():
    """The seed, whose records the examples name, and one of every kind beside it."""
    call_command("seed", verbosity=0)
    make_source(slug="a-ministry-release")
    for make in FULL.values():
        make()


def session_of(role):
    if role == "nobody":
        return None
    return signed_in(role).cookies["sessionid"].value


@pytest.mark.parametrize("role", ASKED)
def test_every_answer_is_as_the_document_says(records, role):
    some = {"resources": ASKED[role].split(), "thorough": THOROUGH[role].split()}
    asked = {"examples": 20} if WHOLE else {"examples": 3, **some}

    found = run(session_of(role), seed=SEED, **asked)

    sys.stdout.write(f"{role}, seed {SEED}: {found.cases}, {found.statuses}\n")
    sys.stdout.writelines(f"{fault}\n" for fault in found.faults)  # pytest would cut
    assert found.faults == []
    assert sum(found.cases.values()) >= (3500 if WHOLE else LEAST[role])
