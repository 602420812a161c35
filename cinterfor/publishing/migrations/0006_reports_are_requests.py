"""Reports of problems are requests now: their table goes, and with it the rights on it."""

from django.db import migrations


def forget_rights(apps, schema_editor):
    kinds = apps.get_model('contenttypes', 'ContentType').objects
    gone = kinds.filter(app_label='publishing', model='problemreport').values('pk')
    rights = apps.get_model('auth', 'Permission').objects.filter(content_type__in=gone)
    apps.get_model('desk', 'OfferedRight').objects.filter(permission__in=rights).delete()
    rights.delete()


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0005_former_hosts_and_pages'),
        ('requests', '0003_reports'),
        ('desk', '0003_offered_rights'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.DeleteModel(name='ProblemReport'),
        migrations.RunPython(forget_rights, migrations.RunPython.noop),
    ]
