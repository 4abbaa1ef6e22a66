"""People save the filters of lists for themselves."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consortium", "0015_wholes_of_addends"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "listing",
                    models.CharField(
                        editable=False,
                        help_text="The name of the list's address at the desk.",
                        max_length=80,
                        verbose_name="list",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "query",
                    models.CharField(
                        editable=False,
                        help_text="As addresses take it, without the question mark.",
                        max_length=2000,
                        verbose_name="query",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        editable=False, verbose_name="position"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved filter",
                "verbose_name_plural": "saved filters",
                "ordering": ["owner", "position"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "listing", "name"),
                        name="savedfilter_name_unique",
                        violation_error_message=(
                            "You have a filter of this name for this list already."
                        ),
                    ),
                    models.UniqueConstraint(
                        fields=("owner", "position"), name="savedfilter_position_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 50)),
                        name="savedfilter_position_bounded",
                        violation_error_message="Delete a saved filter first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="savedfilter_name_filled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("listing__regex", "^[a-z]+(_[a-z]+)+$")),
                        name="savedfilter_listing_shape",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("query__regex", "^[A-Za-z0-9_.~*%+=&-]+$")),
                        name="savedfilter_query_encoded",
                    ),
                ],
            },
        ),
    ]
