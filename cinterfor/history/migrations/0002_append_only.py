"""The database itself refuses to change or delete what was noted."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION history_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was noted in % is not changed or deleted.', TG_TABLE_NAME;
END
$$
"""
TABLES = ("history_version", "history_securityevent")


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION history_only_grows()"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION history_only_grows()",
                f"DROP TRIGGER only_grows ON {table}",
            )
            for table in TABLES
        ),
    ]
