"""SQL functions that generated columns and constraints of all apps use.

Bodies are written with RETURN: they are parsed when made, so index builds and restores,
which run with an empty search_path, find what they call.
"""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

FIRST_DAY = """
CREATE FUNCTION portal_first_day(value text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN make_date(
    substr(value, 1, 4)::int,
    coalesce(nullif(substr(value, 6, 2), ''), '1')::int,
    coalesce(nullif(substr(value, 9, 2), ''), '1')::int
)
"""
LAST_DAY = """
CREATE FUNCTION portal_last_day(value text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE length(value)
    WHEN 10 THEN portal_first_day(value)
    WHEN 7 THEN (portal_first_day(value) + interval '1 month' - interval '1 day')::date
    ELSE (portal_first_day(value) + interval '1 year' - interval '1 day')::date
END
"""
# A day as the end belongs to the period; of a month or year only its first day is certain to be
# reached, so that one period may end in 2010 and the next begin in 2010.
PERIOD = """
CREATE FUNCTION portal_period(begins text, ends text) RETURNS daterange
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN daterange(
    portal_first_day(begins),
    greatest(
        CASE length(ends) WHEN 10 THEN portal_first_day(ends) + 1 ELSE portal_first_day(ends) END,
        CASE WHEN ends IS NOT NULL THEN portal_first_day(begins) END
    )
)
"""
ADD_MONTHS = """
CREATE FUNCTION portal_add_months(day date, months int) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (day + make_interval(months => months))::date
"""
SORT_KEY = """
CREATE FUNCTION portal_sort_key(value text, language text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(
    regexp_replace(
        regexp_replace(
            normalize(replace(normalize(lower(value), NFC), 'ñ', 'n~'), NFD),
            '[\\u0300-\\u036f«»“”"¿¡]', '', 'g'
        ),
        CASE language
            WHEN 'es' THEN '^\\s*(el|la|los|las|lo|un|una) '
            WHEN 'pt' THEN '^\\s*(o|a|os|as|um|uma) '
            ELSE '^\\s*(the|a|an) '
        END, ''
    ),
    '[^a-z0-9~]+', ' ', 'g'
))
"""
NAMES = [
    "portal_sort_key(text, text)",
    "portal_add_months(date, int)",
    "portal_period(text, text)",
    "portal_last_day(text)",
    "portal_first_day(text)",
]


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL(
            [FIRST_DAY, LAST_DAY, PERIOD, ADD_MONTHS, SORT_KEY],
            [f"DROP FUNCTION {name}" for name in NAMES],
        ),
    ]
