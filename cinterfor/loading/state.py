"""The digest by which the next load sees whether anybody has edited a record."""

import hashlib
import json
from datetime import UTC, datetime

from django.db import models

from cinterfor.history.state import stored_fields

from .plans import IDENTITY


def parts_of(model: type[models.Model]) -> list[str]:
    """The relations to what belongs to a record and is loaded with it."""
    return [relation.get_accessor_name() for relation in model._meta.related_objects if _is_part(relation)]


def _is_part(relation) -> bool:
    return relation.get_accessor_name() in IDENTITY and relation.on_delete is models.CASCADE


def _row(record: models.Model, without: set[str] = frozenset()) -> dict:
    """What is empty or as by default is left out: a new column makes no record look edited."""
    row = {}
    for field in stored_fields(type(record)):
        value = field.value_from_object(record)
        if field.name in without or value in (None, "", []) or value == field.get_default():
            continue
        row[field.attname] = value
    # Where files name in words what is a record of its own, its key says nothing.
    as_loaded = getattr(record, "row_as_loaded", None)
    return as_loaded(row) if as_loaded else row


def _as_text(value) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def digest(record: models.Model) -> str:
    """Of the record as it was read from the database, with its relations and parts."""
    state = {"": _row(record)}
    for field in record._meta.many_to_many:
        if keys := sorted(other.pk for other in getattr(record, field.name).all()):
            state[field.name] = keys
    for name in parts_of(type(record)):
        owner = {record._meta.get_field(name).field.name}
        if rows := [_row(part, owner) for part in getattr(record, name).all()]:
            state[name] = rows
    text = json.dumps(state, sort_keys=True, default=_as_text, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def with_relations(model: type[models.Model]):
    """Records with all that their digest reads, in a fixed number of queries."""
    names = [field.name for field in model._meta.many_to_many] + parts_of(model)
    return model.objects.prefetch_related(*names)
