"""Since when addresses are gone, and what the records there were on."""

import django.contrib.postgres.fields
from django.db import migrations, models

# The next version after the last with which the record was public there; where history tells nothing, now.
FILL = """
WITH kinds (record_type, model) AS (VALUES
    ('country', 'network.country'), ('institution', 'network.institution'),
    ('agreement', 'agreements.agreement'), ('product', 'knowledge.product'), ('theme', 'knowledge.theme'),
    ('question', 'knowledge.question'), ('news', 'knowledge.newsitem'), ('event', 'knowledge.event'),
    ('page', 'knowledge.page'))
UPDATE publishing_address AS address SET gone_at = coalesce((
    SELECT after.moment
    FROM (
        SELECT version.model, version.record_id, version.id
        FROM history_version AS version JOIN kinds USING (model)
        WHERE kinds.record_type = address.record_type AND NOT version.pending AND version.act <> 'deleted'
            AND version.state->'fields'->>'slug' = address.slug
            AND version.state->'fields'->>'publication_status' = 'published'
        ORDER BY version.id DESC LIMIT 1
    ) AS last
    JOIN history_version AS after ON after.model = last.model AND after.record_id = last.record_id
        AND after.id > last.id AND NOT after.pending
    ORDER BY after.id LIMIT 1
), clock_timestamp())
WHERE address.gone_at IS NULL AND address.public_from <= clock_timestamp() AND NOT EXISTS (
    SELECT FROM search_searchentry AS entry
    WHERE entry.record_type = address.record_type AND entry.record_id = address.record_id
        AND entry.slug = address.slug AND entry.public_from <= clock_timestamp())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0003_articles'),
        ('history', '0001_initial'),
        ('search', '0003_entries'),
    ]

    operations = [
        migrations.AddField(
            model_name='address',
            name='facets',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name='address',
            name='gone_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gone since'),
        ),
        migrations.AddIndex(
            model_name='address',
            index=models.Index(condition=models.Q(('gone_at__isnull', False)), fields=['record_type', 'gone_at', 'slug'], name='publishing_address_gone'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
