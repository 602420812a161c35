"""Keeping the index in step with the records, in the transaction that changes them."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from django.contrib.postgres.functions import RandomUUID
from django.db import transaction
from django.db.models import Q
from django.db.models.constants import LOOKUP_SEP
from django.db.models.functions import Greatest, Now
from django.utils import timezone

from cinterfor.publishing.models import Publication
from cinterfor.publishing.registry import RecordType, get_type, record_types
from cinterfor.publishing.rows import with_rows
from cinterfor.publishing.together import came_here, postponed, read_whole

from .models import SearchEntry
from .rows import row_of
from .storing import write_rows

#: Raised with each change of what is stored: an index of another form is written anew.
FORM = 6
CHUNK = 200


def write(record_type: RecordType, keys: Iterable[int]) -> None:
    """Index the records that are or will be public, take out the others, and follow their names."""
    keys = set(keys)
    if not keys or postponed(_write_named, record_type.name, keys):
        return
    followers = _followers(record_type.model)
    with transaction.atomic():
        _renew_quoting(record_type.model, keys)
        before = _names_shown(record_type, keys) if followers else {}
        write_entries(record_type, keys, timezone.now())
        after = _names_shown(record_type, keys) if followers else {}
        # A draft has no entry to tell whether its names have changed.
        changed = {found for found in keys if found not in after or before.get(found) != after[found]}
        for follower, lookup in followers if changed else ():
            records = follower.model.objects.filter(**{f"{lookup}__in": changed})
            others = set(records.values_list("pk", flat=True))
            write(follower, others - (keys if follower is record_type else set()))


def _renew_quoting(model, keys: set[int]) -> None:
    """What twins say of records that name these has changed; nothing names yet what has just come."""
    known = keys - came_here(model, keys)
    for quoting, lookups in _quoting(model) if known else ():
        quoted = Q.create([(f"{lookup}__in", known) for lookup in lookups], Q.OR)
        renew(quoting, quoting.model._base_manager.filter(quoted).order_by().values("pk"))


def renew(record_type: RecordType, keys) -> None:
    """Have harvesters and kept renditions know that what is told of these records has changed."""
    entries = SearchEntry.objects.filter(record_type=record_type.name, record_id__in=keys)
    entries.update(edition=RandomUUID(), datestamp=Greatest("datestamp", Now()))


def renew_around(row) -> None:
    """The same of the records whose twins, and not their entries, tell of a row that was written."""
    for quoting, lookups in _quoting(type(row)):
        renew(quoting, {key for lookup in lookups for key in _keys_naming(quoting.model, lookup, row)})


def renew_named(model, other, keys: set[int] | None) -> None:
    """The same of others that a record of the model was given, or that were taken from it."""
    for quoting, _lookups in _quoting(model) if keys else ():
        if quoting.model is other:
            renew(quoting, keys)


@cache
def _quoting(model) -> list[tuple[RecordType, list[str]]]:
    """Which record types name records of a model in their twins alone, and by which lookups."""
    found = (
        (quoting, [name for name in quoting.twins_from if related_model(quoting.model, name) is model])
        for quoting in record_types()
    )
    return [(quoting, lookups) for quoting, lookups in found if lookups]


def _write_named(name: str, keys: Iterable[int]) -> None:
    write(get_type(name), keys)


def followers_of(instance) -> list[tuple[RecordType, list[int]]]:
    """The records in whose entries the names of this record or row stand."""
    return [
        (follower, _keys_naming(follower.model, lookup, instance))
        for follower, lookup in _followers(type(instance))
    ]


def _keys_naming(model, lookup: str, instance) -> list[int]:
    relation = None if LOOKUP_SEP in lookup else model._meta.get_field(lookup)
    if relation and relation.one_to_many:  # a row says itself to which record it belongs
        owner = getattr(instance, relation.field.attname)
        return [owner] if owner else []
    return list(model.objects.filter(**{lookup: instance}).values_list("pk", flat=True))


def _followers(model) -> list[tuple[RecordType, str]]:
    """Which record types name records of a model in their entries, and by which lookup."""
    return [
        (record_type, lookup)
        for record_type in record_types()
        for lookup in record_type.names_from
        if related_model(record_type.model, lookup) is model
    ]


@cache
def related_model(model, lookup: str):
    for part in lookup.split("__"):
        model = model._meta.get_field(part).related_model
    return model


def remove(record_type: RecordType, keys: Iterable[int]) -> None:
    SearchEntry.objects.filter(record_type=record_type.name, record_id__in=list(keys)).delete()


def write_entries(record_type: RecordType, keys: set[int], moment: datetime | None = None) -> None:
    """Write or remove the entries of these records, and of these alone; for what has changed at a moment."""
    published = record_type.model.objects.filter(pk__in=keys, publication_status=Publication.PUBLISHED)
    # The rows that no entry reads come with the records: the history asks for them next.
    unread = [name for name in record_type.rows if name not in record_type.names_from]
    records = list(with_rows(published.with_names(), unread).prefetch_related(*record_type.names_from))
    write_rows([row_of(record, record_type) for record in records], moment=moment)
    read_whole(records)
    remove(record_type, keys - {record.pk for record in records})


def _names_shown(record_type: RecordType, keys) -> dict[int, tuple]:
    """What others repeat of these, and from when on they may: when it changes, they must be written too."""
    entries = SearchEntry.objects.filter(record_type=record_type.name, record_id__in=keys)
    return {
        record_id: tuple(shown)
        for record_id, *shown in entries.values_list(
            "record_id", "slug", "titles", "related", "facets", "public_from"
        )
    }
