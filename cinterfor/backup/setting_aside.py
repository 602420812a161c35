"""What a database holds, set aside while another content is brought in, and put back where that fails.

Everything in the schema `public` but what belongs to extensions is moved to a schema of its own. Moving
needs no more than to own the objects: neither the schema nor the extensions have to be the portal's.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from psycopg import sql
from psycopg.errors import LockNotAvailable

from .archive import BackupProblem

PUBLIC, ASIDE, FAILED = "public", "replaced_by_restore", "failed_restore"
#: Seconds to wait for whoever uses the tables.
PATIENCE = 20
#: Kind of object, and its name as DROP and ALTER want it. Indexes, rules and the sequences of columns follow
#: their tables; types of tables follow them too.
OBJECTS = """
WITH own AS (SELECT oid FROM pg_namespace WHERE nspname = %(schema)s),
     of_extensions AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
     found AS (
  SELECT 1 AS place,
         CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                      WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS kind,
         format('%%I.%%I', %(schema)s, relname) AS name, 'pg_class'::regclass AS catalogue, pg_class.oid
    FROM pg_class, own
   WHERE relnamespace = own.oid AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
     AND NOT (relkind = 'S' AND EXISTS (
       SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid
          AND refclassid = 'pg_class'::regclass AND refobjsubid > 0 AND deptype IN ('a', 'i')))
  UNION ALL
  SELECT 2, 'ROUTINE', pg_proc.oid::regprocedure::text, 'pg_proc'::regclass, pg_proc.oid
    FROM pg_proc, own WHERE pronamespace = own.oid
  UNION ALL
  SELECT 3, 'TYPE', format('%%I.%%I', %(schema)s, typname), 'pg_type'::regclass, pg_type.oid
    FROM pg_type, own WHERE typnamespace = own.oid AND typtype IN ('e', 'd', 'r')
  UNION ALL
  SELECT 4, 'TEXT SEARCH CONFIGURATION', format('%%I.%%I', %(schema)s, cfgname), 'pg_ts_config'::regclass,
         pg_ts_config.oid
    FROM pg_ts_config, own WHERE cfgnamespace = own.oid
  UNION ALL
  SELECT 5, 'TEXT SEARCH DICTIONARY', format('%%I.%%I', %(schema)s, dictname), 'pg_ts_dict'::regclass,
         pg_ts_dict.oid
    FROM pg_ts_dict, own WHERE dictnamespace = own.oid
)
SELECT kind, name FROM found
 WHERE NOT EXISTS (SELECT FROM of_extensions WHERE classid = catalogue AND objid = found.oid)
 ORDER BY place, name
"""


def is_empty() -> bool:
    with connection.cursor() as cursor:
        return not _objects(cursor, PUBLIC)


def set_aside() -> None:
    """Take everything out of the way."""
    with _one_transaction() as cursor:
        _move(cursor, PUBLIC, ASIDE)


def put_back() -> None:
    """As it was before; whatever came in its place goes."""
    with _one_transaction() as cursor:
        _move(cursor, PUBLIC, FAILED)
        _drop(cursor, FAILED)
        for kind, name in _objects(cursor, ASIDE):
            cursor.execute(_statement(kind, name, PUBLIC))
        _drop(cursor, ASIDE)


def forget() -> None:
    """What was set aside is needed no more."""
    with _one_transaction() as cursor:
        _drop(cursor, ASIDE)


def was_interrupted() -> bool:
    """Whether a restore was killed between setting aside and its end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_namespace WHERE nspname = %s", [ASIDE])
        return cursor.fetchone() is not None


@contextmanager
def _one_transaction() -> Iterator:
    """A cursor that does not wait for ever for those who use the tables."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
            # Names of routines are then printed with their schema.
            cursor.execute("SET LOCAL search_path = pg_catalog")
            yield cursor
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise BackupProblem("Somebody is using the database. Stop the portal first.") from error
        raise


def _objects(cursor, schema: str) -> list[tuple[str, str]]:
    cursor.execute(OBJECTS, {"schema": schema})
    return cursor.fetchall()


def _move(cursor, source: str, target: str) -> None:
    cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(target)))
    for kind, name in _objects(cursor, source):
        cursor.execute(_statement(kind, name, target))


def _statement(kind: str, name: str, target: str) -> sql.Composed:
    # Kind and name are the server's own words, quoted by it.
    return sql.SQL("ALTER {} {} SET SCHEMA {}").format(sql.SQL(kind), sql.SQL(name), sql.Identifier(target))


def _drop(cursor, schema: str) -> None:
    cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))
