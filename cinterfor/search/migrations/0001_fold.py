"""The fold of case, accents and Portuguese plurals that search applies to texts and queries."""

from django.db import migrations

FOLD = r"""
CREATE FUNCTION portal_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(normalize(lower(value), NFD), '[\u0300-\u036f]', '', 'g'),
    'oes\M', 'ao', 'g'), 'ais\M', 'al', 'g'), 'eis\M', 'el', 'g'), '([aeiou])ns\M', '\1m', 'g')
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("publishing", "0001_functions")]
    operations = [migrations.RunSQL([FOLD], ["DROP FUNCTION portal_fold(text)"])]
