"""Sort keys leave out French articles too, and none in a language whose articles are not known."""

from django.db import migrations

SORT_KEY = """
CREATE OR REPLACE FUNCTION portal_sort_key(value text, language text) RETURNS text
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
            WHEN 'en' THEN '^\\s*(the|a|an) '
            WHEN 'fr' THEN '^\\s*((le|la|les|un|une|des) |l[''’])'
            ELSE '^\\s+'
        END, ''
    ),
    '[^a-z0-9~]+', ' ', 'g'
))
"""


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_initial")]
    # The keys that are stored, of Spanish, Portuguese and English, stay as they are.
    operations = [migrations.RunSQL([SORT_KEY], migrations.RunSQL.noop)]
