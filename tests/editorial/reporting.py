"""Claims as an editor and a reviewer make them."""

from consortium import editorial
from consortium.editorial import Evidence
from tests.factories import make_source, make_user

TRILLION = {"amount": "1000000000000", "qualifier": "up_to", "currency": "JPY"}


def propose_one(record, field, value, by=None, **said):
    said.setdefault("source", make_source())
    (claim,) = editorial.propose(
        record, {field: value}, evidence=Evidence(**said), by=by or make_user()
    )
    return claim


def accepted(record, field, value, **said):
    claim = propose_one(record, field, value, **said)
    editorial.accept(claim, by=make_user(), reason="Read and agreed.")
    return claim
