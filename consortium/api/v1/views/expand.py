"""Records together with what stands behind their fields."""

from typing import Any, ClassVar

from django.db.models import Model

from consortium.api.v1.evidence import evidence_behind
from consortium.api.views import Resource
from consortium.filters.base import StrictParameters
from consortium.filters.parameters import WordParameter


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

    asks_beside: ClassVar[tuple[type[StrictParameters], ...]] = (ExpandParameters,)
    evidence: dict[int, Any] | None = None

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        self._collect(page or [])
        return page

    def get_object(self) -> Any:
        row = super().get_object()
        self._collect([row])
        return row

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "evidence": self.evidence}

    def _collect(self, rows: list[Model]) -> None:
        for asked in self.beside():
            if asked.form.is_valid() and asked.form.cleaned_data["expand"]:
                context = super().get_serializer_context()
                self.evidence = evidence_behind(rows, context)
