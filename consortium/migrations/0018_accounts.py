"""Tokens of the API, and what all processes count together."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from consortium.roles import grant

CACHE = """
CREATE TABLE shared_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX shared_cache_expires ON shared_cache (expires);
"""

# Whoever gives up a password, or an account, gives up its tokens.
REVOKE = """
CREATE FUNCTION revoke_tokens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM consortium_apitoken WHERE user_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER revoke_tokens AFTER UPDATE OF password, is_active ON auth_user
FOR EACH ROW WHEN (
    OLD.password IS DISTINCT FROM NEW.password OR (OLD.is_active AND NOT NEW.is_active)
) EXECUTE FUNCTION revoke_tokens();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('consortium', '0017_stored_answers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='RequestCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caller', models.CharField(max_length=80, verbose_name='caller')),
                ('began', models.DateTimeField(db_index=True, verbose_name='began')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
            ],
            options={
                'verbose_name': 'request count',
                'verbose_name_plural': 'request counts',
                'ordering': ['began', 'caller'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('caller', 'began'), name='requestcount_unique'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='requestcount_counts')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('digest', models.CharField(max_length=128, primary_key=True, serialize=False)),
                ('token_key', models.CharField(db_index=True, max_length=25)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('expiry', models.DateTimeField(blank=True, null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(help_text='What the token is for.', max_length=80, verbose_name='name')),
                ('scope', models.CharField(choices=[('read', 'read'), ('write', 'read and write')], max_length=5, verbose_name='scope')),
                ('last_used', models.DateTimeField(blank=True, null=True, verbose_name='last used')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='auth_token_set', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'API token',
                'verbose_name_plural': 'API tokens',
                'ordering': ['-created', 'digest'],
                'default_permissions': ('delete',),
                'constraints': [models.UniqueConstraint(fields=('user', 'name'), name='apitoken_name_unique'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='apitoken_name_filled'), models.CheckConstraint(condition=models.Q(('scope__in', ['read', 'write'])), name='apitoken_scope_known'), models.CheckConstraint(condition=models.Q(('expiry__gt', models.F('created')), ('expiry__isnull', False)), name='apitoken_expires')],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE consortium_requestcount SET UNLOGGED",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(CACHE, "DROP TABLE shared_cache"),
        migrations.RunSQL(
            REVOKE,
            "DROP TRIGGER revoke_tokens ON auth_user; DROP FUNCTION revoke_tokens()",
        ),
        migrations.RunPython(
            lambda apps, schema_editor: grant(apps), migrations.RunPython.noop
        ),
    ]
