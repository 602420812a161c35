"""Former addresses lead to pages, too; their paths are written in one way, without language."""

import cinterfor.publishing.former
import re

import django.core.validators
from django.db import migrations, models

import cinterfor.publishing.former


def write_paths_in_one_way(apps, schema_editor):
    rows = apps.get_model('publishing', 'FormerAddress').objects
    known = set()
    # Of paths that differ by their language alone the oldest row stays; all led to the same page.
    for row in rows.order_by('pk'):
        path = cinterfor.publishing.former.normal_path(row.path)
        if path in known:
            row.delete()
        else:
            known.add(path)
            row.save(update_fields=['path'])


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0004_gone_addresses'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='formeraddress',
            options={'ordering': ['path', 'host'], 'verbose_name': 'address of the former site', 'verbose_name_plural': 'addresses of the former site'},
        ),
        migrations.AddField(
            model_name='formeraddress',
            name='host',
            field=models.CharField(blank=True, max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9.-]+$', 'A host is written like guia.oitcinterfor.org.')], verbose_name='host'),
        ),
        migrations.AddField(
            model_name='formeraddress',
            name='target',
            field=models.CharField(blank=True, max_length=300, verbose_name='page or list'),
        ),
        migrations.AlterField(
            model_name='formeraddress',
            name='path',
            field=cinterfor.publishing.former.FormerPathField(max_length=500, verbose_name='path on the former site'),
        ),
        migrations.AlterField(
            model_name='formeraddress',
            name='record_type',
            field=models.CharField(blank=True, max_length=30, verbose_name='record type'),
        ),
        migrations.AlterField(
            model_name='formeraddress',
            name='slug',
            field=models.CharField(blank=True, max_length=120, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='address'),
        ),
        migrations.RunPython(write_paths_in_one_way, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='formeraddress',
            constraint=models.UniqueConstraint(fields=('path', 'host'), name='publishing_formeraddress_unique', violation_error_message='It is known already where this address leads.'),
        ),
        migrations.AddConstraint(
            model_name='formeraddress',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('target', ''), models.Q(('record_type', ''), _negated=True), models.Q(('slug', ''), _negated=True)), models.Q(('record_type', ''), ('slug', ''), models.Q(('target', ''), _negated=True)), _connector='OR'), name='publishing_formeraddress_one_target', violation_error_message='It leads to a record, or to a page or list: to one of them.'),
        ),
    ]
