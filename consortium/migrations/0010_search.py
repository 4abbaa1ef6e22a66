"""Search finds words of two letters, and whole names among a million, by an index.

What a bigram costs is said, so that a scan of the table does not look cheaper; not so
high that the planner starts workers for it.
"""

import django.contrib.postgres.indexes
from django.db import migrations, models

BIGRAMS = """
CREATE FUNCTION bigrams(folded text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 20
RETURN ARRAY(
  SELECT DISTINCT substr(folded, place, 2)
  FROM generate_series(1, length(folded) - 1) place);
"""


class Migration(migrations.Migration):
    dependencies = [("consortium", "0009_tell_versions")]
    operations = [
        migrations.RunSQL(BIGRAMS, "DROP FUNCTION bigrams"),
        migrations.AddIndex(
            model_name='framework',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func('name', 'name_ja', 'identifier', function='fold_text'), name='gin_trgm_ops'), name='framework_search'),
        ),
        migrations.AddIndex(
            model_name='indicator',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func('title', 'title_ja', function='fold_text'), name='gin_trgm_ops'), name='indicator_search'),
        ),
        migrations.AddIndex(
            model_name='initiative',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('search_text', function='bigrams'), name='initiative_bigrams'),
        ),
        migrations.AddIndex(
            model_name='initiative',
            index=django.contrib.postgres.indexes.HashIndex(models.Func('name', function='fold_text'), condition=models.Q(('name', ''), _negated=True), name='initiative_name_folded'),
        ),
        migrations.AddIndex(
            model_name='initiative',
            index=django.contrib.postgres.indexes.HashIndex(models.Func('name_ja', function='fold_text'), condition=models.Q(('name_ja', ''), _negated=True), name='initiative_name_ja_folded'),
        ),
        migrations.AddIndex(
            model_name='organization',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('search_text', function='bigrams'), name='organization_bigrams'),
        ),
        migrations.AddIndex(
            model_name='organization',
            index=django.contrib.postgres.indexes.HashIndex(models.Func('name', function='fold_text'), condition=models.Q(('name', ''), _negated=True), name='organization_name_folded'),
        ),
        migrations.AddIndex(
            model_name='organization',
            index=django.contrib.postgres.indexes.HashIndex(models.Func('name_ja', function='fold_text'), condition=models.Q(('name_ja', ''), _negated=True), name='organization_name_ja_folded'),
        ),
        migrations.AddIndex(
            model_name='organizationname',
            index=django.contrib.postgres.indexes.HashIndex(models.Func('name', function='fold_text'), condition=models.Q(('name', ''), _negated=True), name='organizationname_name_folded'),
        ),
        migrations.AddIndex(
            model_name='sector',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('search_text', function='bigrams'), name='sector_bigrams'),
        ),
        migrations.AddIndex(
            model_name='source',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('search_text', function='bigrams'), name='source_bigrams'),
        ),
        migrations.AddIndex(
            model_name='source',
            index=django.contrib.postgres.indexes.HashIndex(models.Func('title', function='fold_text'), condition=models.Q(('title', ''), _negated=True), name='source_title_folded'),
        ),
        migrations.AddIndex(
            model_name='source',
            index=django.contrib.postgres.indexes.HashIndex(models.Func('title_ja', function='fold_text'), condition=models.Q(('title_ja', ''), _negated=True), name='source_title_ja_folded'),
        ),
    ]
