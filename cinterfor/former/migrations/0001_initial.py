"""Addresses that readers ask for and the portal does not have."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='UnknownAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=100, verbose_name='host')),
                ('path', models.CharField(max_length=300, verbose_name='path')),
                ('count', models.PositiveBigIntegerField(default=1, verbose_name='times asked for')),
                ('first_seen', models.DateTimeField(default=django.utils.timezone.now, verbose_name='first asked for')),
                ('last_seen', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last asked for')),
                ('referrer', models.CharField(blank=True, max_length=100, verbose_name='asked from')),
            ],
            options={
                'verbose_name': 'unknown address',
                'verbose_name_plural': 'unknown addresses',
                'ordering': ['-count', 'path', 'host'],
                'default_permissions': ('view', 'delete'),
                'indexes': [models.Index(fields=['-count'], name='former_unknownaddress_count')],
                'constraints': [models.UniqueConstraint(fields=('path', 'host'), name='former_unknownaddress_unique')],
            },
        ),
    ]
