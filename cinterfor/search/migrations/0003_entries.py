"""The index with names, facets and texts of each record: it answers a search alone."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# As in 0001, but words such as “país” keep their last letters: it has two letters before “ais” at least.
FOLD = r"""
CREATE OR REPLACE FUNCTION portal_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(normalize(lower(value), NFD), '[\u0300-\u036f]', '', 'g'),
    'oes\M', 'ao', 'g'), '(\w\w)ais\M', '\1al', 'g'), 'eis\M', 'el', 'g'), '([aeiou])ns\M', '\1m', 'g')
"""
# The parser would take “OIT/Cinterfor” for the path of a file and the “-19” of “covid-19” for a number.
SPACED = r"""
CREATE OR REPLACE FUNCTION portal_spaced(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(value, '/|-(?=\d)', ' ', 'g')
"""
# Texts and vectors lie apart from what is counted: the rows that a search passes over stay short.
SHORT_ROWS = "ALTER TABLE search_searchentry SET (toast_tuple_target = 512)"
# Where there are too many hits to count them all, one entry in sixteen stands for them.
SAMPLE = """
CREATE INDEX search_entry_sample ON search_searchentry USING gin (vector) WHERE record_id % 16 = 0
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0002_initial")]
    operations = [
        migrations.RunSQL([FOLD, SPACED], migrations.RunSQL.noop),
        migrations.DeleteModel("SearchEntry"),
        migrations.CreateModel(
            name='Rebuild',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_type', models.CharField(max_length=30, unique=True)),
                ('form', models.PositiveSmallIntegerField()),
                ('last_id', models.BigIntegerField(default=0)),
                ('finished', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'rebuild of the index',
                'verbose_name_plural': 'rebuilds of the index',
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_type', models.CharField(max_length=30)),
                ('record_id', models.BigIntegerField()),
                ('slug', models.CharField(max_length=120)),
                ('public_from', models.DateTimeField()),
                ('datestamp', models.DateTimeField()),
                ('date', models.DateField(null=True)),
                ('facets', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('state_days', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), null=True, size=None)),
                ('states', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), null=True, size=None)),
                ('titles', models.JSONField(default=dict)),
                ('title_language', models.CharField(max_length=10, null=True)),
                ('texts', models.JSONField(default=dict)),
                ('related', models.JSONField(default=list)),
                ('name_vector', django.contrib.postgres.search.SearchVectorField()),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='search_entry_vector'), django.contrib.postgres.indexes.GinIndex(fields=['name_vector'], name='search_entry_names'), django.contrib.postgres.indexes.GinIndex(fields=['facets'], name='search_entry_facets')],
                'constraints': [models.UniqueConstraint(fields=('record_type', 'record_id'), name='search_entry_unique')],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=60)),
                ('language', models.CharField(max_length=10)),
                ('key', models.CharField(max_length=60)),
            ],
            options={
                'verbose_name': 'word in the index',
                'verbose_name_plural': 'words in the index',
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('key', 'gin_trgm_ops'), name='search_word_key')],
                'constraints': [models.UniqueConstraint(fields=('word', 'language'), name='search_word_unique')],
            },
        ),
        migrations.CreateModel(
            name='SearchName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_type', models.CharField(max_length=30)),
                ('relation', models.CharField(max_length=20)),
                ('language', models.CharField(blank=True, max_length=10)),
                ('text', models.TextField()),
                ('key', models.TextField(db_collation='C')),
                ('stems', models.TextField(null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='search.searchentry')),
            ],
            options={
                'verbose_name': 'name in the index',
                'verbose_name_plural': 'names in the index',
                'indexes': [models.Index(fields=['record_type', 'language', 'key'], name='search_name_beginning'), models.Index(fields=['key'], name='search_name_key'), models.Index(condition=models.Q(('stems__isnull', False)), fields=['stems'], name='search_name_stems')],
            },
        ),
        migrations.RunSQL([SHORT_ROWS, SAMPLE], migrations.RunSQL.noop),
    ]
