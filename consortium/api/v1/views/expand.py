"""Records together with what stands behind their fields."""

from collections.abc import Sequence
from typing import Any

from consortium.api.v1.evidence import evidence_behind
from consortium.api.views import Resource
from consortium.filters.base import StrictParameters
from consortium.filters.parameters import WordParameter
from consortium.models import Record


class ExpandParameter(WordParameter):
    """What to add to each record."""

    words = {"evidence": "evidence"}


class ExpandParameters(StrictParameters):
    """The parameter of records that claims speak of."""

    expand = ExpandParameter(
        help_text="`evidence` adds the claims behind each field, the preferred one "
        "first."
    )


class Expandable(Resource):
    """Records that bring the claims on their fields along, if asked to."""

    model: type[Record]

    def asks_beside(self) -> tuple[type[StrictParameters], ...]:
        usual = super().asks_beside()
        return (*usual, ExpandParameters) if self.model.claimable else usual

    def read(self, keys: Sequence[int]) -> list[dict[str, Any]]:
        shown = super().read(keys)
        if self.model.claimable and self.asked(ExpandParameters).read["expand"]:
            evidence = evidence_behind(self.model, keys, self.get_serializer_context())
            for key, each in zip(keys, shown, strict=True):
                each["evidence"] = evidence[key]
        return shown
