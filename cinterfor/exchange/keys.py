"""Keys for rows that are going to be written, so that states can name them before."""

from django.db import connection, models


def new_keys(model: type[models.Model], number: int) -> list[int]:
    """So many keys that nothing has or will be given."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, number],
        )
        return [key for (key,) in cursor.fetchall()]
