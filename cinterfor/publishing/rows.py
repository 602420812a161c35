"""The rows that belong to records, of all kinds together: read in one statement, also beside the records.

They come as JSON, each with all its columns, in the order of their model.
"""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef
from django.db.models.functions import Cast, JSONObject

BESIDE = "_rows_"


def with_rows(records: models.QuerySet, names: Iterable[str]) -> models.QuerySet:
    """The records, each with its rows of these reverse names; `rows_beside` gives them."""
    model = records.model
    found = {f"{BESIDE}{name}": ArraySubquery(_rows(model._meta.get_field(name))) for name in names}
    return records.annotate(**found)


def rows_beside(record: models.Model, name: str) -> list[models.Model] | None:
    """The rows that were read beside the record; None where they were not."""
    found = record.__dict__.get(f"{BESIDE}{name}")
    return None if found is None else _as_rows(type(record)._meta.get_field(name), found)


def rows_of(model: type[models.Model], keys: Iterable[int], names: list[str]) -> dict[int, dict[str, list]]:
    """By the key of a record and by reverse name its rows, as they are now."""
    if not names:
        return {}
    columns = [f"{BESIDE}{name}" for name in names]
    records = with_rows(model._base_manager.filter(pk__in=list(keys)), names)
    return {
        key: {
            name: _as_rows(model._meta.get_field(name), rows) for name, rows in zip(names, found, strict=True)
        }
        for key, *found in records.order_by().values_list("pk", *columns)
    }


def remember(record: models.Model, rows: dict[str, list]) -> None:
    """Have the record know its rows, as if they were prefetched with it."""
    for name, found in rows.items():
        relation = type(record)._meta.get_field(name)
        accessor = relation.get_accessor_name()
        for row in found:
            setattr(row, relation.field.name, record)
        known = getattr(record, accessor).get_queryset()
        known._result_cache, known._prefetch_done = found, True
        record.__dict__.setdefault("_prefetched_objects_cache", {})[accessor] = known


def _rows(relation) -> models.QuerySet:
    # Django's own query set: that of translated models adds columns of its own.
    owned = models.QuerySet(relation.related_model).filter(**{relation.field.name: OuterRef("pk")})
    columns = {field.attname: _column(field) for field in relation.related_model._meta.concrete_fields}
    return owned.values(json=JSONObject(**columns))


def _column(field: models.Field):
    # JSON would make an inexact number of a decimal.
    is_exact = isinstance(field, models.DecimalField)
    return Cast(field.attname, models.TextField()) if is_exact else F(field.attname)


def _as_rows(relation, found: list[dict]) -> list[models.Model]:
    model = relation.related_model
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    return [
        model.from_db(None, names, [_as_python(field, row[field.attname]) for field in fields])
        for row in found
    ]


def _as_python(field: models.Field, value):
    if value is None:
        return None
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)
