"""The schema ``past``: each table as it stood at the instant ``tracker.as_of``.

A view there has the name and the columns of its table, so that a query with ``past``
first in the search path reads the past without knowing it (``consortium.history``).
A migration that changes a table of the domain runs ``drop_past`` before and
``create_past`` after.
"""

VIEW = """
CREATE VIEW past.{table} AS
SELECT {columns}
FROM {events} e, (SELECT current_setting('tracker.as_of')::timestamptz AS instant) asked
WHERE e.pgh_created_at <= asked.instant
  AND e.pgh_label <> 'delete'
  AND NOT EXISTS (
    SELECT 1 FROM {events} later
    WHERE later.pgh_obj_id = e.pgh_obj_id
      AND later.pgh_id > e.pgh_id
      AND later.pgh_created_at <= asked.instant)
"""


def create_past(apps, schema_editor):
    schema_editor.execute("CREATE SCHEMA past")
    quote = schema_editor.quote_name
    models = {model._meta.model_name: model for model in apps.get_models()}
    for name, model in models.items():
        events = models.get(f"{name}event")
        if events is None or model._meta.app_label != "consortium":
            continue
        columns = [
            # The same number, but this is the one that events are indexed by.
            f"e.pgh_obj_id AS {quote(field.column)}"
            if field.primary_key
            else f"e.{quote(field.column)}"
            for field in model._meta.concrete_fields
        ]
        schema_editor.execute(
            VIEW.format(
                table=quote(model._meta.db_table),
                events=quote(events._meta.db_table),
                columns=", ".join(columns),
            )
        )


def drop_past(apps, schema_editor):
    schema_editor.execute("DROP SCHEMA past CASCADE")
