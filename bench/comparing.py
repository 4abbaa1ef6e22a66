"""All comparisons of one run."""

from collections.abc import Iterator

from bench import aggregates, files, pages, past, searches, served, writes
from bench.figures import Comparison, Goal
from bench.parties import slug
from consortium.codelists import EditorialState
from consortium.models import Initiative


def comparisons(repetitions: int) -> Iterator[Comparison]:
    """Each figure the median of ``repetitions``, what it is compared with in turns."""
    generated = Initiative.objects.filter(slug__startswith=slug("initiative", ""))
    public = generated.filter(state=EditorialState.PUBLISHED).order_by("pk")
    slugs = list(public.values_list("slug", flat=True))
    yield from served.comparisons(slugs, repetitions=repetitions)
    yield from past.comparisons(slugs[0], repetitions=repetitions)
    yield from pages.comparisons(slugs[0], repetitions)
    yield from searches.comparisons(repetitions)
    yield from aggregates.comparisons(repetitions)
    yield from files.comparisons(repetitions)
    kept, bare = writes.insertions(repetitions)
    yield Comparison(
        f"insert of {writes.ROWS:,} sums with history and totals / without",
        kept,
        bare,
        "ms",
        Goal(1.6, at_least=False),
    )
