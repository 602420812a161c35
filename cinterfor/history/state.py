"""The whole state of a record as JSON: its fields, what it is related to, and the rows that belong to it.

    {"fields": {"name_es": "SENAI", "country_id": 3},
     "relations": {"themes": [4, 9]},
     "rows": {"memberships": {"12": {"kind": "constituent", "begins": "1963"}}}}

One form serves history, pending versions, previews, imports and proposals. Keys of rows are kept, so that
a row that was taken away comes back as the same row.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

from django.db import connection, models
from django.db.models import F, Value
from django.db.models.fields.files import FieldFile
from modeltranslation.fields import TranslationField

from cinterfor.publishing.relating import relate
from cinterfor.publishing.rows import rows_beside, rows_of

from .registry import kept_models

#: What writes itself.
NOT_CONTENT = {"created_at", "changed_at", "loaded_state"}


@cache
def plain_translated(model: type[models.Model]) -> frozenset[str]:
    """Fields whose own column holds whatever language wrote it last: those with a suffix count instead."""
    fields = model._meta.concrete_fields
    return frozenset(field.translated_field.name for field in fields if isinstance(field, TranslationField))


@cache
def stored_fields(model: type[models.Model]) -> tuple[models.Field, ...]:
    left_out = NOT_CONTENT | plain_translated(model)
    return tuple(
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated and field.name not in left_out
    )


def as_json(value):
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, FieldFile):
        return value.name or ""
    return str(value) if isinstance(value, Decimal) else value


def fields_of(record: models.Model, without: str = "") -> dict:
    """The stored values by column."""
    fields = (field for field in stored_fields(type(record)) if field.name != without)
    return {field.attname: as_json(field.value_from_object(record)) for field in fields}


def states_of(model: type[models.Model], keys: Iterable[int]) -> dict[int, dict]:
    """The states of records as the database has them, in a number of queries that does not grow with them."""
    return states_of_records(model, model._base_manager.filter(pk__in=list(keys)))


def states_of_records(model: type[models.Model], records: Iterable[models.Model]) -> dict[int, dict]:
    """The states of records that were just read, in the transaction that holds them."""
    records = list(records)
    found = {record.pk: {"fields": fields_of(record), "relations": {}, "rows": {}} for record in records}
    _add_relations(found, model, records)
    _add_rows(found, model, records)
    return found


def state_of(model: type[models.Model], key: int) -> dict | None:
    return states_of(model, [key]).get(key)


def _read_with(records: list[models.Model]) -> set[str]:
    """Under which names all were read together with what they have there."""
    read = (set(getattr(record, "_prefetched_objects_cache", ())) for record in records)
    return set.intersection(*read) if records else set()


def _add_relations(found: dict, model: type[models.Model], records: list[models.Model]) -> None:
    """What the records are related to, of all relations in one query."""
    read = _read_with(records)
    for record in records:
        found[record.pk]["relations"] = {
            field.name: sorted(other.pk for other in getattr(record, field.name).all())
            if field.name in read
            else []
            for field in model._meta.many_to_many
        }
    fields = [field for field in model._meta.many_to_many if field.name not in read]
    first, *others = [_pairs(field, list(found)) for field in fields] or [None]
    pairs = first.union(*others, all=True) if others else first
    for name, key, other in pairs.order_by("relation", "other") if fields else ():
        found[key]["relations"][name].append(other)


def _pairs(field: models.ManyToManyField, keys: list[int]):
    """(name of the relation, key of the record, key of the other)."""
    owner, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    pairs = field.remote_field.through._base_manager.filter(**{f"{owner}__in": keys})
    columns = {"relation": Value(field.name), "record": F(f"{owner}_id"), "other": F(f"{other}_id")}
    return pairs.order_by().annotate(**columns).values_list(*columns)


def _add_rows(found: dict, model: type[models.Model], records: list[models.Model]) -> None:
    """The rows that belong to the records: those that were read with them, and all others in one query."""
    relations = [model._meta.get_field(name) for name in kept_models()[model].rows]
    known = {relation.name: _known_rows(relation, records) for relation in relations}
    missing = [name for name, rows in known.items() if rows is None]
    others = rows_of(model, found, missing)
    for relation in relations:
        name, owner = relation.get_accessor_name(), relation.field.name
        for key, state in found.items():
            rows = (known[relation.name] or {}).get(key) or others.get(key, {}).get(relation.name, ())
            state["rows"][name] = {str(row.pk): fields_of(row, without=owner) for row in rows}


def _known_rows(relation, records: list[models.Model]) -> dict[int, list] | None:
    """The rows of each record, where they were read with all of them."""
    accessor = relation.get_accessor_name()
    if accessor in _read_with(records):
        return {record.pk: getattr(record, accessor).all() for record in records}
    beside = {record.pk: rows_beside(record, relation.name) for record in records}
    return None if None in beside.values() else beside


@contextmanager
def rows_may_swap(model: type[models.Model]):
    """Compare rows when all are written, so that one may take the place that another leaves."""
    names = [item.name for item in model._meta.constraints if getattr(item, "deferrable", None)]
    quoted = ", ".join(map(connection.ops.quote_name, names))
    with connection.cursor() as cursor:
        if names:
            cursor.execute(f"SET CONSTRAINTS {quoted} DEFERRED")
        yield
        if names:
            cursor.execute(f"SET CONSTRAINTS {quoted} IMMEDIATE")


def apply(model: type[models.Model], key: int, state: dict, present: dict | None = None) -> list[str]:
    """Give the record this state; one that was deleted comes back under its key.

    Only what differs is written; who holds the record may say what its present state is. Returns the names
    of relations whose other end is no longer there.
    """
    present = present or state_of(model, key)
    lost: list[str] = []
    if present is None:
        _reclaim_addresses(model, key)
    record = model._base_manager.filter(pk=key).first() if present else model(pk=key)
    if present is None or present["fields"] != state["fields"]:
        _set(record, state["fields"], lost)
        record.save(force_insert=present is None)
    for name, keys in state["relations"].items():
        if present is None or present["relations"].get(name) != keys:
            before = present["relations"].get(name, []) if present else []
            _relate(record, name, before, keys, lost)
    for name, rows in state["rows"].items():
        before = present["rows"].get(name, {}) if present else {}
        if rows != before:
            _write_rows(record, name, before, rows, lost)
    return lost


def _reclaim_addresses(model: type[models.Model], key: int) -> None:
    from cinterfor.publishing.models import Address, Record

    from .models import Version

    if issubclass(model, Record):
        slugs = Version.objects.of(model, key).values_list("state__fields__slug", flat=True)
        Address.objects.reclaim(key, model.record_type().name, set(slugs))


def _set(target: models.Model, values: dict, lost: list[str]) -> None:
    for field in stored_fields(type(target)):
        if field.attname not in values:
            continue
        value = values[field.attname]
        if field.is_relation and value is not None:
            others = field.related_model._base_manager.filter(pk=value)
            if value != getattr(target, field.attname) and not others.exists():
                lost.append(str(field.verbose_name))
                value = None
        setattr(target, field.attname, None if value is None else as_python(field, value))


def as_python(field: models.Field, value):
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)


def _relate(record: models.Model, name: str, before: list[int], keys: list[int], lost: list[str]) -> None:
    field = record._meta.get_field(name)
    there = set(field.related_model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
    if there != set(keys):
        lost.append(str(field.verbose_name))
    relate(record, name, set(before), there)


def _write_rows(record: models.Model, name: str, before: dict, rows: dict, lost: list[str]) -> None:
    relation = record._meta.get_field(name)
    model, owner = relation.related_model, relation.field
    with rows_may_swap(model):
        for row in model._base_manager.filter(pk__in=[key for key in before if key not in rows]):
            row.delete()
        known = model._base_manager.in_bulk([int(key) for key in rows if key in before])
        for key, values in rows.items():
            if values == before.get(key):
                continue
            row = known.get(int(key)) or model(pk=int(key), **{owner.name: record})
            _set(row, values, lost)
            row.save(force_insert=int(key) not in known)
