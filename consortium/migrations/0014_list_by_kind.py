"""The newest sums of one stage and instrument, and those of the past, are found by
an index.
"""

from django.db import migrations, models
from django.db.models import F

PAST = "past_funding_latest_first"


class Migration(migrations.Migration):
    dependencies = [("consortium", "0013_subtotals")]
    operations = [
        migrations.AddIndex(
            model_name="funding",
            index=models.Index(
                "stage",
                "instrument",
                F("dated_from").desc(nulls_last=True),
                "id",
                name="funding_latest_of_kind",
            ),
        ),
        migrations.RunSQL(
            f"CREATE INDEX {PAST} ON consortium_fundingevent"
            " (dated_from DESC NULLS LAST, pgh_obj_id)",
            f"DROP INDEX {PAST}",
        ),
    ]
