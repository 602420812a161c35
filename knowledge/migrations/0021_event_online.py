from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("knowledge", "0020_event_mode"),
    ]

    operations = [
        migrations.RemoveField(model_name="event", name="online"),
    ]
