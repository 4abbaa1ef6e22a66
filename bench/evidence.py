"""Generated claims: what sources say about generated records."""

from typing import Any

from bench.rows import Batch, Row, Staff, as_json, chance
from consortium.models import Claim

ARCS = ("funding", "initiative", "organization", "member", "milestone")
COLUMNS = (
    "id",
    "source_id",
    *(f"{arc}_id" for arc in ARCS),
    "field",
    "value",
    "statement",
    "quote",
    "locator",
    "kind",
    "conversion_of_id",
    "status",
    "preferred",
    "decided_at",
    "decided_by_id",
    "decision_reason",
    "because",
    "recorded_by_id",
)
DECIDED_AT = "2026-04-02T09:00:00+09:00"
REASONS = {"disputed": "Another source prints a tenth of it.", "rejected": "Misread."}
YEN = {"USD": 150, "EUR": 165}


class Evidence:
    """Words claims about records and counts their keys."""

    def __init__(self, *, sources: range, staff: Staff, first: int) -> None:
        self.sources, self.staff, self.next = sources, staff, first
        self.dice = chance("claims")
        self.rows: list[Row] = []

    def take(self) -> Batch:
        """The claims since the last time."""
        rows, self.rows = self.rows, []
        return Batch(Claim, COLUMNS, rows)

    def stands(self, arc: str, key: int, **fields: Any) -> int:
        """One source gives the preferred claims behind ``fields``; which one."""
        source = self.dice.choice(self.sources)
        for field, value in fields.items():
            if value not in (None, {}):
                self._claim(arc, key, source, field, value, preferred=True)
        return source

    def statement(self, arc: str, key: int, words: str) -> None:
        """Something is said of a record that fills no field."""
        source = self.dice.choice(self.sources)
        self._claim(arc, key, source, "", None, statement=words, kind="opinion")

    def of_sum(self, key: int, fields: dict[str, Any]) -> None:
        """What stands of a sum, and on some sums what others say beside it."""
        amount, first = fields["amount"], self.next
        another = self._another(self.stands("funding", key, **fields))
        throw = self.dice.random()
        if not amount or throw >= 0.4:
            return
        if throw < 0.2:
            said = _converted(amount)
            self._claim("funding", key, another, "amount", said, conversion_of=first)
        elif throw < 0.3:
            self._claim("funding", key, another, "stage", fields["stage"])
        else:
            said = {**amount, "amount": f"{amount['amount']}0"}
            said.pop("amount_high", None)
            status = self.dice.choice(["disputed", "rejected", "pending", "superseded"])
            self._claim("funding", key, another, "amount", said, status=status)

    def _another(self, source: int) -> int:
        steps = self.dice.randint(1, len(self.sources) - 1)
        return self.sources[(source - self.sources[0] + steps) % len(self.sources)]

    def _claim(
        self,
        arc: str,
        key: int,
        source: int,
        field: str,
        value: Any,
        *,
        status: str = "accepted",
        preferred: bool = False,
        statement: str = "",
        kind: str = "fact",
        conversion_of: int | None = None,
    ) -> None:
        is_pending = status == "pending"
        self.rows.append(
            (
                self.next,
                source,
                *(key if arc == name else None for name in ARCS),
                field,
                as_json(value) if field else None,
                statement,
                "up to" if preferred else "",
                f"¶{1 + self.next % 9}",
                kind,
                conversion_of,
                status,
                preferred,
                None if is_pending else DECIDED_AT,
                None if is_pending else self.staff.reviewer,
                REASONS.get(status, ""),
                "first_report" if preferred else "",
                self.staff.recorder,
            )
        )
        self.next += 1


def _converted(amount: dict[str, str]) -> dict[str, str]:
    """The same sum, as another source restates it in another currency."""
    figure, rate = int(amount["amount"]), YEN.get(amount["currency"], 1)
    said = {"qualifier": "unspecified"}
    if rate > 1:
        return {**said, "amount": str(figure * rate), "currency": "JPY"}
    return {**said, "amount": str(figure // 9), "currency": "USD"}
