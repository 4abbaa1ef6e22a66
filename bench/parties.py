"""Generated organizations, sources and initiatives, and what belongs to these."""

from collections.abc import Iterator

from bench.evidence import Evidence
from bench.rows import STEPS, Batch, Row, Staff, chance, fuzzy_date, steps
from bench.words import BODIES, EVENTS, PLACES, SUBJECTS, UNDERTAKINGS
from consortium.codelists import ActivityStatus, MemberRole, SectorRelation, SourceKind
from consortium.models import (
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    Organization,
    OrganizationName,
    Source,
)

MEMBERS, MILESTONES = 8, 3
NAMED = ("id", "slug", "name", "name_ja", "kind", "country")
COUNTRIES = ["JP", "JP", "JP", "US", "DE", "FR", "GB", "KR", "TW"]
LINK = ("initiative_id", "sector_id", "relation", "percentage", "as_written")
STATUSES = [code.value for code in ActivityStatus]
ROLES = [code.value for code in MemberRole]
RELATIONS = [code.value for code in SectorRelation]
SOURCE_KINDS = [code.value for code in SourceKind]


def slug(kind: str, key: int | str) -> str:
    """The slug of a generated record."""
    return f"bench-{kind}-{key}"


def organizations(keys: range, evidence: Evidence) -> list[Batch]:
    """Organizations; three of ten have a second name."""
    dice = chance("organizations")
    rows: list[Row] = []
    aliases: list[Row] = []
    for key in keys:
        place, place_ja = dice.choice(PLACES)
        subject, subject_ja = dice.choice(SUBJECTS)
        body, body_ja, kind = dice.choice(BODIES)
        name = f"{place} {subject} {body} {key}"
        name_ja = f"{place_ja}{subject_ja}{body_ja}{key}" if dice.random() < 0.6 else ""
        country = dice.choice(COUNTRIES)
        named = (key, slug("organization", key), name, name_ja, kind, country)
        rows.append((*named, "confirmed", *steps(dice, evidence.staff)))
        evidence.stands("organization", key, name=name)
        if dice.random() < 0.3:
            aliases.append((key, f"{subject[:3].upper()}{key}", "en", "abbreviation"))
    alias_columns = ("organization_id", "name", "language", "kind")
    return [
        Batch(Organization, (*NAMED, "identity", *STEPS), rows),
        Batch(OrganizationName, alias_columns, aliases),
    ]


def sources(evidence: Evidence, *, publishers: range) -> Batch:
    """Publications; three of ten are copies of an earlier one."""
    dice, keys, staff = chance("sources"), evidence.sources, evidence.staff
    rows: list[Row] = []
    for key in keys:
        subject, subject_ja = dice.choice(SUBJECTS)
        is_copy = key > keys[0] and dice.random() < 0.3
        rows.append(
            (
                key,
                slug("source", key),
                f"{subject} support to grow {key}",
                f"{subject_ja}支援を拡大{key}",
                dice.choice(publishers),
                "news_syndicated" if is_copy else dice.choice(SOURCE_KINDS),
                f"https://example.org/{key}",
                "ja" if dice.random() < 0.6 else "en",
                fuzzy_date(dice),
                dice.choice(range(keys[0], key)) if is_copy else None,
                dice.choice("ABCDF"),
                *steps(dice, staff),
            )
        )
    columns = ("id", "slug", "title", "title_ja", "publisher_id", "kind", "url")
    more = ("language", "published", "origin_id", "reliability")
    return Batch(Source, (*columns, *more, *STEPS), rows)


def initiatives(keys: range, evidence: Evidence) -> Batch:
    """Initiatives; one of five is a part of an earlier one, the first is public."""
    dice, staff = chance("initiatives"), evidence.staff
    rows: list[Row] = []
    for key in keys:
        place, place_ja = dice.choice(PLACES)
        subject, subject_ja = dice.choice(SUBJECTS)
        word, word_ja, kind = dice.choice(UNDERTAKINGS)
        name, status = f"{place} {subject} {word} {key}", dice.choice(STATUSES)
        name_ja = f"{place_ja}{subject_ja}{word_ja}{key}"
        is_part, start = key % 5 == 0 and key > keys[0], fuzzy_date(dice)
        named = (key, slug("initiative", key), name, name_ja, kind, "JP")
        above = dice.choice(range(keys[0], key)) if is_part else None
        passed = (
            steps(chance("public"), staff) if key == keys[0] else steps(dice, staff)
        )
        rows.append((*named, status, start, above, *passed))
        evidence.stands("initiative", key, name=name, kind=kind, status=status)
        evidence.stands("initiative", key, planned_start=start)
        evidence.statement("initiative", key, f"{subject} matters to {place}.")
    columns = ("status", "planned_start", "part_of_id", *STEPS)
    return Batch(Initiative, (*NAMED, *columns), rows)


def members(
    initiatives: range, organizations: range, evidence: Evidence, *, first: int
) -> Batch:
    """Eight organizations in each initiative, each with its roles."""
    dice, key = chance("members"), first
    rows: list[Row] = []
    for initiative in initiatives:
        for organization in dice.sample(organizations, MEMBERS):
            roles = dice.sample(ROLES, dice.choice([1, 1, 2]))
            joined = fuzzy_date(dice)
            literal = f"{{{','.join(roles)}}}"
            named = (key, initiative, organization, literal, "member", joined)
            rows.append((*named, *steps(dice, evidence.staff)))
            evidence.stands("member", key, roles=roles)
            key += 1
    columns = ("id", "initiative_id", "organization_id", "roles", "status", "joined")
    return Batch(Member, (*columns, *STEPS), rows)


def milestones(initiatives: range, evidence: Evidence, *, first: int) -> Batch:
    """Three things each initiative is to reach."""
    dice, key = chance("milestones"), first
    rows: list[Row] = []
    for initiative in initiatives:
        for title, title_ja, kind in dice.sample(EVENTS, MILESTONES):
            planned = fuzzy_date(dice)
            named = (key, initiative, title, title_ja, kind, "scheduled", planned)
            rows.append((*named, *steps(dice, evidence.staff)))
            evidence.stands("milestone", key, status="scheduled", planned=planned)
            key += 1
    columns = ("id", "initiative_id", "title", "title_ja", "kind", "status", "planned")
    return Batch(Milestone, (*columns, *STEPS), rows)


def sectors(initiatives: range, codes: list[int], staff: Staff) -> Batch:
    """Two sectors of each initiative; some sources give the shares, most do not."""
    return Batch(
        InitiativeSector,
        (
            *("initiative_id", "sector_id", "relation", "percentage", "as_written"),
            *STEPS,
        ),
        list(_sectors(initiatives, codes, staff)),
    )


def _sectors(initiatives: range, codes: list[int], staff: Staff) -> Iterator[Row]:
    dice = chance("sectors")
    for initiative in initiatives:
        relation = dice.choice(RELATIONS)
        shares = dice.choice([(None, None), (None, None), (70, 30), (50, None)])
        for sector, share in zip(dice.sample(codes, 2), shares, strict=True):
            named = (initiative, sector, relation, share, "as written")
            yield (*named, *steps(dice, staff))
