"""Writers take turns, and what they write is stamped in the order of their turns.

``data_version`` is one row that every writing transaction counts up once. The stamps
of the history are later than all stamps before, and whoever holds the turn holds it
until the transaction ends: an answer that was given at one stamp can be given again.
"""

from django.db import migrations, models
import consortium.models.base
import pgtrigger.compiler
import pgtrigger.migrations
from consortium.migrations._together import Together

TURNS = """
CREATE TABLE data_version (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  number bigint NOT NULL,
  written_at timestamptz NOT NULL);
INSERT INTO data_version (number, written_at) VALUES (0, clock_timestamp());

CREATE FUNCTION take_turn() RETURNS void LANGUAGE sql
RETURN pg_advisory_xact_lock(6340871);

CREATE FUNCTION written_at() RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
  stamp text := current_setting('tracker.written_at', true);
BEGIN
  IF stamp IS NULL OR stamp = '' THEN
    PERFORM take_turn();
    UPDATE data_version
    SET number = number + 1,
      written_at = greatest(
        clock_timestamp(), data_version.written_at + interval '1 microsecond')
    RETURNING data_version.written_at INTO stamp;
    PERFORM set_config('tracker.written_at', stamp, true);
  END IF;
  RETURN stamp::timestamptz;
END
$$;
"""
UNDO = """
DROP FUNCTION written_at;
DROP FUNCTION take_turn;
DROP TABLE data_version;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('consortium', '0005_roles'),
    ]

    operations = [
        migrations.RunSQL(TURNS, UNDO),
        Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='alignment',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='alignment',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='alignment',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='alignment',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='exchangerate',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='exchangerate',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='exchangerate',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='exchangerate',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='finding',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='finding',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='finding',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='finding',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='framework',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='framework',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='framework',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='framework',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='funding',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='funding',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='funding',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='funding',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fundingpurpose',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fundingpurpose',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fundingpurpose',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='importrun',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='importrun',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='importrun',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='initiative',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='initiative',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='initiative',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='initiative',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='initiativesector',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='initiativesector',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='initiativesector',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='initiativesector',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='member',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='member',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='member',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='member',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='milestone',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='milestone',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='milestone',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='milestone',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='milestonedependency',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='milestonedependency',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='milestonedependency',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='observation',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='observation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='observation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='observation',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organization',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organization',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organization',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organization',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationidentifier',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationidentifier',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationidentifier',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationmerge',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationmerge',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationmerge',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationmerge',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationname',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationname',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationname',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationsector',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationsector',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organizationsector',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='sector',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='sector',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='sector',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='sector',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='touch',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='delete_delete',
        ),
        migrations.AlterField(
            model_name='alignment',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='alignment',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='alignmentevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='alignmentevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='claimevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='claimevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='exchangerate',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='exchangerate',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='exchangerateevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='exchangerateevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='finding',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='finding',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='findingevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='findingevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='framework',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='framework',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='frameworkevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='frameworkevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='funding',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='funding',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='fundingevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='fundingevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='indicator',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='indicator',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='indicatorevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='indicatorevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='initiative',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='initiative',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='initiativeevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='initiativeevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='initiativesector',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='initiativesector',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='initiativesectorevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='initiativesectorevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='member',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='member',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='memberevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='memberevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='milestone',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='milestone',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='milestoneevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='milestoneevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='observationevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='observationevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='organization',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='organization',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='organizationevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='organizationevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='organizationmerge',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='organizationmerge',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='organizationmergeevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='organizationmergeevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='sector',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='sector',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='sectorevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='sectorevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='source',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='source',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        migrations.AlterField(
            model_name='sourceevent',
            name='created_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='created'),
        ),
        migrations.AlterField(
            model_name='sourceevent',
            name='updated_at',
            field=models.DateTimeField(db_default=consortium.models.base.WrittenAt(), editable=False, verbose_name='changed'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alignment',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."framework_id" IS DISTINCT FROM (NEW."framework_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."relation" IS DISTINCT FROM (NEW."relation") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='077425a1cc3f3ef844a6028b76b9bf422d8af469', operation='UPDATE', pgid='pgtrigger_touch_9221b', table='consortium_alignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alignment',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='3c65a42c5e292509c0bc0e54bbf0fe4dfabcadb7', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_b9a33', table='consortium_alignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alignment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_alignmentevent" ("country", "created_at", "external_id", "framework_id", "id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "relation", "retracted_at", "retracted_by_id", "retraction_reason", "state", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (NEW."country", NEW."created_at", NEW."external_id", NEW."framework_id", NEW."id", NEW."initiative_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."relation", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='4c7861fdf1176df6fe20ceed1f6d6d3caaec9a67', operation='INSERT', pgid='pgtrigger_insert_insert_85f4f', table='consortium_alignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alignment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_alignmentevent" ("country", "created_at", "external_id", "framework_id", "id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "relation", "retracted_at", "retracted_by_id", "retraction_reason", "state", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (NEW."country", NEW."created_at", NEW."external_id", NEW."framework_id", NEW."id", NEW."initiative_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."relation", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='adac44be7cf3d3400b4a8d12e5ffa0b811175caf', operation='UPDATE', pgid='pgtrigger_update_update_342ee', table='consortium_alignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alignment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_alignmentevent" ("country", "created_at", "external_id", "framework_id", "id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "relation", "retracted_at", "retracted_by_id", "retraction_reason", "state", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (OLD."country", OLD."created_at", OLD."external_id", OLD."framework_id", OLD."id", OLD."initiative_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."relation", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."updated_at", OLD."version"); RETURN NULL;', hash='c6de80e2e063c8e4eddbe12b9cec5c4dd53417a1', operation='DELETE', pgid='pgtrigger_delete_delete_341d6', table='consortium_alignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."alignment_id" IS DISTINCT FROM (NEW."alignment_id") OR OLD."as_reported" IS DISTINCT FROM (NEW."as_reported") OR OLD."attributed_to_id" IS DISTINCT FROM (NEW."attributed_to_id") OR OLD."because" IS DISTINCT FROM (NEW."because") OR OLD."conversion_of_id" IS DISTINCT FROM (NEW."conversion_of_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."credibility" IS DISTINCT FROM (NEW."credibility") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision_reason" IS DISTINCT FROM (NEW."decision_reason") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."funding_id" IS DISTINCT FROM (NEW."funding_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_run_id" IS DISTINCT FROM (NEW."import_run_id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."initiative_sector_id" IS DISTINCT FROM (NEW."initiative_sector_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."locator" IS DISTINCT FROM (NEW."locator") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."milestone_id" IS DISTINCT FROM (NEW."milestone_id") OR OLD."observation_id" IS DISTINCT FROM (NEW."observation_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."preferred" IS DISTINCT FROM (NEW."preferred") OR OLD."quote" IS DISTINCT FROM (NEW."quote") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."single_handed" IS DISTINCT FROM (NEW."single_handed") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."statement" IS DISTINCT FROM (NEW."statement") OR OLD."statement_ja" IS DISTINCT FROM (NEW."statement_ja") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."valid" IS DISTINCT FROM (NEW."valid") OR OLD."value" IS DISTINCT FROM (NEW."value"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='77087afe5f9e4cbb98bb6cc7003a6d0e8f7a5faf', operation='UPDATE', pgid='pgtrigger_touch_bbde9', table='consortium_claim', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='8865abcae23d4004727acbd2416ab53024ebc4df', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_fbe07', table='consortium_claim', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_claimevent" ("alignment_id", "as_reported", "attributed_to_id", "because", "conversion_of_id", "created_at", "credibility", "decided_at", "decided_by_id", "decision_reason", "external_id", "field", "funding_id", "id", "import_run_id", "initiative_id", "initiative_sector_id", "kind", "language", "locator", "member_id", "milestone_id", "observation_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferred", "quote", "recorded_by_id", "single_handed", "source_id", "statement", "statement_ja", "status", "updated_at", "valid", "value", "version") VALUES (NEW."alignment_id", NEW."as_reported", NEW."attributed_to_id", NEW."because", NEW."conversion_of_id", NEW."created_at", NEW."credibility", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."external_id", NEW."field", NEW."funding_id", NEW."id", NEW."import_run_id", NEW."initiative_id", NEW."initiative_sector_id", NEW."kind", NEW."language", NEW."locator", NEW."member_id", NEW."milestone_id", NEW."observation_id", NEW."organization_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."preferred", NEW."quote", NEW."recorded_by_id", NEW."single_handed", NEW."source_id", NEW."statement", NEW."statement_ja", NEW."status", NEW."updated_at", NEW."valid", NEW."value", NEW."version"); RETURN NULL;', hash='bdfcb7e4b711cf02602aa8be0f2814e8a67fdb28', operation='INSERT', pgid='pgtrigger_insert_insert_7187b', table='consortium_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_claimevent" ("alignment_id", "as_reported", "attributed_to_id", "because", "conversion_of_id", "created_at", "credibility", "decided_at", "decided_by_id", "decision_reason", "external_id", "field", "funding_id", "id", "import_run_id", "initiative_id", "initiative_sector_id", "kind", "language", "locator", "member_id", "milestone_id", "observation_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferred", "quote", "recorded_by_id", "single_handed", "source_id", "statement", "statement_ja", "status", "updated_at", "valid", "value", "version") VALUES (NEW."alignment_id", NEW."as_reported", NEW."attributed_to_id", NEW."because", NEW."conversion_of_id", NEW."created_at", NEW."credibility", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."external_id", NEW."field", NEW."funding_id", NEW."id", NEW."import_run_id", NEW."initiative_id", NEW."initiative_sector_id", NEW."kind", NEW."language", NEW."locator", NEW."member_id", NEW."milestone_id", NEW."observation_id", NEW."organization_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."preferred", NEW."quote", NEW."recorded_by_id", NEW."single_handed", NEW."source_id", NEW."statement", NEW."statement_ja", NEW."status", NEW."updated_at", NEW."valid", NEW."value", NEW."version"); RETURN NULL;', hash='7ecd90dabb7cf30f9add7e94e76135c7562f77a1', operation='UPDATE', pgid='pgtrigger_update_update_366bb', table='consortium_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_claimevent" ("alignment_id", "as_reported", "attributed_to_id", "because", "conversion_of_id", "created_at", "credibility", "decided_at", "decided_by_id", "decision_reason", "external_id", "field", "funding_id", "id", "import_run_id", "initiative_id", "initiative_sector_id", "kind", "language", "locator", "member_id", "milestone_id", "observation_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferred", "quote", "recorded_by_id", "single_handed", "source_id", "statement", "statement_ja", "status", "updated_at", "valid", "value", "version") VALUES (OLD."alignment_id", OLD."as_reported", OLD."attributed_to_id", OLD."because", OLD."conversion_of_id", OLD."created_at", OLD."credibility", OLD."decided_at", OLD."decided_by_id", OLD."decision_reason", OLD."external_id", OLD."field", OLD."funding_id", OLD."id", OLD."import_run_id", OLD."initiative_id", OLD."initiative_sector_id", OLD."kind", OLD."language", OLD."locator", OLD."member_id", OLD."milestone_id", OLD."observation_id", OLD."organization_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."preferred", OLD."quote", OLD."recorded_by_id", OLD."single_handed", OLD."source_id", OLD."statement", OLD."statement_ja", OLD."status", OLD."updated_at", OLD."valid", OLD."value", OLD."version"); RETURN NULL;', hash='7af375e96ace9f30fb7f320bd604155104d0cc1c', operation='DELETE', pgid='pgtrigger_delete_delete_b8b72', table='consortium_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."base" IS DISTINCT FROM (NEW."base") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."rate" IS DISTINCT FROM (NEW."rate"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='ad3a9d5c238d75fa2d722f375e1f2d82fccd6d9b', operation='UPDATE', pgid='pgtrigger_touch_da3e2', table='consortium_exchangerate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='6dd674c3f736ddb03944ba681ebf819c42ffc269', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_de215', table='consortium_exchangerate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "consortium_exchangerateevent" ("base", "created_at", "currency", "date", "id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "updated_at", "version") SELECT new_values."base", new_values."created_at", new_values."currency", new_values."date", new_values."id", new_values."origin", _pgh_attached_context.value, written_at(), \'insert\', new_values."id", new_values."rate", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dc8a373adc04ae5669513b46671dd7cfb731b566', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_17e97', referencing='REFERENCING NEW TABLE AS new_values ', table='consortium_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_exchangerateevent" ("base", "created_at", "currency", "date", "id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "updated_at", "version") VALUES (NEW."base", NEW."created_at", NEW."currency", NEW."date", NEW."id", NEW."origin", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."rate", NEW."updated_at", NEW."version"); RETURN NULL;', hash='9e64c227df22053a4c92551024d1782e6d45111a', operation='UPDATE', pgid='pgtrigger_update_update_d5126', table='consortium_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_exchangerateevent" ("base", "created_at", "currency", "date", "id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "updated_at", "version") VALUES (OLD."base", OLD."created_at", OLD."currency", OLD."date", OLD."id", OLD."origin", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."rate", OLD."updated_at", OLD."version"); RETURN NULL;', hash='23be2c219184c9fb799ba6280b1ba1662dba8c1c', operation='DELETE', pgid='pgtrigger_delete_delete_75cc9', table='consortium_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."alignment_id" IS DISTINCT FROM (NEW."alignment_id") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."details" IS DISTINCT FROM (NEW."details") OR OLD."fingerprint" IS DISTINCT FROM (NEW."fingerprint") OR OLD."first_seen" IS DISTINCT FROM (NEW."first_seen") OR OLD."framework_id" IS DISTINCT FROM (NEW."framework_id") OR OLD."funding_id" IS DISTINCT FROM (NEW."funding_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."initiative_sector_id" IS DISTINCT FROM (NEW."initiative_sector_id") OR OLD."last_seen" IS DISTINCT FROM (NEW."last_seen") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."message" IS DISTINCT FROM (NEW."message") OR OLD."message_ja" IS DISTINCT FROM (NEW."message_ja") OR OLD."milestone_id" IS DISTINCT FROM (NEW."milestone_id") OR OLD."observation_id" IS DISTINCT FROM (NEW."observation_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."severity" IS DISTINCT FROM (NEW."severity") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='daecfd76eb23b3f48bb6536aa562259375f7d1e8', operation='UPDATE', pgid='pgtrigger_touch_118ab', table='consortium_finding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='d2ea262fef54fe30431595bd453aa422c97db9b0', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_73585', table='consortium_finding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_findingevent" ("alignment_id", "claim_id", "code", "created_at", "decided_at", "decided_by_id", "details", "fingerprint", "first_seen", "framework_id", "funding_id", "id", "initiative_id", "initiative_sector_id", "last_seen", "member_id", "message", "message_ja", "milestone_id", "observation_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "severity", "source_id", "state", "updated_at", "version") VALUES (NEW."alignment_id", NEW."claim_id", NEW."code", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."details", NEW."fingerprint", NEW."first_seen", NEW."framework_id", NEW."funding_id", NEW."id", NEW."initiative_id", NEW."initiative_sector_id", NEW."last_seen", NEW."member_id", NEW."message", NEW."message_ja", NEW."milestone_id", NEW."observation_id", NEW."organization_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."reason", NEW."severity", NEW."source_id", NEW."state", NEW."updated_at", NEW."version"); RETURN NULL;', hash='f4352c6298c62fe3d690afe79641d40e1534b0c5', operation='INSERT', pgid='pgtrigger_insert_insert_72e1a', table='consortium_finding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_findingevent" ("alignment_id", "claim_id", "code", "created_at", "decided_at", "decided_by_id", "details", "fingerprint", "first_seen", "framework_id", "funding_id", "id", "initiative_id", "initiative_sector_id", "last_seen", "member_id", "message", "message_ja", "milestone_id", "observation_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "severity", "source_id", "state", "updated_at", "version") VALUES (NEW."alignment_id", NEW."claim_id", NEW."code", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."details", NEW."fingerprint", NEW."first_seen", NEW."framework_id", NEW."funding_id", NEW."id", NEW."initiative_id", NEW."initiative_sector_id", NEW."last_seen", NEW."member_id", NEW."message", NEW."message_ja", NEW."milestone_id", NEW."observation_id", NEW."organization_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."reason", NEW."severity", NEW."source_id", NEW."state", NEW."updated_at", NEW."version"); RETURN NULL;', hash='305b447e9b8bb9d185d232f81394cb39838cde3a', operation='UPDATE', pgid='pgtrigger_update_update_97812', table='consortium_finding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_findingevent" ("alignment_id", "claim_id", "code", "created_at", "decided_at", "decided_by_id", "details", "fingerprint", "first_seen", "framework_id", "funding_id", "id", "initiative_id", "initiative_sector_id", "last_seen", "member_id", "message", "message_ja", "milestone_id", "observation_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "severity", "source_id", "state", "updated_at", "version") VALUES (OLD."alignment_id", OLD."claim_id", OLD."code", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."details", OLD."fingerprint", OLD."first_seen", OLD."framework_id", OLD."funding_id", OLD."id", OLD."initiative_id", OLD."initiative_sector_id", OLD."last_seen", OLD."member_id", OLD."message", OLD."message_ja", OLD."milestone_id", OLD."observation_id", OLD."organization_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."reason", OLD."severity", OLD."source_id", OLD."state", OLD."updated_at", OLD."version"); RETURN NULL;', hash='f02a2bc46076be43f280c95fc3229821022ca289', operation='DELETE', pgid='pgtrigger_delete_delete_59f7d', table='consortium_finding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identifier" IS DISTINCT FROM (NEW."identifier") OR OLD."identity_known" IS DISTINCT FROM (NEW."identity_known") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_ja" IS DISTINCT FROM (NEW."name_ja") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='cd53aad5fb0fb85c6a3fa0aafc10b2ab7fbe0d3e', operation='UPDATE', pgid='pgtrigger_touch_fb91f', table='consortium_framework', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='f8f7923d55d8b327d6be498f70d9fcb377eecf58', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_7f35a', table='consortium_framework', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_frameworkevent" ("created_at", "id", "identifier", "identity_known", "name", "name_ja", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "slug", "state", "submitted_at", "submitted_by_id", "updated_at", "url", "version") VALUES (NEW."created_at", NEW."id", NEW."identifier", NEW."identity_known", NEW."name", NEW."name_ja", NEW."owner_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."slug", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."url", NEW."version"); RETURN NULL;', hash='d7e214d6bb44a7e5c48383fc3784c48aacbc11bf', operation='INSERT', pgid='pgtrigger_insert_insert_e0783', table='consortium_framework', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_frameworkevent" ("created_at", "id", "identifier", "identity_known", "name", "name_ja", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "slug", "state", "submitted_at", "submitted_by_id", "updated_at", "url", "version") VALUES (NEW."created_at", NEW."id", NEW."identifier", NEW."identity_known", NEW."name", NEW."name_ja", NEW."owner_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."slug", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."url", NEW."version"); RETURN NULL;', hash='238f027dd91e814d48c12176017364f0a5902949', operation='UPDATE', pgid='pgtrigger_update_update_4908e', table='consortium_framework', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_frameworkevent" ("created_at", "id", "identifier", "identity_known", "name", "name_ja", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "slug", "state", "submitted_at", "submitted_by_id", "updated_at", "url", "version") VALUES (OLD."created_at", OLD."id", OLD."identifier", OLD."identity_known", OLD."name", OLD."name_ja", OLD."owner_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."slug", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."updated_at", OLD."url", OLD."version"); RETURN NULL;', hash='a784ed1d55a782fe2de7abaea57547e564fb0962', operation='DELETE', pgid='pgtrigger_delete_delete_afe0c', table='consortium_framework', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='funding',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."amount_high" IS DISTINCT FROM (NEW."amount_high") OR OLD."channel_id" IS DISTINCT FROM (NEW."channel_id") OR OLD."conditions" IS DISTINCT FROM (NEW."conditions") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."dated" IS DISTINCT FROM (NEW."dated") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."financed_by" IS DISTINCT FROM (NEW."financed_by") OR OLD."funder_id" IS DISTINCT FROM (NEW."funder_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."instrument" IS DISTINCT FROM (NEW."instrument") OR OLD."part_of_id" IS DISTINCT FROM (NEW."part_of_id") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."qualifier" IS DISTINCT FROM (NEW."qualifier") OR OLD."recipient_id" IS DISTINCT FROM (NEW."recipient_id") OR OLD."recipient_text" IS DISTINCT FROM (NEW."recipient_text") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='ca96fca503df05302c9380db720f29fc8a7b7550', operation='UPDATE', pgid='pgtrigger_touch_7b835', table='consortium_funding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='funding',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='713ab699d2bf516753f9fc2e559340dd0fe6d8d7', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_9ef5c', table='consortium_funding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='funding',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_fundingevent" ("amount", "amount_high", "channel_id", "conditions", "created_at", "currency", "dated", "external_id", "financed_by", "funder_id", "id", "initiative_id", "instrument", "part_of_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "qualifier", "recipient_id", "recipient_text", "retracted_at", "retracted_by_id", "retraction_reason", "stage", "state", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (NEW."amount", NEW."amount_high", NEW."channel_id", NEW."conditions", NEW."created_at", NEW."currency", NEW."dated", NEW."external_id", NEW."financed_by", NEW."funder_id", NEW."id", NEW."initiative_id", NEW."instrument", NEW."part_of_id", NEW."period", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."qualifier", NEW."recipient_id", NEW."recipient_text", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."stage", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='043eacac18206180e5150f49b450c8fbd16ae875', operation='INSERT', pgid='pgtrigger_insert_insert_125f4', table='consortium_funding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='funding',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_fundingevent" ("amount", "amount_high", "channel_id", "conditions", "created_at", "currency", "dated", "external_id", "financed_by", "funder_id", "id", "initiative_id", "instrument", "part_of_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "qualifier", "recipient_id", "recipient_text", "retracted_at", "retracted_by_id", "retraction_reason", "stage", "state", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (NEW."amount", NEW."amount_high", NEW."channel_id", NEW."conditions", NEW."created_at", NEW."currency", NEW."dated", NEW."external_id", NEW."financed_by", NEW."funder_id", NEW."id", NEW."initiative_id", NEW."instrument", NEW."part_of_id", NEW."period", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."qualifier", NEW."recipient_id", NEW."recipient_text", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."stage", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='a927ad79b27e85fe793abe313f5778dd902f14af', operation='UPDATE', pgid='pgtrigger_update_update_d69c4', table='consortium_funding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='funding',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_fundingevent" ("amount", "amount_high", "channel_id", "conditions", "created_at", "currency", "dated", "external_id", "financed_by", "funder_id", "id", "initiative_id", "instrument", "part_of_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "qualifier", "recipient_id", "recipient_text", "retracted_at", "retracted_by_id", "retraction_reason", "stage", "state", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (OLD."amount", OLD."amount_high", OLD."channel_id", OLD."conditions", OLD."created_at", OLD."currency", OLD."dated", OLD."external_id", OLD."financed_by", OLD."funder_id", OLD."id", OLD."initiative_id", OLD."instrument", OLD."part_of_id", OLD."period", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."qualifier", OLD."recipient_id", OLD."recipient_text", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."stage", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."updated_at", OLD."version"); RETURN NULL;', hash='3af6fdc1717e71661a36c804ae6d475eb7827dbf', operation='DELETE', pgid='pgtrigger_delete_delete_8a535', table='consortium_funding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundingpurpose',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='b5ea8c6a540974e2ae2b24a3a5f040e4a2fa412e', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_6fdc8', table='consortium_fundingpurpose', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundingpurpose',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_fundingpurposeevent" ("as_written", "funding_id", "id", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (NEW."as_written", NEW."funding_id", NEW."id", NEW."percentage", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."sector_id"); RETURN NULL;', hash='44251a62e6a5ae22e2863661065420513df3d7ef', operation='INSERT', pgid='pgtrigger_insert_insert_b3931', table='consortium_fundingpurpose', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundingpurpose',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_fundingpurposeevent" ("as_written", "funding_id", "id", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (NEW."as_written", NEW."funding_id", NEW."id", NEW."percentage", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."sector_id"); RETURN NULL;', hash='b3d50f36ca03ce9725970604bbd88fc61c291995', operation='UPDATE', pgid='pgtrigger_update_update_31328', table='consortium_fundingpurpose', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundingpurpose',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_fundingpurposeevent" ("as_written", "funding_id", "id", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (OLD."as_written", OLD."funding_id", OLD."id", OLD."percentage", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."sector_id"); RETURN NULL;', hash='dc7f269823832fa397c6c55277183d3481a0cea0', operation='DELETE', pgid='pgtrigger_delete_delete_60746', table='consortium_fundingpurpose', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importrun',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='6d9592220958917392ffe68a45658f1559d61bae', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_c078d', table='consortium_importrun', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importrun',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_importrunevent" ("counts", "errors", "finished_at", "id", "importer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "source_name", "started_at", "started_by_id", "state") VALUES (NEW."counts", NEW."errors", NEW."finished_at", NEW."id", NEW."importer", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."sha256", NEW."source_name", NEW."started_at", NEW."started_by_id", NEW."state"); RETURN NULL;', hash='e2ac393f5187bc44022fa7177bed7ccf510c25ac', operation='INSERT', pgid='pgtrigger_insert_insert_6a332', table='consortium_importrun', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importrun',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_importrunevent" ("counts", "errors", "finished_at", "id", "importer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "source_name", "started_at", "started_by_id", "state") VALUES (NEW."counts", NEW."errors", NEW."finished_at", NEW."id", NEW."importer", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."sha256", NEW."source_name", NEW."started_at", NEW."started_by_id", NEW."state"); RETURN NULL;', hash='9f694b00f75a623cbbeee0ed4ba5e9736c7bdca9', operation='UPDATE', pgid='pgtrigger_update_update_459cc', table='consortium_importrun', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importrun',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_importrunevent" ("counts", "errors", "finished_at", "id", "importer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "source_name", "started_at", "started_by_id", "state") VALUES (OLD."counts", OLD."errors", OLD."finished_at", OLD."id", OLD."importer", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."sha256", OLD."source_name", OLD."started_at", OLD."started_by_id", OLD."state"); RETURN NULL;', hash='541d293a333ac27cc693d4191b709e28d8badf65', operation='DELETE', pgid='pgtrigger_delete_delete_ed40f', table='consortium_importrun', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."measure" IS DISTINCT FROM (NEW."measure") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."title_ja" IS DISTINCT FROM (NEW."title_ja") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='0a9c4bac22cb6d1986bb2884fbe136febf29c590', operation='UPDATE', pgid='pgtrigger_touch_43fe6', table='consortium_indicator', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='e95cc52aedf698cd0c546ea8c05acc2cf1b568f3', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_ebbce', table='consortium_indicator', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_indicatorevent" ("created_at", "direction", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "scope", "slug", "state", "submitted_at", "submitted_by_id", "title", "title_ja", "unit", "updated_at", "version") VALUES (NEW."created_at", NEW."direction", NEW."id", NEW."measure", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."scope", NEW."slug", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."title", NEW."title_ja", NEW."unit", NEW."updated_at", NEW."version"); RETURN NULL;', hash='10cc4e91679a0fe83889d3dc20c29b300a82a98b', operation='INSERT', pgid='pgtrigger_insert_insert_6df5f', table='consortium_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_indicatorevent" ("created_at", "direction", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "scope", "slug", "state", "submitted_at", "submitted_by_id", "title", "title_ja", "unit", "updated_at", "version") VALUES (NEW."created_at", NEW."direction", NEW."id", NEW."measure", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."scope", NEW."slug", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."title", NEW."title_ja", NEW."unit", NEW."updated_at", NEW."version"); RETURN NULL;', hash='786c5e59571fc704e738196fd42f242ec9ef60b3', operation='UPDATE', pgid='pgtrigger_update_update_b683b', table='consortium_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_indicatorevent" ("created_at", "direction", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "scope", "slug", "state", "submitted_at", "submitted_by_id", "title", "title_ja", "unit", "updated_at", "version") VALUES (OLD."created_at", OLD."direction", OLD."id", OLD."measure", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."scope", OLD."slug", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."title", OLD."title_ja", OLD."unit", OLD."updated_at", OLD."version"); RETURN NULL;', hash='3221eb8717625a8d53d2c3a7387ae93f36d2261a', operation='DELETE', pgid='pgtrigger_delete_delete_c85e6', table='consortium_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."actual_end" IS DISTINCT FROM (NEW."actual_end") OR OLD."actual_start" IS DISTINCT FROM (NEW."actual_start") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."member_count_meaning" IS DISTINCT FROM (NEW."member_count_meaning") OR OLD."member_count_meaning_ja" IS DISTINCT FROM (NEW."member_count_meaning_ja") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_is_provisional" IS DISTINCT FROM (NEW."name_is_provisional") OR OLD."name_ja" IS DISTINCT FROM (NEW."name_ja") OR OLD."objective" IS DISTINCT FROM (NEW."objective") OR OLD."objective_ja" IS DISTINCT FROM (NEW."objective_ja") OR OLD."part_of_id" IS DISTINCT FROM (NEW."part_of_id") OR OLD."planned_end" IS DISTINCT FROM (NEW."planned_end") OR OLD."planned_start" IS DISTINCT FROM (NEW."planned_start") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."reported_member_count" IS DISTINCT FROM (NEW."reported_member_count") OR OLD."reported_member_count_qualifier" IS DISTINCT FROM (NEW."reported_member_count_qualifier") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."summary_ja" IS DISTINCT FROM (NEW."summary_ja"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='061a7a7380d5835c964f98ea051458d9e98eb0c5', operation='UPDATE', pgid='pgtrigger_touch_9a429', table='consortium_initiative', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='2185b057a2a4620f65a0ce7138f04c61bbc91836', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_b743a', table='consortium_initiative', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_initiativeevent" ("actual_end", "actual_start", "country", "created_at", "id", "kind", "member_count_meaning", "member_count_meaning_ja", "name", "name_is_provisional", "name_ja", "objective", "objective_ja", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_end", "planned_start", "published_at", "published_by_id", "reported_member_count", "reported_member_count_qualifier", "retracted_at", "retracted_by_id", "retraction_reason", "slug", "state", "status", "submitted_at", "submitted_by_id", "summary", "summary_ja", "updated_at", "version") VALUES (NEW."actual_end", NEW."actual_start", NEW."country", NEW."created_at", NEW."id", NEW."kind", NEW."member_count_meaning", NEW."member_count_meaning_ja", NEW."name", NEW."name_is_provisional", NEW."name_ja", NEW."objective", NEW."objective_ja", NEW."part_of_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."planned_end", NEW."planned_start", NEW."published_at", NEW."published_by_id", NEW."reported_member_count", NEW."reported_member_count_qualifier", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."slug", NEW."state", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."summary_ja", NEW."updated_at", NEW."version"); RETURN NULL;', hash='f6ee2ef33d726d42d0013ab8ec3b095776a4f6a2', operation='INSERT', pgid='pgtrigger_insert_insert_0aee9', table='consortium_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_initiativeevent" ("actual_end", "actual_start", "country", "created_at", "id", "kind", "member_count_meaning", "member_count_meaning_ja", "name", "name_is_provisional", "name_ja", "objective", "objective_ja", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_end", "planned_start", "published_at", "published_by_id", "reported_member_count", "reported_member_count_qualifier", "retracted_at", "retracted_by_id", "retraction_reason", "slug", "state", "status", "submitted_at", "submitted_by_id", "summary", "summary_ja", "updated_at", "version") VALUES (NEW."actual_end", NEW."actual_start", NEW."country", NEW."created_at", NEW."id", NEW."kind", NEW."member_count_meaning", NEW."member_count_meaning_ja", NEW."name", NEW."name_is_provisional", NEW."name_ja", NEW."objective", NEW."objective_ja", NEW."part_of_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."planned_end", NEW."planned_start", NEW."published_at", NEW."published_by_id", NEW."reported_member_count", NEW."reported_member_count_qualifier", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."slug", NEW."state", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."summary_ja", NEW."updated_at", NEW."version"); RETURN NULL;', hash='75268963637963bb9de0c75e5ef999db52270660', operation='UPDATE', pgid='pgtrigger_update_update_07e08', table='consortium_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_initiativeevent" ("actual_end", "actual_start", "country", "created_at", "id", "kind", "member_count_meaning", "member_count_meaning_ja", "name", "name_is_provisional", "name_ja", "objective", "objective_ja", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_end", "planned_start", "published_at", "published_by_id", "reported_member_count", "reported_member_count_qualifier", "retracted_at", "retracted_by_id", "retraction_reason", "slug", "state", "status", "submitted_at", "submitted_by_id", "summary", "summary_ja", "updated_at", "version") VALUES (OLD."actual_end", OLD."actual_start", OLD."country", OLD."created_at", OLD."id", OLD."kind", OLD."member_count_meaning", OLD."member_count_meaning_ja", OLD."name", OLD."name_is_provisional", OLD."name_ja", OLD."objective", OLD."objective_ja", OLD."part_of_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."planned_end", OLD."planned_start", OLD."published_at", OLD."published_by_id", OLD."reported_member_count", OLD."reported_member_count_qualifier", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."slug", OLD."state", OLD."status", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."summary_ja", OLD."updated_at", OLD."version"); RETURN NULL;', hash='23a9ed3d53a5d4b20748495748e20bc36739d466', operation='DELETE', pgid='pgtrigger_delete_delete_e208b', table='consortium_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."as_written" IS DISTINCT FROM (NEW."as_written") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."percentage" IS DISTINCT FROM (NEW."percentage") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."relation" IS DISTINCT FROM (NEW."relation") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."sector_id" IS DISTINCT FROM (NEW."sector_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='d88a965763be7fc5fafc7091881952f1a63e54da', operation='UPDATE', pgid='pgtrigger_touch_4e806', table='consortium_initiativesector', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='63d84f44dc599906b785dd24d4360d1b68be45d7', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_f85af', table='consortium_initiativesector', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_initiativesectorevent" ("as_written", "created_at", "external_id", "id", "initiative_id", "note", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "relation", "retracted_at", "retracted_by_id", "retraction_reason", "sector_id", "state", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (NEW."as_written", NEW."created_at", NEW."external_id", NEW."id", NEW."initiative_id", NEW."note", NEW."percentage", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."relation", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."sector_id", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='8da8fc0664d9a37f808103b74cad1cb30066fac2', operation='INSERT', pgid='pgtrigger_insert_insert_d8772', table='consortium_initiativesector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_initiativesectorevent" ("as_written", "created_at", "external_id", "id", "initiative_id", "note", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "relation", "retracted_at", "retracted_by_id", "retraction_reason", "sector_id", "state", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (NEW."as_written", NEW."created_at", NEW."external_id", NEW."id", NEW."initiative_id", NEW."note", NEW."percentage", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."relation", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."sector_id", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='8d4227bceab51d1dd1beda30c8b07a1ad6d29a30', operation='UPDATE', pgid='pgtrigger_update_update_a6ba3', table='consortium_initiativesector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_initiativesectorevent" ("as_written", "created_at", "external_id", "id", "initiative_id", "note", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "relation", "retracted_at", "retracted_by_id", "retraction_reason", "sector_id", "state", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (OLD."as_written", OLD."created_at", OLD."external_id", OLD."id", OLD."initiative_id", OLD."note", OLD."percentage", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."relation", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."sector_id", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."updated_at", OLD."version"); RETURN NULL;', hash='6ddadb03a13672549b720c6b598cbefc42560754', operation='DELETE', pgid='pgtrigger_delete_delete_f15ab', table='consortium_initiativesector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."joined" IS DISTINCT FROM (NEW."joined") OR OLD."left" IS DISTINCT FROM (NEW."left") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."roles" IS DISTINCT FROM (NEW."roles") OR OLD."stake" IS DISTINCT FROM (NEW."stake") OR OLD."stake_qualifier" IS DISTINCT FROM (NEW."stake_qualifier") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='399105293375023ca3d6b6c6bc11b9e1633ae9de', operation='UPDATE', pgid='pgtrigger_touch_6d695', table='consortium_member', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='b9f49d8af6a541eb76791b124ec5122453aa4fcc', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_079fe', table='consortium_member', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_memberevent" ("created_at", "external_id", "id", "initiative_id", "joined", "left", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "roles", "stake", "stake_qualifier", "state", "status", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (NEW."created_at", NEW."external_id", NEW."id", NEW."initiative_id", NEW."joined", NEW."left", NEW."note", NEW."organization_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."roles", NEW."stake", NEW."stake_qualifier", NEW."state", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='5351c7f54103b0d766a800f384abf83b8ea79d67', operation='INSERT', pgid='pgtrigger_insert_insert_f3f4b', table='consortium_member', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_memberevent" ("created_at", "external_id", "id", "initiative_id", "joined", "left", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "roles", "stake", "stake_qualifier", "state", "status", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (NEW."created_at", NEW."external_id", NEW."id", NEW."initiative_id", NEW."joined", NEW."left", NEW."note", NEW."organization_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."roles", NEW."stake", NEW."stake_qualifier", NEW."state", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version"); RETURN NULL;', hash='4b02e12d8fcaf00d07e7b81749fac73a1694ab06', operation='UPDATE', pgid='pgtrigger_update_update_92b57', table='consortium_member', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_memberevent" ("created_at", "external_id", "id", "initiative_id", "joined", "left", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "roles", "stake", "stake_qualifier", "state", "status", "submitted_at", "submitted_by_id", "updated_at", "version") VALUES (OLD."created_at", OLD."external_id", OLD."id", OLD."initiative_id", OLD."joined", OLD."left", OLD."note", OLD."organization_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."roles", OLD."stake", OLD."stake_qualifier", OLD."state", OLD."status", OLD."submitted_at", OLD."submitted_by_id", OLD."updated_at", OLD."version"); RETURN NULL;', hash='4a6fa298e71cf8063a3748720c10a01d1141446d', operation='DELETE', pgid='pgtrigger_delete_delete_df1af', table='consortium_member', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."achieved" IS DISTINCT FROM (NEW."achieved") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."forecast" IS DISTINCT FROM (NEW."forecast") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."planned" IS DISTINCT FROM (NEW."planned") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."title_ja" IS DISTINCT FROM (NEW."title_ja"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='45c0f31221d0c956917c96bcca9d21aaf2d8a0ea', operation='UPDATE', pgid='pgtrigger_touch_4e3cf', table='consortium_milestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='fc9a939937934794d6029c96b35eb0cd0b49ecb8', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_3d1be', table='consortium_milestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_milestoneevent" ("achieved", "created_at", "external_id", "forecast", "id", "initiative_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "state", "status", "submitted_at", "submitted_by_id", "title", "title_ja", "updated_at", "version") VALUES (NEW."achieved", NEW."created_at", NEW."external_id", NEW."forecast", NEW."id", NEW."initiative_id", NEW."kind", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."planned", NEW."published_at", NEW."published_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."state", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."title", NEW."title_ja", NEW."updated_at", NEW."version"); RETURN NULL;', hash='edea339238d51ee088b69149854846cf18dd61b9', operation='INSERT', pgid='pgtrigger_insert_insert_495d4', table='consortium_milestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_milestoneevent" ("achieved", "created_at", "external_id", "forecast", "id", "initiative_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "state", "status", "submitted_at", "submitted_by_id", "title", "title_ja", "updated_at", "version") VALUES (NEW."achieved", NEW."created_at", NEW."external_id", NEW."forecast", NEW."id", NEW."initiative_id", NEW."kind", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."planned", NEW."published_at", NEW."published_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."state", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."title", NEW."title_ja", NEW."updated_at", NEW."version"); RETURN NULL;', hash='688248b9d5f770bcb2860019f894658c8be8c088', operation='UPDATE', pgid='pgtrigger_update_update_178dd', table='consortium_milestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_milestoneevent" ("achieved", "created_at", "external_id", "forecast", "id", "initiative_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "state", "status", "submitted_at", "submitted_by_id", "title", "title_ja", "updated_at", "version") VALUES (OLD."achieved", OLD."created_at", OLD."external_id", OLD."forecast", OLD."id", OLD."initiative_id", OLD."kind", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."planned", OLD."published_at", OLD."published_by_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."state", OLD."status", OLD."submitted_at", OLD."submitted_by_id", OLD."title", OLD."title_ja", OLD."updated_at", OLD."version"); RETURN NULL;', hash='7df7523eb63a6413d067a6799e6da993955659d1', operation='DELETE', pgid='pgtrigger_delete_delete_c8ce7', table='consortium_milestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestonedependency',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='fdcff301704989d6e1e214684b3982aaeda11926', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_862b5', table='consortium_milestonedependency', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestonedependency',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_milestonedependencyevent" ("depends_on_id", "id", "milestone_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."depends_on_id", NEW."id", NEW."milestone_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id"); RETURN NULL;', hash='a1f76e855070d56137713cd67429e34203d465f8', operation='INSERT', pgid='pgtrigger_insert_insert_40cd1', table='consortium_milestonedependency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestonedependency',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_milestonedependencyevent" ("depends_on_id", "id", "milestone_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."depends_on_id", NEW."id", NEW."milestone_id", _pgh_attach_context(), written_at(), \'update\', NEW."id"); RETURN NULL;', hash='f825f8f7179aa7698d894b3b7ed40cb8c01c7d90', operation='UPDATE', pgid='pgtrigger_update_update_d5778', table='consortium_milestonedependency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestonedependency',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_milestonedependencyevent" ("depends_on_id", "id", "milestone_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."depends_on_id", OLD."id", OLD."milestone_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id"); RETURN NULL;', hash='385aa3ec11198d114ed9a3d3fc604efeacc02f3b', operation='DELETE', pgid='pgtrigger_delete_delete_30ad4', table='consortium_milestonedependency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."indicator_id" IS DISTINCT FROM (NEW."indicator_id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."qualifier" IS DISTINCT FROM (NEW."qualifier") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."value_high" IS DISTINCT FROM (NEW."value_high"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='034583a286faf666fda45fc848c6f231174f3e9d', operation='UPDATE', pgid='pgtrigger_touch_16a91', table='consortium_observation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='133ffce3fde031d163d7456112f627ffbb5366df', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_e0adb', table='consortium_observation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_observationevent" ("created_at", "external_id", "id", "indicator_id", "initiative_id", "kind", "note", "organization_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "published_by_id", "qualifier", "retracted_at", "retracted_by_id", "retraction_reason", "state", "submitted_at", "submitted_by_id", "updated_at", "value", "value_high", "version") VALUES (NEW."created_at", NEW."external_id", NEW."id", NEW."indicator_id", NEW."initiative_id", NEW."kind", NEW."note", NEW."organization_id", NEW."period", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."place", NEW."published_at", NEW."published_by_id", NEW."qualifier", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."value", NEW."value_high", NEW."version"); RETURN NULL;', hash='62a2576f4bc5fede3bd377bd1fba49d6f19b9738', operation='INSERT', pgid='pgtrigger_insert_insert_ac06e', table='consortium_observation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_observationevent" ("created_at", "external_id", "id", "indicator_id", "initiative_id", "kind", "note", "organization_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "published_by_id", "qualifier", "retracted_at", "retracted_by_id", "retraction_reason", "state", "submitted_at", "submitted_by_id", "updated_at", "value", "value_high", "version") VALUES (NEW."created_at", NEW."external_id", NEW."id", NEW."indicator_id", NEW."initiative_id", NEW."kind", NEW."note", NEW."organization_id", NEW."period", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."place", NEW."published_at", NEW."published_by_id", NEW."qualifier", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."value", NEW."value_high", NEW."version"); RETURN NULL;', hash='a80fc047c430cb59a571443d044b95d23f5f7ebc', operation='UPDATE', pgid='pgtrigger_update_update_08ea2', table='consortium_observation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='observation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_observationevent" ("created_at", "external_id", "id", "indicator_id", "initiative_id", "kind", "note", "organization_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "published_by_id", "qualifier", "retracted_at", "retracted_by_id", "retraction_reason", "state", "submitted_at", "submitted_by_id", "updated_at", "value", "value_high", "version") VALUES (OLD."created_at", OLD."external_id", OLD."id", OLD."indicator_id", OLD."initiative_id", OLD."kind", OLD."note", OLD."organization_id", OLD."period", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."place", OLD."published_at", OLD."published_by_id", OLD."qualifier", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."updated_at", OLD."value", OLD."value_high", OLD."version"); RETURN NULL;', hash='b21c64574b2d3ca50b99ecc26993629cac0c1a57', operation='DELETE', pgid='pgtrigger_delete_delete_3527c', table='consortium_observation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identity" IS DISTINCT FROM (NEW."identity") OR OLD."identity_note" IS DISTINCT FROM (NEW."identity_note") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_ja" IS DISTINCT FROM (NEW."name_ja") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."search_text" IS DISTINCT FROM (NEW."search_text") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."website" IS DISTINCT FROM (NEW."website"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='d4cc44049f194f3b064385549da186c325157099', operation='UPDATE', pgid='pgtrigger_touch_45090', table='consortium_organization', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='ebaa93c11529931ee964c4243d9a6ca8c8b9cb32', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_0a908', table='consortium_organization', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_organizationevent" ("country", "created_at", "id", "identity", "identity_note", "kind", "name", "name_ja", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "search_text", "slug", "state", "submitted_at", "submitted_by_id", "updated_at", "version", "website") VALUES (NEW."country", NEW."created_at", NEW."id", NEW."identity", NEW."identity_note", NEW."kind", NEW."name", NEW."name_ja", NEW."parent_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."search_text", NEW."slug", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version", NEW."website"); RETURN NULL;', hash='ac0db7f00b774925af5450487e670aa9b7dbc4aa', operation='INSERT', pgid='pgtrigger_insert_insert_d4ccb', table='consortium_organization', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_organizationevent" ("country", "created_at", "id", "identity", "identity_note", "kind", "name", "name_ja", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "search_text", "slug", "state", "submitted_at", "submitted_by_id", "updated_at", "version", "website") VALUES (NEW."country", NEW."created_at", NEW."id", NEW."identity", NEW."identity_note", NEW."kind", NEW."name", NEW."name_ja", NEW."parent_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."search_text", NEW."slug", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version", NEW."website"); RETURN NULL;', hash='439e7f3797204b25edb8555b8b4e312d7241f91f', operation='UPDATE', pgid='pgtrigger_update_update_27f94', table='consortium_organization', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_organizationevent" ("country", "created_at", "id", "identity", "identity_note", "kind", "name", "name_ja", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "search_text", "slug", "state", "submitted_at", "submitted_by_id", "updated_at", "version", "website") VALUES (OLD."country", OLD."created_at", OLD."id", OLD."identity", OLD."identity_note", OLD."kind", OLD."name", OLD."name_ja", OLD."parent_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."search_text", OLD."slug", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."updated_at", OLD."version", OLD."website"); RETURN NULL;', hash='170626bc2d18526094923aa81db14d4343d040a4', operation='DELETE', pgid='pgtrigger_delete_delete_81429', table='consortium_organization', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationidentifier',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='6d3e1dd7a6d74c9237d32a765d3e44d32d52b281', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_e48c0', table='consortium_organizationidentifier', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationidentifier',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_organizationidentifierevent" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "value") VALUES (NEW."id", NEW."organization_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."scheme", NEW."value"); RETURN NULL;', hash='fbc1917f8eb72921aa8cf53b8ec743e9c96a815a', operation='INSERT', pgid='pgtrigger_insert_insert_1c303', table='consortium_organizationidentifier', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationidentifier',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_organizationidentifierevent" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "value") VALUES (NEW."id", NEW."organization_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."scheme", NEW."value"); RETURN NULL;', hash='de3f91a53b4b0b5ec769fa5be17d5ec18d747ac8', operation='UPDATE', pgid='pgtrigger_update_update_29ed5', table='consortium_organizationidentifier', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationidentifier',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_organizationidentifierevent" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "value") VALUES (OLD."id", OLD."organization_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."scheme", OLD."value"); RETURN NULL;', hash='f175fe9467c998ae34d5ddae520899b62f057435', operation='DELETE', pgid='pgtrigger_delete_delete_832d3', table='consortium_organizationidentifier', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationmerge',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."absorbed_id" IS DISTINCT FROM (NEW."absorbed_id") OR OLD."added_names" IS DISTINCT FROM (NEW."added_names") OR OLD."before" IS DISTINCT FROM (NEW."before") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."keep_id" IS DISTINCT FROM (NEW."keep_id") OR OLD."merged_at" IS DISTINCT FROM (NEW."merged_at") OR OLD."merged_by_id" IS DISTINCT FROM (NEW."merged_by_id") OR OLD."moved" IS DISTINCT FROM (NEW."moved") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."undone_at" IS DISTINCT FROM (NEW."undone_at") OR OLD."undone_by_id" IS DISTINCT FROM (NEW."undone_by_id") OR OLD."undone_reason" IS DISTINCT FROM (NEW."undone_reason") OR OLD."unpreferred" IS DISTINCT FROM (NEW."unpreferred"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='68540eea82cc90f58a4671e0bdb81a2ac08eb7a7', operation='UPDATE', pgid='pgtrigger_touch_9a98a', table='consortium_organizationmerge', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationmerge',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='1a593310b16289f17d887b1458f95c19c33919ce', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_13b7b', table='consortium_organizationmerge', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationmerge',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_organizationmergeevent" ("absorbed_id", "added_names", "before", "created_at", "id", "keep_id", "merged_at", "merged_by_id", "moved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "undone_reason", "unpreferred", "updated_at", "version") VALUES (NEW."absorbed_id", NEW."added_names", NEW."before", NEW."created_at", NEW."id", NEW."keep_id", NEW."merged_at", NEW."merged_by_id", NEW."moved", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."reason", NEW."undone_at", NEW."undone_by_id", NEW."undone_reason", NEW."unpreferred", NEW."updated_at", NEW."version"); RETURN NULL;', hash='a2b412717bbef3328f2159f4105b398d9b5c5e47', operation='INSERT', pgid='pgtrigger_insert_insert_555a6', table='consortium_organizationmerge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationmerge',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_organizationmergeevent" ("absorbed_id", "added_names", "before", "created_at", "id", "keep_id", "merged_at", "merged_by_id", "moved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "undone_reason", "unpreferred", "updated_at", "version") VALUES (NEW."absorbed_id", NEW."added_names", NEW."before", NEW."created_at", NEW."id", NEW."keep_id", NEW."merged_at", NEW."merged_by_id", NEW."moved", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."reason", NEW."undone_at", NEW."undone_by_id", NEW."undone_reason", NEW."unpreferred", NEW."updated_at", NEW."version"); RETURN NULL;', hash='1b4fedf464a0e6a9ccf6ad54ae7a5c195dad030f', operation='UPDATE', pgid='pgtrigger_update_update_20901', table='consortium_organizationmerge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationmerge',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_organizationmergeevent" ("absorbed_id", "added_names", "before", "created_at", "id", "keep_id", "merged_at", "merged_by_id", "moved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "undone_reason", "unpreferred", "updated_at", "version") VALUES (OLD."absorbed_id", OLD."added_names", OLD."before", OLD."created_at", OLD."id", OLD."keep_id", OLD."merged_at", OLD."merged_by_id", OLD."moved", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."reason", OLD."undone_at", OLD."undone_by_id", OLD."undone_reason", OLD."unpreferred", OLD."updated_at", OLD."version"); RETURN NULL;', hash='97607aaea7393f5297ed8e4bc1bf87dffc29cf2f', operation='DELETE', pgid='pgtrigger_delete_delete_47fad', table='consortium_organizationmerge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationname',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='4e9395b731a687c57ea68e23ea03ab7b8bd4ed96', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_79e8a', table='consortium_organizationname', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationname',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_organizationnameevent" ("id", "kind", "language", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid") VALUES (NEW."id", NEW."kind", NEW."language", NEW."name", NEW."organization_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."valid"); RETURN NULL;', hash='46b5fcdab8a665ddeab9030b7a861c43257f7643', operation='INSERT', pgid='pgtrigger_insert_insert_efd7b', table='consortium_organizationname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationname',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_organizationnameevent" ("id", "kind", "language", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid") VALUES (NEW."id", NEW."kind", NEW."language", NEW."name", NEW."organization_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."valid"); RETURN NULL;', hash='e22e6c2d5d33a268538495ef1603c626a0f91b97', operation='UPDATE', pgid='pgtrigger_update_update_ddf3c', table='consortium_organizationname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationname',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_organizationnameevent" ("id", "kind", "language", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid") VALUES (OLD."id", OLD."kind", OLD."language", OLD."name", OLD."organization_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."valid"); RETURN NULL;', hash='01b06565ee571ef6560b2b0f61ed442063f4b439', operation='DELETE', pgid='pgtrigger_delete_delete_80677', table='consortium_organizationname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationsector',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='173ecb0cb057aa430cb5d8eba8b584b103d7a18e', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_d16f1', table='consortium_organizationsector', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationsector',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_organizationsectorevent" ("as_written", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (NEW."as_written", NEW."id", NEW."organization_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."sector_id"); RETURN NULL;', hash='b8b052780df2e42918ddfafcb181f93a2094d762', operation='INSERT', pgid='pgtrigger_insert_insert_605d3', table='consortium_organizationsector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationsector',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_organizationsectorevent" ("as_written", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (NEW."as_written", NEW."id", NEW."organization_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."sector_id"); RETURN NULL;', hash='e3d999cb9c58385deb745bcbbe040e40a5dd22a3', operation='UPDATE', pgid='pgtrigger_update_update_05dce', table='consortium_organizationsector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationsector',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_organizationsectorevent" ("as_written", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (OLD."as_written", OLD."id", OLD."organization_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."sector_id"); RETURN NULL;', hash='07e936666d5071e3dbed5687425118efd43fce7e', operation='DELETE', pgid='pgtrigger_delete_delete_810ce', table='consortium_organizationsector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sector',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_ja" IS DISTINCT FROM (NEW."name_ja") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."scheme" IS DISTINCT FROM (NEW."scheme") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='441d393f820155f6748c4e1c4d6fbab44e796e79', operation='UPDATE', pgid='pgtrigger_touch_87cef', table='consortium_sector', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sector',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='1b0023d1622ac82d6ccd4d665d02cedfce598cf5', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_af0b8', table='consortium_sector', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sector',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_sectorevent" ("code", "created_at", "id", "name", "name_ja", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "slug", "updated_at", "version") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."name", NEW."name_ja", NEW."parent_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."scheme", NEW."slug", NEW."updated_at", NEW."version"); RETURN NULL;', hash='1d891c0597dcb4b58665367eadea61f8dffe994e', operation='INSERT', pgid='pgtrigger_insert_insert_1c888', table='consortium_sector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sector',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_sectorevent" ("code", "created_at", "id", "name", "name_ja", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "slug", "updated_at", "version") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."name", NEW."name_ja", NEW."parent_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."scheme", NEW."slug", NEW."updated_at", NEW."version"); RETURN NULL;', hash='f83486e90512330c320ba3ab5ab4c87a231673c5', operation='UPDATE', pgid='pgtrigger_update_update_70bbd', table='consortium_sector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sector',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_sectorevent" ("code", "created_at", "id", "name", "name_ja", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "slug", "updated_at", "version") VALUES (OLD."code", OLD."created_at", OLD."id", OLD."name", OLD."name_ja", OLD."parent_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."scheme", OLD."slug", OLD."updated_at", OLD."version"); RETURN NULL;', hash='887fabbe0b5d865df3f7827909d4b6964afb1b78', operation='DELETE', pgid='pgtrigger_delete_delete_7d503', table='consortium_sector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."accessed_on" IS DISTINCT FROM (NEW."accessed_on") OR OLD."archive_url" IS DISTINCT FROM (NEW."archive_url") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."held" IS DISTINCT FROM (NEW."held") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."origin_id" IS DISTINCT FROM (NEW."origin_id") OR OLD."published" IS DISTINCT FROM (NEW."published") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."publisher_id" IS DISTINCT FROM (NEW."publisher_id") OR OLD."reliability" IS DISTINCT FROM (NEW."reliability") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."text_sha256" IS DISTINCT FROM (NEW."text_sha256") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."title_ja" IS DISTINCT FROM (NEW."title_ja") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func='NEW.version = OLD.version + 1; NEW.updated_at = written_at(); RETURN NEW;', hash='3eca82afa03a756a32fa63cbd33583652e293dfb', operation='UPDATE', pgid='pgtrigger_touch_4e9b6', table='consortium_source', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='take_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM take_turn(); RETURN NULL;', hash='ee1dfc1e51f0180a2238d16a921024b74b17f722', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_take_turn_7b9d7', table='consortium_source', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_sourceevent" ("accessed_on", "archive_url", "created_at", "held", "id", "kind", "language", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "published_at", "published_by_id", "publisher_id", "reliability", "retracted_at", "retracted_by_id", "retraction_reason", "slug", "state", "submitted_at", "submitted_by_id", "text", "text_sha256", "title", "title_ja", "updated_at", "url", "version") VALUES (NEW."accessed_on", NEW."archive_url", NEW."created_at", NEW."held", NEW."id", NEW."kind", NEW."language", NEW."origin_id", _pgh_attach_context(), written_at(), \'insert\', NEW."id", NEW."published", NEW."published_at", NEW."published_by_id", NEW."publisher_id", NEW."reliability", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."slug", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."text", NEW."text_sha256", NEW."title", NEW."title_ja", NEW."updated_at", NEW."url", NEW."version"); RETURN NULL;', hash='7056c574d6868611221e5fb4618e2a1fc1075ba8', operation='INSERT', pgid='pgtrigger_insert_insert_fda9e', table='consortium_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consortium_sourceevent" ("accessed_on", "archive_url", "created_at", "held", "id", "kind", "language", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "published_at", "published_by_id", "publisher_id", "reliability", "retracted_at", "retracted_by_id", "retraction_reason", "slug", "state", "submitted_at", "submitted_by_id", "text", "text_sha256", "title", "title_ja", "updated_at", "url", "version") VALUES (NEW."accessed_on", NEW."archive_url", NEW."created_at", NEW."held", NEW."id", NEW."kind", NEW."language", NEW."origin_id", _pgh_attach_context(), written_at(), \'update\', NEW."id", NEW."published", NEW."published_at", NEW."published_by_id", NEW."publisher_id", NEW."reliability", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."slug", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."text", NEW."text_sha256", NEW."title", NEW."title_ja", NEW."updated_at", NEW."url", NEW."version"); RETURN NULL;', hash='01d781cd6bcd1a04e0e01b101ef07d853f54007b', operation='UPDATE', pgid='pgtrigger_update_update_28aec', table='consortium_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consortium_sourceevent" ("accessed_on", "archive_url", "created_at", "held", "id", "kind", "language", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "published_at", "published_by_id", "publisher_id", "reliability", "retracted_at", "retracted_by_id", "retraction_reason", "slug", "state", "submitted_at", "submitted_by_id", "text", "text_sha256", "title", "title_ja", "updated_at", "url", "version") VALUES (OLD."accessed_on", OLD."archive_url", OLD."created_at", OLD."held", OLD."id", OLD."kind", OLD."language", OLD."origin_id", _pgh_attach_context(), written_at(), \'delete\', OLD."id", OLD."published", OLD."published_at", OLD."published_by_id", OLD."publisher_id", OLD."reliability", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."slug", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."text", OLD."text_sha256", OLD."title", OLD."title_ja", OLD."updated_at", OLD."url", OLD."version"); RETURN NULL;', hash='66d2e624417e943677d2f747db657cbbe5f8db61', operation='DELETE', pgid='pgtrigger_delete_delete_d444c', table='consortium_source', when='AFTER')),
        ),
        ]),
    ]
