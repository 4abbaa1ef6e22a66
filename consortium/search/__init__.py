"""Finding records by what people type, in English and Japanese."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser, User

from consortium.folding import Range, fold, ranges
from consortium.models import OrganizationName
from consortium.periods import FuzzyDate
from consortium.search.kinds import KINDS, Query, TooShort, read
from consortium.search.ranking import CAP, MATCHES, SIMILAR, Row, identifiers, ranked

__all__ = [
    "CAP",
    "KINDS",
    "MATCHES",
    "SIMILAR",
    "Facet",
    "Found",
    "Hit",
    "Query",
    "Row",
    "Text",
    "TooShort",
    "facets_of",
    "hits_of",
    "ranked",
    "read",
    "search",
]


class Text(NamedTuple):
    """A text of a record that was found, and where in it the words stand."""

    field: str
    text: str
    kind: str | None = None
    valid: FuzzyDate | None = None
    highlight: tuple[Range, ...] = ()


class Hit(NamedTuple):
    """A record that was found, how near it is, and by which of its texts."""

    type: str
    slug: str
    title: str
    title_ja: str
    state: str | None
    match: str
    matched: list[Text]


@dataclass(frozen=True)
class Facet:
    """How many records of a type there are; ``more`` if there are more than that."""

    type: str
    count: int
    more: bool


class Found(NamedTuple):
    """What was found, the nearest first, and how much there is of each type."""

    hits: list[Hit]
    facets: list[Facet]


def search(
    asked: Query,
    *,
    user: User | AnonymousUser,
    types: Collection[str] = tuple(KINDS),
    limit: int = 20,
) -> Found:
    """The ``limit`` records nearest to what is ``asked``, as far as ``user`` sees them.

    Only if no record of any type has all the words come those with similar ones. The
    facets count all types; hits are of ``types``.
    """
    rows = ranked(asked, user, types, limit)
    page = [row for row in rows if row.type in types][:limit]
    return Found(hits_of(asked, page), facets_of(rows))


def hits_of(asked: Query, rows: list[Row]) -> list[Hit]:
    """The records of ``rows``, in their order, with the texts that were found."""
    others = _other_texts(asked, rows)
    return [
        Hit(
            *(
                row.type,
                row.slug,
                row.title,
                row.title_ja,
                row.state or None,
                row.match,
            ),
            matched=_matched(asked, row, others.get(row.key, [])),
        )
        for row in rows
    ]


def facets_of(rows: list[Row]) -> list[Facet]:
    """How much of each type was found, by ``rows`` as they were ranked."""
    return [_facet(type_, rows) for type_ in KINDS]


def _facet(type_: str, rows: list[Row]) -> Facet:
    count = max((row.total for row in rows if row.type == type_), default=0)
    return Facet(type_, min(count, CAP), count > CAP)


def _other_texts(asked: Query, rows: list[Row]) -> dict[int, list[Text]]:
    """The other names and the number of the organizations in ``rows``, by key."""
    keys = [row.key for row in rows if row.type == "organization"]
    texts: dict[int, list[Text]] = {key: [] for key in keys}
    if not keys:
        return texts
    for name in OrganizationName.objects.filter(organization__in=keys).order_by("pk"):
        text = Text("names", name.name, name.kind, name.valid)
        texts[name.organization_id].append(text)
    for known in identifiers(asked).filter(organization__in=keys):
        whole = ((0, len(known.value)),)
        text = Text("identifiers", known.value, known.scheme, highlight=whole)
        texts[known.organization_id].append(text)
    return texts


def _matched(asked: Query, row: Row, others: list[Text]) -> list[Text]:
    """The texts of ``row`` that have a word of those asked for; or the most alike."""
    names = KINDS[row.type].names
    own = zip(names, (row.title, row.title_ja, row.code), strict=False)
    texts = [*(Text(field, text) for field, text in own if text), *others]
    if row.match == SIMILAR:
        return [max(texts, key=lambda each: _likeness(asked, each))]
    # A slug repeats a name: it is worth telling only if nothing else was found.
    found = list(_marked(asked, texts))
    return found or list(_marked(asked, [Text("slug", row.slug)]))


def _marked(asked: Query, texts: list[Text]) -> Iterator[Text]:
    for text in texts:
        marked = text.highlight or tuple(ranges(text.text, asked.words))
        if marked:
            yield text._replace(highlight=marked)


def _likeness(asked: Query, text: Text) -> float:
    return SequenceMatcher(None, asked.phrase, fold(text.text)).ratio()
