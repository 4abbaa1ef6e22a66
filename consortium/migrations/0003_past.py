"""Every table of the domain as it stood at any instant."""

from django.db import migrations

from consortium.migrations._past import create_past, drop_past


class Migration(migrations.Migration):
    dependencies = [("consortium", "0002_records")]
    operations = [migrations.RunPython(create_past, drop_past)]
