"""Random records, and totals of them added up one by one in plain Python."""

from collections import defaultdict
from decimal import Decimal

from hypothesis import strategies as st

from consortium import periods
from consortium.codelists import Instrument, Qualifier, Stage
from consortium.models import FundingPurpose
from consortium.money import bounds
from tests.factories import make_funding, make_organization, make_sector

AMOUNTS = st.decimals(Decimal("0.0001"), Decimal(10) ** 23, places=4)
DATES = st.one_of(
    st.none(),
    st.sampled_from(
        ["2026", "FY2026", "2026-02~", "2026-05-01", "2025/2027", "2026-04/.."]
    ),
)
THIRDS = [Decimal("33.3333"), Decimal("66.6667")]
SHARES = st.sampled_from(
    [[], [None], [100], [40], [60, 40], THIRDS, [60, None], [33, 33]]
)


@st.composite
def sums(draw):
    """Fields of one sum; ``whole`` and ``funder`` are places in lists."""
    qualifier = draw(st.sampled_from([*Qualifier.values, ""]))
    amount = draw(AMOUNTS) if qualifier else None
    return {
        "stage": draw(st.sampled_from([*Stage.values[:3], "cancelled"])),
        "instrument": draw(st.sampled_from(Instrument.values[:2])),
        **draw(st.sampled_from([{}, {}, {}, {"state": "draft"}])),
        "amount": amount,
        "amount_high": amount + draw(AMOUNTS) if qualifier == "between" else None,
        "qualifier": qualifier,
        "currency": draw(st.sampled_from(["JPY", "USD"])) if qualifier else "",
        "dated": draw(DATES),
        "period": draw(DATES),
        "whole": draw(st.none() | st.integers(0, 20)),
        "funder": draw(st.integers(0, 3)),
        "shares": draw(SHARES),
    }


def store(drawn):
    """The drawn sums as rows; a sum can be part of an earlier one only."""
    funders = [
        make_organization(kind="government"),
        make_organization(kind="private_sector"),
        make_organization(kind="government", state="draft"),
        None,
    ]
    sectors = [make_sector(), make_sector()]
    rows = []
    for fields in drawn:
        whole, shares = fields["whole"], fields["shares"]
        part_of = rows[whole % len(rows)] if rows and whole is not None else None
        own = {key: fields[key] for key in fields if key not in ("whole", "shares")}
        own |= {"funder": funders[fields["funder"]], "part_of": part_of}
        row = make_funding(**own)
        row.refresh_from_db()
        for sector, share in zip(sectors, shares, strict=False):
            FundingPurpose.objects.create(funding=row, sector=sector, percentage=share)
        row.split = split(sectors, shares)
        rows.append(row)
    return rows


def split(sectors, shares):
    """What goes to which sector, as parts of one."""
    if shares == [None]:
        return {sectors[0].slug: Decimal(1)}
    if shares and None not in shares and sum(shares) == 100:
        return {
            sector.slug: Decimal(share) * Decimal("0.01")
            for sector, share in zip(sectors, shares, strict=False)
        }
    return {"not_split" if shares else "unknown": Decimal(1)}


def counts(row, rows):
    """Whether ``row`` counts among ``rows`` by the safe-to-sum rule."""

    def standing(one):
        return one.is_published and one.amount is not None and one.stage != "cancelled"

    above, found = row.part_of, False
    while above is not None:
        found |= standing(above) and above.stage == row.stage and above in rows
        above = above.part_of
    return standing(row) and not found


def public(row):
    shown = row.funder is not None and row.funder.is_published
    return row.funder.is_public if shown else None


def span(row, name):
    """The years that the sum's time covers, as they are written."""
    date = row.period or row.dated
    if date is None:
        return "unknown"
    number = periods.fiscal_year if name == "fiscal_year" else lambda day: day.year
    mark = "FY" if name == "fiscal_year" else ""
    ends = [
        f"{mark}{number(day)}" if day else ".." for day in (date.earliest, date.latest)
    ]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def groups(row, name):
    """The groups of ``row``, with the part of it that is in each."""
    if name == "sector":
        return row.split
    if name in ("year", "fiscal_year"):
        return {span(row, name): Decimal(1)}
    return {getattr(row, name): Decimal(1)}


def naive_totals(rows, name):
    """Least and most of each total, side by side for sums with and without a top."""
    cells = defaultdict(list)
    for row in rows:
        if counts(row, rows):
            for group, part in groups(row, name).items():
                cell = group, row.stage, public(row), row.currency
                cells[cell].append((row, part))
    return {cell: naive_figures(members) for cell, members in cells.items()}


def naive_figures(members):
    limits = [
        [
            None if limit is None else limit * part
            for limit in bounds(row.amount, row.qualifier, row.amount_high)
        ]
        for row, part in members
    ]
    floors = [one for one in limits if one[1] is None]
    tops = [one for one in limits if one[1] is not None]
    mixed = floors and any(one[0] is None for one in tops)
    return [
        tuple(None if None in ends else sum(ends) for ends in zip(*some, strict=True))
        for some in ([tops, floors] if mixed else [limits])
    ]
