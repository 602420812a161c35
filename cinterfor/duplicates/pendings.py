"""Pending versions of other records that name a record which is merged away."""

from cinterfor.desk.models import Pending
from cinterfor.history.merging import changed_places
from cinterfor.history.models import Act, Version
from cinterfor.history.noting import version_of
from cinterfor.history.registry import model_of
from cinterfor.history.state import stored_fields

from .relations import unique_sets


def rename_in_pendings(lost, kept) -> int:
    """Name the kept record where pending versions name the lost one; returns in how many."""
    count = 0
    for pending in Pending.objects.select_related("version").order_by("pk"):
        model = model_of(pending.model)
        state = with_other_key(model, pending.version.state, type(lost), lost.pk, kept.pk)
        record = model._base_manager.filter(pk=pending.record_id).first()
        if record is None or not changed_places(pending.version.state, state):
            continue
        pending.version = version_of(record, state, Act.MERGED, pending=True)
        pending.version.save()
        pending.save()
        count += 1
    return count


def with_other_key(model, state: dict, named: type, old: int, new: int) -> dict:
    """The state with the key of one record of `named` in the place of another."""
    sets = {field.name for field in model._meta.many_to_many if field.related_model is named}
    return {
        "fields": _with_key(model, state["fields"], named, old, new),
        "relations": {
            name: sorted({new if key == old else key for key in keys}) if name in sets else keys
            for name, keys in state["relations"].items()
        },
        "rows": {
            name: _rows(model._meta.get_field(name), rows, named, old, new)
            for name, rows in state["rows"].items()
        },
    }


def _with_key(model, values: dict, named: type, old: int, new: int) -> dict:
    own = {field.attname for field in stored_fields(model) if field.related_model is named}
    return {name: new if name in own and value == old else value for name, value in values.items()}


def _rows(relation, rows: dict, named: type, old: int, new: int) -> dict:
    """The rows of a state; of two that come to say the same, the one that named the kept record before."""
    model, owner = relation.related_model, relation.field.name
    renamed = {key: _with_key(model, row, named, old, new) for key, row in rows.items()}
    taken = {mark for key, row in renamed.items() if row == rows[key] for mark in _marks(model, row, owner)}
    return {
        key: row for key, row in renamed.items() if row == rows[key] or not taken & _marks(model, row, owner)
    }


def _marks(model, row: dict, owner: str) -> set[tuple]:
    """By what a row differs from all others of its record."""
    found = set()
    for names in unique_sets(model, owner):
        values = tuple(row.get(model._meta.get_field(name).attname) for name in names)
        if None not in values:
            found.add((names, values))
    return found


def give_back(versions) -> None:
    """Undo `rename_in_pendings`, where nobody has written to the pending version since."""
    for version in versions:
        pending = Pending.objects.filter(version=version).first()
        earlier = Version.objects.of(version.record_model, version.record_id).filter(
            pk__lt=version.pk, pending=True
        )
        if pending and (before := earlier.order_by("-pk").first()):
            pending.version = before
            pending.save()
