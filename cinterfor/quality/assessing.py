"""Assessing records set-wise: a number of queries for each chunk, however many records are in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Value
from django.utils import timezone

from cinterfor.history.state import states_of
from cinterfor.links.models import Link
from cinterfor.publishing.dates import today
from cinterfor.publishing.models import Publication
from cinterfor.publishing.registry import record_types
from cinterfor.translations.models import Translation

from .models import Kind, MonthlyQuality, Quality
from .rule import Facts, Part, assess

CHUNK = 500
UNIQUE = ["record_type", "kind", "record_id"]
WRITTEN = ["score", "parts", "records", "assessed_at"]


def facts_of(record_type, states: dict[int, dict]) -> dict[int, Facts]:
    """What the rule reads of records, by key, in one query."""
    outdated, broken = defaultdict(set), defaultdict(int)
    place = ("record_id", "field", "language")
    ledger = Translation.objects.of(record_type.model).outdated().filter(record_id__in=list(states))
    links = Link.objects.broken().of(record_type, list(states)).order_by()
    found = ledger.annotate(is_link=Value(False)).values_list(*place, "is_link")
    for key, field, language, is_link in found.union(
        links.annotate(is_link=Value(True)).values_list(*place, "is_link"), all=True
    ):
        if is_link:
            broken[key] += 1
        else:
            outdated[key].add((field, language))
    return {key: Facts(state, frozenset(outdated[key]), broken[key]) for key, state in states.items()}


def assess_states(record_type, states: dict[int, dict]) -> None:
    """Assess records of a type that are in these states."""
    rows = []
    for key, facts in facts_of(record_type, states).items():
        found = assess(record_type, facts)
        rows.append(
            Quality(record_type=record_type.name, record_id=key, score=found.score, parts=found.parts)
        )
    _write(rows)


def _write(rows: list[Quality]) -> None:
    Quality.objects.bulk_create(
        rows, batch_size=CHUNK, update_conflicts=True, unique_fields=UNIQUE, update_fields=WRITTEN
    )


def assess_all() -> Iterator[int]:
    """Assess every record, then the wholes; yields how many records each step did."""
    began = timezone.now()
    for record_type in record_types():
        keys = list(record_type.model._base_manager.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), CHUNK):
            states = states_of(record_type.model, keys[start : start + CHUNK])
            assess_states(record_type, states)
            yield len(states)
    with transaction.atomic():
        _write_wholes()
        # Of what is no longer there, or no longer public.
        Quality.objects.filter(assessed_at__lt=began).delete()


def _write_wholes() -> None:
    """The means of each public country and institution with all public records that belong to it."""
    known = _public_qualities()
    rows = [
        _mean(whole, [known[member] for member in members if member in known])
        for whole, members in _members().items()
        if whole in known
    ]
    _write(rows)
    month = today().replace(day=1)
    MonthlyQuality.objects.bulk_create(
        [
            MonthlyQuality(month=month, record_type=row.record_type, record_id=row.record_id, score=row.score)
            for row in rows
        ],
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["record_type", "record_id", "month"],
        update_fields=["score"],
    )


def wholes() -> list:
    """The record types that others belong to."""
    named = {name for record_type in record_types() for name in record_type.belongs_to}
    return [record_type for record_type in record_types() if record_type.name in named]


def _public_qualities() -> dict[tuple[str, int], dict]:
    """The points by part of all public records, by (type, key)."""
    found = {}
    for record_type in record_types():
        public = record_type.model._base_manager.filter(publication_status=Publication.PUBLISHED)
        own = Quality.objects.own(record_type).filter(record_id__in=public.values("pk"))
        found |= {(record_type.name, key): parts for key, parts in own.values_list("record_id", "parts")}
    return found


def _members() -> dict[tuple[str, int], set[tuple[str, int]]]:
    """The records of each whole, itself among them; each once, by however many ways it belongs."""
    found = defaultdict(set)
    for whole in wholes():
        for key in whole.model._base_manager.values_list("pk", flat=True):
            found[whole.name, key].add((whole.name, key))
    for record_type in record_types():
        for name, lookups in record_type.belongs_to.items():
            for lookup in lookups:
                linked = record_type.model._base_manager.filter(**{f"{lookup}__isnull": False})
                for key, member in linked.values_list(lookup, "pk").distinct():
                    found[name, key].add((record_type.name, member))
    return found


def _mean(whole: tuple[str, int], points: Iterable[dict]) -> Quality:
    points = list(points)
    parts = {part.value: sum(item[part] for item in points) / len(points) for part in Part}
    return Quality(
        record_type=whole[0],
        record_id=whole[1],
        kind=Kind.WHOLE,
        score=round(sum(parts.values())),
        parts={name: round(mean, 1) for name, mean in parts.items()},
        records=len(points),
    )
