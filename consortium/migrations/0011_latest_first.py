"""The newest sums of a long list are found by an index."""

from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("consortium", "0010_search")]
    operations = [
        migrations.AddIndex(
            model_name="funding",
            index=models.Index(
                F("dated_from").desc(nulls_last=True),
                "id",
                name="funding_latest_first",
            ),
        )
    ]
