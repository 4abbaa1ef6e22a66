"""What was rejected as recorded wrongly can be recorded anew."""

from django.db import migrations, models
from django.db.models import Q, TextField
from django.db.models.functions import MD5, Cast


class Migration(migrations.Migration):
    dependencies = [("consortium", "0011_latest_first")]
    operations = [
        migrations.RemoveConstraint(model_name="claim", name="claim_once"),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                "source",
                "attributed_to",
                "initiative",
                "organization",
                "member",
                "funding",
                "milestone",
                "observation",
                "alignment",
                "initiative_sector",
                "field",
                MD5(Cast("value", TextField())),
                MD5("statement"),
                condition=~Q(status="rejected"),
                nulls_distinct=False,
                name="claim_once",
                violation_error_message="This source's claim is already recorded.",
            ),
        ),
    ]
