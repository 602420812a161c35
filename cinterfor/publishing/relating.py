"""Changing what a record is related to (many-to-many), where one knows what it was related to before."""

from collections.abc import Set

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.signals import m2m_changed


def relate(record: Model, name: str, before: Set[int], after: Set[int]) -> None:
    """Bring the relation of that name from the keys before to those after: a statement for each way.

    Django's `set` reads the relation twice before it writes. As there, receivers are told.
    """
    relation = getattr(record, name)
    if gone := before - after:
        relation.remove(*gone)
    if new := after - before:
        _add(record, relation, new)


def _add(record: Model, relation, keys: Set[int]) -> None:
    owner, other = f"{relation.source_field_name}_id", f"{relation.target_field_name}_id"
    rows = [relation.through(**{owner: record.pk, other: key}) for key in sorted(keys)]
    told = {"sender": relation.through, "instance": record, "reverse": False, "model": relation.model}
    told |= {"pk_set": keys, "using": DEFAULT_DB_ALIAS}
    m2m_changed.send(action="pre_add", **told)
    relation.through._base_manager.bulk_create(rows, ignore_conflicts=True)
    m2m_changed.send(action="post_add", **told)
