"""Reading the past finds rows by their key and parts by their whole, not by looking at
every event.

The views show the key of the row as the column that the events are indexed by; and the
events of parts are indexed by what they are a part of, as the parts themselves are.
"""

from django.db import migrations

from consortium.migrations._past import create_past, drop_past

ARCS = [
    "alignment",
    "funding",
    "initiative",
    "initiative_sector",
    "member",
    "milestone",
    "observation",
    "organization",
]
WHOLES = {
    "alignment": ["initiative"],
    "claim": ARCS,
    "finding": [*ARCS, "claim"],
    "funding": ["initiative"],
    "fundingpurpose": ["funding"],
    "initiativesector": ["initiative"],
    "member": ["initiative"],
    "milestone": ["initiative"],
    "observation": ["initiative"],
    "organizationidentifier": ["organization"],
    "organizationname": ["organization"],
}
INDEXES = [
    (f"past_{part}_{whole}", f"consortium_{part}event", f"{whole}_id")
    for part, wholes in WHOLES.items()
    for whole in wholes
]


class Migration(migrations.Migration):
    dependencies = [("consortium", "0006_turns")]
    operations = [
        migrations.RunPython(drop_past, create_past),
        migrations.RunPython(create_past, drop_past),
        *(
            migrations.RunSQL(
                f"CREATE INDEX {name} ON {table} ({column})"
                f" WHERE {column} IS NOT NULL",
                f"DROP INDEX {name}",
            )
            for name, table, column in INDEXES
        ),
    ]
