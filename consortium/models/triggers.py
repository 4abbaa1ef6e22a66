"""Laws that a constraint cannot state, as triggers declared beside the models."""

from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.apps import apps

from consortium.codelists import EditorialState


class Touch(pgtrigger.Trigger):
    """Counts the version and dates the row, only when something else changed."""

    when = pgtrigger.Before
    operation = pgtrigger.Update
    func = "NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;"
    counted = ("version", "updated_at")

    def get_condition(self, model: Any) -> pgtrigger.Condition:
        # A WHEN clause before the update cannot see columns still to be generated.
        return pgtrigger.AnyChange(
            *(
                field.name
                for field in model._meta.fields
                if not field.generated and field.name not in self.counted
            )
        )


class TakeTurn(pgtrigger.Trigger):
    """Lets writers come one after the other, before they hold any row.

    What each writes is stamped with an instant later than all stamps before: the order
    of the history is the order in which others came to see it.
    """

    when = pgtrigger.Before
    level = pgtrigger.Statement
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = "PERFORM take_turn(); RETURN NULL;"

    def __init__(self) -> None:
        super().__init__(name="take_turn")


class NoCircle(pgtrigger.Trigger):
    """Refuses a parent that would make a hierarchy run in a circle.

    Moves in one table wait for each other, so two of them cannot close a circle
    together. ``child`` is the column that names the lower row, ``id`` for a parent
    column in the row itself.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(self, *, parent: str, law: str, child: str = "id") -> None:
        self.parent, self.law, self.child = parent, law, child
        super().__init__(name=law)

    def get_func(self, model: Any) -> str:
        parent = model._meta.get_field(self.parent).column
        child = model._meta.get_field(self.child).column
        return f"""
            IF NEW.{parent} IS NOT NULL
               AND (TG_OP = 'INSERT' OR NEW.{parent} IS DISTINCT FROM OLD.{parent})
            THEN
              PERFORM refuse_cycle(
                TG_RELID::regclass, '{child}', '{parent}',
                NEW.{child}, NEW.{parent}, '{self.law}');
            END IF;
            RETURN NEW;
        """


class ByVerb(pgtrigger.Trigger):
    """Lets nothing but the newsroom's verbs decide.

    The state of a record, the claimable fields of a published one, and ``watched``
    columns change only while the history's context names a verb.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update
    func = """
        IF NOT jsonb_exists(
          COALESCE(
            NULLIF(current_setting('pghistory.context_metadata', true), ''), '{}'
          )::jsonb, 'verb')
        THEN
          RAISE EXCEPTION 'only a verb of the newsroom changes this'
            USING ERRCODE = 'check_violation',
              TABLE = TG_TABLE_NAME,
              CONSTRAINT = TG_TABLE_NAME || '_by_verb';
        END IF;
        RETURN NEW;
    """

    def __init__(self, *watched: str) -> None:
        self.watched = watched
        super().__init__(name="by_verb")

    def get_condition(self, model: Any) -> pgtrigger.Condition:
        if self.watched:
            return pgtrigger.Condition(_changed(model, self.watched))
        decided = _changed(model, ["state"])
        # A model of a migration has the columns, not what our class declares.
        declared = apps.get_model(model._meta.label).claimable
        if columns := [column for field in declared.values() for column in field]:
            state = EditorialState.PUBLISHED.value
            decided += f" OR OLD.state = '{state}' AND ({_changed(model, columns)})"
        return pgtrigger.Condition(decided)


def _changed(model: Any, fields: Iterable[str]) -> str:
    """SQL that is true when an update changes one of ``fields``."""
    columns = (model._meta.get_field(name).column for name in fields)
    return " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in columns)


class NeverLost(pgtrigger.Protect):
    """What was ever shown to somebody else is retracted, not deleted."""

    def __init__(self) -> None:
        super().__init__(
            name="never_lost",
            operation=pgtrigger.Delete,
            condition=~pgtrigger.Q(old__state=EditorialState.DRAFT),
        )
