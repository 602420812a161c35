"""The database itself refuses to change or delete what was done with a request."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests", "0001_initial"), ("history", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON requests_step"
            " FOR EACH ROW EXECUTE FUNCTION history_only_grows()",
            "DROP TRIGGER only_grows ON requests_step",
        )
    ]
