"""Rows that a drill writes about, and somebody who may write them."""

from bench import fill
from bench.people import session_of_staff
from bench.scale import Sizes
from consortium.models import Funding, Sector

SIZES = Sizes(funding=200, organizations=20, initiatives=5, sources=20)
SECTORS = 4


def prepare() -> str:
    """Fill a database that has no sums yet; the cookie of a person who may write."""
    if not Funding.objects.exists():
        for number in range(Sector.objects.count(), SECTORS):
            word = f"drill-{number}"
            Sector.objects.create(slug=word, scheme="own", code=word, name=word)
        fill.fill(SIZES, tell=lambda _line: None)
    return session_of_staff()
