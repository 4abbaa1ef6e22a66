"""The roles of the newsroom as groups."""

from django.db import migrations

from consortium.roles import ROLES, grant


def forget(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("consortium", "0004_verbs"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(lambda apps, schema_editor: grant(apps), forget),
    ]
