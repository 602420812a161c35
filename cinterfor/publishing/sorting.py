"""Stored sort keys: one generated column per language.

Collations differ between PostgreSQL builds (the embedded one has no ICU), so the fold of case,
accents and leading articles is an SQL function of ours, and its result is compared byte by byte.
"""

from django.db import models
from django.db.models.functions import Coalesce

from .languages import LANGUAGES, reading_order


def add_sort_keys(model: type[models.Model], *fields: str) -> None:
    """Give a model `sort_key_es`, `sort_key_pt`, ... from the first of the fields that is filled.

    A field that is translated is read as readers of the key's language are shown it.
    """
    names = {field.name for field in model._meta.get_fields()}
    for language in LANGUAGES:
        ordered = reading_order(language)
        columns = []
        for field in fields:
            translated = [f"{field}_{code}" for code in ordered if f"{field}_{code}" in names]
            columns.extend(translated or [field])
        value = Coalesce(*columns) if len(columns) > 1 else models.F(columns[0])
        key = models.GeneratedField(
            expression=models.Func(value, models.Value(language), function="portal_sort_key"),
            output_field=models.TextField(db_collation="C"),
            db_persist=True,
            db_index=True,
        )
        key.contribute_to_class(model, f"sort_key_{language}")
