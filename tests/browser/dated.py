"""A programme of several years, made up, for the charts over time."""

from consortium.periods import parse
from tests.factories import (
    back,
    make_funding,
    make_initiative,
    make_member,
    make_milestone,
    make_organization,
    make_source,
)

SLUG = "compute-for-all"
SUMS = [
    ("announced", "FY2024", 30, {"qualifier": "up_to"}),
    ("announced", "FY2026", 40, {"qualifier": "between", "amount_high": 90 * 10**6}),
    ("announced", "FY2026/FY2030", 500, {"qualifier": "up_to"}),
    ("committed", "FY2024", 10, {}),
    ("committed", "FY2027", 20, {"qualifier": "at_least"}),
    ("committed", None, 5, {}),
]
"""Stage, period, millions of dollars, and how they are hedged."""


def tell() -> None:
    """Publish it, each figure with a claim behind it."""
    source = make_source(slug="annual-report", published=parse("2026-07-14"))
    initiative = make_initiative(
        slug=SLUG,
        name="Compute for all",
        name_ja="みんなの計算基盤",
        country="JP",
        planned_start=parse("FY2024"),
    )
    state = make_organization(slug="state", name="The State", kind="government")
    firm = make_organization(slug="firm", name="The Firm")
    for stage, period, millions, hedge in SUMS:
        fields = {"period": period and parse(period), "currency": "USD", **hedge}
        amount = millions * 10**6
        for funder in (state, firm) if stage == "committed" else (state, None):
            if funder is firm and period is None:
                continue
            made = make_funding(
                initiative=initiative,
                stage=stage,
                amount=amount,
                funder=funder,
                **{"qualifier": "exact"} | fields,
            )
            back(made, source)
    for joined in ("2024-06", "2026", None):
        on = joined and parse(joined)
        back(make_member(initiative=initiative, joined=on, status="member"), source)
    dates = {"planned": parse("2025-03"), "achieved": parse("2025-06-30")}
    back(make_milestone(initiative=initiative, status="met", **dates), source)
