"""What clients were told of their writes, and whether the database agrees.

Each write carries a token that no other has: it is its Idempotency-Key and its reason,
so that the history tells of it.
"""

import threading
from collections import Counter
from typing import NamedTuple

from drills.clusters import Cluster

ACKNOWLEDGED, REFUSED, AMBIGUOUS = "acknowledged", "refused", "ambiguous"


class Write(NamedTuple):
    """One write: all that is needed to ask for it, once or again.

    ``key`` is the slug or the number of the row, ``tag`` its version as it was read.
    """

    token: str
    verb: str
    key: str
    tag: str = ""


class Ledger:
    """The fate of each write, as far as its client was told; threads share it."""

    def __init__(self) -> None:
        self._fates: dict[Write, str] = {}
        self._lock = threading.Lock()
        self.doubted = 0
        """How many answers did not say whether it was done."""

    def note(self, write: Write, fate: str) -> None:
        """The newest word on a write."""
        with self._lock:
            self._fates[write] = fate
            self.doubted += fate == AMBIGUOUS

    def of(self, fate: str) -> list[Write]:
        """All writes with this fate."""
        with self._lock:
            return [write for write, told in self._fates.items() if told == fate]

    def __str__(self) -> str:
        told = Counter(self._fates.values())
        words = [f"{told[fate]} {fate}" for fate in (ACKNOWLEDGED, REFUSED, AMBIGUOUS)]
        return f"{', '.join(words)}; {self.doubted} answers told nothing"


TOLD = """
    SELECT c.metadata->>'reason', e.slug, e.title FROM consortium_sourceevent e
    JOIN pghistory_context c ON c.id = e.pgh_context_id
    UNION ALL
    SELECT c.metadata->>'reason', e.id::text, e.state FROM consortium_fundingevent e
    JOIN pghistory_context c ON c.id = e.pgh_context_id
"""
"""Of each change to a source or a sum: its reason, its row, and what it wrote."""

ROWS = """
    SELECT slug FROM consortium_source UNION ALL SELECT id::text FROM consortium_funding
"""
KEYS = "SELECT key FROM consortium_storedanswer"

UNTOLD = """
    SELECT r.slug FROM consortium_source r
    LEFT JOIN LATERAL (
      SELECT count(*) AS number, max(e.version) AS version,
        (array_agg(e.title ORDER BY e.pgh_id DESC))[1] AS title
      FROM consortium_sourceevent e WHERE e.id = r.id) told ON true
    WHERE (told.number, told.version) IS DISTINCT FROM (r.version::bigint, r.version)
      OR told.title IS DISTINCT FROM r.title
"""
"""Sources whose events are not their versions, one for each, the last as the row is."""

SUBTOTALS = """
    SELECT split, left_out, stage, public, currency, qualifier, instrument, month_first,
      month_last, sector, nowhere, number, trim_scale(total), trim_scale(total_high)
    FROM subtotal WHERE number <> 0
"""


def faults(cluster: Cluster, ledger: Ledger, *, settled: bool = True) -> list[str]:
    """What is not as the clients were told: the invariants I1 to I5, in words.

    I1: what was acknowledged is there. I2: what was refused is not. I3: nothing is
    there twice. I4: what is in doubt is there as a whole or not at all. I5: the history
    and the kept totals say what the rows say. ``settled`` says that every doubt has
    been cleared by asking again.
    """
    told = cluster.query(TOLD)
    times = Counter(reason for reason, _key, _value in told)
    keys = {key for (key,) in cluster.query(KEYS)}
    doubted = ledger.of(AMBIGUOUS)
    all_writes = [*ledger.of(ACKNOWLEDGED), *ledger.of(REFUSED), *doubted]
    found = [f"I1, lost: {write}" for write in lost(cluster, ledger)]
    found += [
        f"I2, there: {write}" for write in ledger.of(REFUSED) if times[write.token]
    ]
    found += [f"I3, twice: {one}" for one in all_writes if times[one.token] > 1]
    found += [
        f"I4, {'never answered' if settled else 'half there'}: {write}"
        for write in doubted
        if settled or (times[write.token] > 0) != (write.token in keys)
    ]
    found += [f"I5, history of {slug}" for (slug,) in cluster.query(UNTOLD)]
    return found + miscounted(cluster)


def lost(cluster: Cluster, ledger: Ledger) -> list[Write]:
    """Acknowledged writes of which the history or the rows know nothing."""
    told = {(reason, key) for reason, key, _value in cluster.query(TOLD)}
    rows = {key for (key,) in cluster.query(ROWS)}
    return [
        write
        for write in ledger.of(ACKNOWLEDGED)
        if (write.token, write.key) not in told or write.key not in rows
    ]


def miscounted(cluster: Cluster) -> list[str]:
    """Whether the kept totals are other than counting all sums anew gives (I5)."""
    with cluster.connect() as connection, connection.transaction(force_rollback=True):
        kept = set(connection.execute(SUBTOTALS).fetchall())
        connection.execute("TRUNCATE subtotal, addend")
        connection.execute(
            "SELECT recount(ARRAY(SELECT id FROM public.consortium_funding))"
        )
        anew = set(connection.execute(SUBTOTALS).fetchall())
    return [f"I5, kept total: {row}" for row in kept ^ anew]
