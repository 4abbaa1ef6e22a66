"""Answers that are given again, and what came of asking for addresses."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consortium', '0016_saved_filters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=1000, verbose_name='address')),
                ('checked', models.DateTimeField(verbose_name='last asked for')),
                ('alive', models.DateTimeField(blank=True, null=True, verbose_name='last alive')),
                ('failing_since', models.DateTimeField(blank=True, null=True, verbose_name='failing since')),
                ('fault', models.CharField(blank=True, max_length=200, verbose_name='what went wrong')),
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='link_check', to='consortium.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'link check',
                'verbose_name_plural': 'link checks',
                'ordering': ['checked', 'id'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('failing_since__isnull', True), ('fault', '')), models.Q(models.Q(('fault', ''), _negated=True), ('failing_since__isnull', False)), _connector='OR'), name='linkcheck_fault_dated'), models.CheckConstraint(condition=models.Q(('alive__isnull', True), ('alive__lte', models.F('checked')), _connector='OR'), name='linkcheck_alive_checked')],
            },
        ),
        migrations.CreateModel(
            name='StoredAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=128, verbose_name='key')),
                ('asked', models.CharField(help_text='SHA-256 of the method, the address and the body.', max_length=64, verbose_name='digest of the request')),
                ('status', models.PositiveSmallIntegerField(verbose_name='status')),
                ('location', models.CharField(blank=True, max_length=500, verbose_name='address of what was made')),
                ('row_tag', models.CharField(blank=True, max_length=16, verbose_name='version of the record')),
                ('body', models.BinaryField(verbose_name='body')),
                ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='created')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stored_answers', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'stored answer',
                'verbose_name_plural': 'stored answers',
                'ordering': ['created_at', 'id'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('owner', 'key'), name='storedanswer_key_unique'), models.CheckConstraint(condition=models.Q(('key__regex', '^[A-Za-z0-9._:-]{8,128}$')), name='storedanswer_key_shape'), models.CheckConstraint(condition=models.Q(('asked__regex', '^[0-9a-f]{64}$')), name='storedanswer_asked_shape'), models.CheckConstraint(condition=models.Q(('status__gte', 200), ('status__lt', 300)), name='storedanswer_status_good')],
            },
        ),
    ]
