"""What every record shares: editorial state, version, history, claimable fields."""

from decimal import Decimal
from typing import Any, ClassVar, Self, TypeVar

import pghistory.models
import pgtrigger
from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Func, IntegerField, Q, Value
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from consortium.codelists import EditorialState
from consortium.models.triggers import ByVerb, NeverLost, TakeTurn, Touch
from consortium.money import plain

_Record = TypeVar("_Record", bound="Record")
STEPS = ("submitted", "published", "retracted")


class Event(pghistory.models.Event):
    """The row of every event table: a tracked row as it stood after one change.

    All event tables number their rows from one sequence, so that changes to different
    records have one order.
    """

    pgh_id = models.BigIntegerField(
        primary_key=True, db_default=Func(Value("history_id"), function="nextval")
    )

    class Meta:
        abstract = True


def exactly_one(table: str, *arcs: str) -> models.CheckConstraint:
    """An exclusive arc: of these foreign keys one and only one is set."""
    return models.CheckConstraint(
        condition=Exact(
            Func(*arcs, function="num_nonnulls", output_field=IntegerField()), 1
        ),
        name=f"{table}_one_subject",
        violation_error_message=_("Choose one subject, and only one."),
    )


def step_laws() -> list[models.CheckConstraint]:
    """The laws of the editorial state: each step has its instant and its person."""
    paired = [
        models.CheckConstraint(
            condition=Q(**{f"{step}_at__isnull": True, f"{step}_by__isnull": True})
            | Q(**{f"{step}_at__isnull": False, f"{step}_by__isnull": False}),
            name=f"%(class)s_{step}_paired",
        )
        for step in STEPS
    ]
    reached = [
        models.CheckConstraint(
            condition=~Q(state=step) | Q(**{f"{step}_at__isnull": False}),
            name=f"%(class)s_{step}_dated",
        )
        for step in STEPS
    ]
    reasoned = models.CheckConstraint(
        condition=Q(state=EditorialState.RETRACTED) ^ Q(retraction_reason=""),
        name="%(class)s_retracted_reasoned",
        violation_error_message=_("A retraction, and nothing else, has a reason."),
    )
    return [*paired, *reached, reasoned]


def known_codes(
    *optional: str,
    **codelists: type[models.TextChoices] | type[models.IntegerChoices],
) -> list[models.CheckConstraint]:
    """Each column holds a code of its list; the ``optional`` ones may be empty."""
    return [
        models.CheckConstraint(
            condition=Q(
                **{f"{name}__in": [*([""] if name in optional else []), *codes.values]}
            ),
            name=f"%(class)s_{name}_known",
        )
        for name, codes in codelists.items()
    ]


def unique_if_given(name: str) -> models.UniqueConstraint:
    """A text that may be empty many times and otherwise stands once."""
    return models.UniqueConstraint(
        fields=[name], condition=~Q(**{name: ""}), name=f"%(class)s_{name}_unique"
    )


def may_view(user: User | AnonymousUser, model: type[models.Model]) -> bool:
    """Whether ``user`` may see rows of this kind that are not published."""
    codename = get_permission_codename("view", model._meta)
    return user.has_perm(f"{model._meta.app_label}.{codename}")


def visible(model: type[models.Model], user: User | AnonymousUser) -> Any:
    """The rows that ``user`` may see; kinds without an editorial state are public."""
    rows: Any = model._default_manager.all()
    return rows.visible_to(user) if hasattr(rows, "visible_to") else rows


class RecordQuerySet(models.QuerySet[_Record]):
    """Records of one kind, narrowed by what their readers may see."""

    def published(self) -> Self:
        """What the public sees: published, and so is all that it belongs to."""
        visible = Q(state=EditorialState.PUBLISHED)
        for path in self.model.stands_on:
            parent = Q(**{f"{path}__state": EditorialState.PUBLISHED})
            if self.model._meta.get_field(path).null:
                parent |= Q(**{f"{path}__isnull": True})
            visible &= parent
        return self.filter(visible)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All of them for staff who may view this kind, else what is published."""
        return self.all() if may_view(user, self.model) else self.published()


class WrittenAt(Func):
    """The instant at which the running transaction writes."""

    function = "written_at"
    output_field = models.DateTimeField()


class Versioned(models.Model):
    """A row that counts its changes and knows when it came and last changed."""

    version = models.PositiveIntegerField(
        _("version"), default=1, db_default=1, editable=False
    )
    created_at = models.DateTimeField(
        _("created"), db_default=WrittenAt(), editable=False
    )
    updated_at = models.DateTimeField(
        _("changed"), db_default=WrittenAt(), editable=False
    )

    class Meta:
        abstract = True
        triggers: ClassVar[list[pgtrigger.Trigger]] = [Touch(name="touch"), TakeTurn()]


class Record(Versioned):
    """A record: what we currently hold to be so.

    ``claimable`` names the fields that a claim may speak of and the columns each
    fills; ``stands_on`` the parents that must be published for this to be. These, and
    what else is ``settled``, say what the record is about: once it was submitted they
    stay.
    """

    claimable: ClassVar[dict[str, tuple[str, ...]]] = {}
    stands_on: ClassVar[tuple[str, ...]] = ()
    settled: ClassVar[tuple[str, ...]] = ()

    state = models.CharField(
        _("state"),
        choices=EditorialState,
        default=EditorialState.DRAFT,
        max_length=12,
        editable=False,
        help_text=_("The public sees published records only."),
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("submitted by"),
        null=True,
        editable=False,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("published by"),
        null=True,
        editable=False,
        related_name="+",
    )
    retracted_at = models.DateTimeField(_("retracted"), null=True, editable=False)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("retracted by"),
        null=True,
        editable=False,
        related_name="+",
    )
    retraction_reason = models.CharField(
        _("reason for retraction"), max_length=500, blank=True, editable=False
    )

    objects = RecordQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [*step_laws(), *known_codes(state=EditorialState)]
        triggers = [*Versioned.Meta.triggers, ByVerb(), NeverLost()]

    @classmethod
    def named(cls, slug: str) -> Self | None:
        """The record that ``slug`` names, if there is one."""
        rows: Any = cls._default_manager
        found: Self | None = rows.filter(slug=slug).first()
        return found

    @classmethod
    def settled_fields(cls) -> set[str]:
        """The columns that nobody changes once the record was submitted."""
        return {*cls.stands_on, *cls.settled}

    @property
    def is_published(self) -> bool:
        return self.state == EditorialState.PUBLISHED

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        """Whether ``visible_to`` keeps this one."""
        parents = (getattr(self, path) for path in self.stands_on)
        public = self.is_published and all(
            parent is None or parent.is_published for parent in parents
        )
        return public or may_view(user, type(self))

    def claim_value(self, field: str) -> Any:
        """What a claim on ``field`` would have to say to stand as the record does.

        JSON: text, number or list for a field of one column, else an object of the
        columns that are filled. Decimals are strings, records their slugs.
        """
        columns = self.claimable[field]
        values = {column: as_json(getattr(self, column)) for column in columns}
        if len(columns) == 1:
            return values[columns[0]]
        return {column: value for column, value in values.items() if value is not None}

    def take(self, field: str, value: Any) -> None:
        """Let the columns of ``field`` hold what a claim says; the inverse of
        ``claim_value``. ``None`` empties them; nothing is saved.

        Raises ``ValidationError`` for a field that nobody can claim or a value of the
        wrong shape.
        """
        if field not in self.claimable:
            raise ValidationError({field: _("Nothing can be claimed of this field.")})
        columns = self.claimable[field]
        if len(columns) == 1:
            values = {columns[0]: value}
        elif value is None or (isinstance(value, dict) and set(value) <= set(columns)):
            values = dict.fromkeys(columns) | (value or {})
        else:
            raise ValidationError(
                {field: _("Give an object of: %s.") % ", ".join(columns)}
            )
        for column, content in values.items():
            setattr(self, column, from_json(self._meta.get_field(column), content))


def as_json(value: Any) -> Any:
    """A column's value as claims hold it; unknown and empty are ``None``."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Record):
        return getattr(value, "slug", value.pk)
    if isinstance(value, bool | int | list):
        return value
    return str(value or "") or None


class RowRecord(Record):
    """A record without a slug; an import knows it by its external id."""

    external_id = models.CharField(
        _("external id"),
        max_length=100,
        blank=True,
        help_text=_("The id that an import knows this row by."),
    )

    class Meta(Record.Meta):
        abstract = True
        constraints = [*Record.Meta.constraints, unique_if_given("external_id")]


def from_json(column: Any, content: Any) -> Any:
    """What ``column`` holds for the ``content`` of a claim; records by their slug.

    Raises ``ValidationError`` for content of another shape than ``as_json`` gives.
    """
    if content in (None, ""):
        return None if column.null else column.get_default()
    is_list = isinstance(column, ArrayField)
    if isinstance(content, list) != is_list or isinstance(content, dict | float | bool):
        raise ValidationError({column.name: _("This value has another shape.")})
    if "\x00" in str(content):
        raise ValidationError({column.name: _("Null characters are not allowed.")})
    if isinstance(column, models.ForeignKey):
        target: Any = column.related_model
        named = target.named(str(content))
        if named is None:
            raise ValidationError(
                {column.name: _("There is no “%s”.") % content}, code="unknown"
            )
        return named
    try:
        return column.to_python(content)
    except ValidationError as refusal:
        raise ValidationError({column.name: refusal.messages}) from None


def refuse_circle(record: models.Model, parent: str) -> None:
    """Tell a form what the trigger would refuse: ``parent`` leads back to ``record``.

    Raises ``ValidationError`` on the field; the database decides all the same.
    """
    above, seen = getattr(record, parent), set()
    while above is not None and above.pk not in seen:
        if above.pk == record.pk:
            raise ValidationError({parent: _("This would make a circle.")})
        seen.add(above.pk)
        above = getattr(above, parent)
