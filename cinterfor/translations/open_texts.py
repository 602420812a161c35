"""Public records with a text that is missing or outdated in a language, and since when it is.

The moment is read from the versions that the record had: the first of those in which it was so unbroken.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce
from itertools import groupby
from operator import itemgetter, or_
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Case, Exists, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Greatest

from cinterfor.history.models import Version
from cinterfor.history.registry import kept_models
from cinterfor.publishing.registry import RecordType, get_type, record_types

from .aligning import State
from .columns import state
from .ledger import source_of, translated_fields
from .models import Translation
from .progress import KEPT, public
from .texts import holder

#: How many records a feed has.
MOST = 50
OPEN = (State.MISSING, State.OUTDATED)


class OpenRecord(NamedTuple):
    """A public record with texts to translate into a language: their fields by state, and since when."""

    type: str
    key: int
    since: datetime
    #: When it became public.
    published: datetime
    #: {field: state}; of rows `parties.name`.
    fields: dict[str, str]

    @property
    def label(self) -> str:
        return get_type(self.type).model._meta.label_lower

    def in_state(self, wanted: str) -> list[str]:
        return [field for field, found in self.fields.items() if found == wanted]


def current(language: str) -> list[OpenRecord]:
    """The newest ones, as they were a few minutes ago at most."""
    return cache.get_or_set(f"open_texts:{language}", lambda: newest(language), KEPT)


def newest(language: str) -> list[OpenRecord]:
    """Of the records changed last the newest ones first, by when there came to be something to translate."""
    # No text opens after its record's last change: what was changed before all of these has nothing newer.
    changed = [item for record_type in record_types() for item in _changed_last(record_type, language)]
    changed = sorted(changed, key=lambda item: item.since, reverse=True)[:MOST]
    sources, found = _sources(changed, language), {(item.label, item.key): item for item in changed}
    for record, versions in groupby(_versions(changed), key=itemgetter(0, 1)):
        since = _since(found[record], language, versions, sources)
        found[record] = found[record]._replace(since=since)
    return sorted(found.values(), key=lambda item: item.since, reverse=True)


def _changed_last(record_type: RecordType, language: str) -> Iterator[OpenRecord]:
    """Records with open texts, as if they were open since the record's last change."""
    model = record_type.model
    by_field = _states(model, language)
    if not by_field:
        return
    states = {f"state_of_{field.replace('.', '_of_')}": found for field, found in by_field.items()}
    is_open = reduce(or_, (Q(**{f"{name}__in": OPEN}) for name in states))
    records = public(model).annotate(changed_last=Greatest("changed_at", "published_from"), **states)
    rows = records.filter(is_open).order_by("-changed_last", "-pk")
    names = ("pk", "changed_last", "published_from", *states)
    for key, changed, published, *found in rows.values_list(*names)[:MOST]:
        fields = {field: told for field, told in zip(by_field, found, strict=True) if told in OPEN}
        yield OpenRecord(record_type.name, key, changed, published, fields)


def _states(model: type, language: str) -> dict[str, Case]:
    """The state of each field of a record; of a field of its rows, whether it is missing in any of them."""
    found = {field: state(model, field, language) for field in translated_fields(model)}
    for name in kept_models()[model].rows:
        relation = model._meta.get_field(name)
        rows, owner = relation.related_model, relation.field.name
        for field in translated_fields(rows):
            stated = rows._base_manager.annotate(text_state=state(rows, field, language, owner))
            missing = stated.filter(text_state=State.MISSING, **{owner: OuterRef("pk")})
            found[f"{name}.{field}"] = Case(
                When(Exists(missing), then=Value(State.MISSING)), output_field=TextField()
            )
    return found


def _chosen(records: Iterable[OpenRecord]) -> Q:
    keys: dict[str, list[int]] = {}
    for item in records:
        keys.setdefault(item.label, []).append(item.key)
    return reduce(or_, (Q(model=label, record_id__in=found) for label, found in keys.items()), Q(pk=None))


def _sources(records: list[OpenRecord], language: str) -> dict[tuple[str, int, str], str]:
    """By place: what an outdated text was made from."""
    rows = Translation.objects.outdated(language).filter(_chosen(records))
    return {
        (model, key, field): source
        for model, key, field, source in rows.values_list("model", "record_id", "field", "source")
    }


def _versions(records: list[OpenRecord]) -> Iterator[tuple[str, int, datetime, dict]]:
    """(model, key, moment, state) of all their versions, of each record the newest first.

    Those that only wait beside a public record are none of its versions.
    """
    rows = Version.objects.stored().filter(_chosen(records)).order_by("model", "record_id", "-pk")
    return rows.values_list("model", "record_id", "moment", "state").iterator(chunk_size=20)


def _since(item: OpenRecord, language: str, versions: Iterator[tuple], sources: dict) -> datetime:
    """When the newest of its open texts became so, but not before the record was public."""
    opened: dict[str, datetime] = {}
    places: Iterable[str] | None = None
    for _label, _key, moment, record_state in versions:
        places = [
            place
            for place in (_places(item, record_state) if places is None else places)
            if _is_open(record_state, place, language, sources.get((item.label, item.key, place)))
        ]
        if not places:
            break
        opened |= dict.fromkeys(places, moment)
    return max(*(opened.values() or [item.since]), item.published)


def _places(item: OpenRecord, record_state: dict) -> Iterator[str]:
    """The names of the texts in the record's state: each row has its own."""
    for name in item.fields:
        relation, _dot, field = name.rpartition(".")
        if relation:
            yield from (f"{relation}.{key}.{field}" for key in record_state["rows"].get(relation, ()))
        else:
            yield name


def _is_open(record_state: dict, place: str, language: str, made_from: str | None) -> bool:
    try:
        values, field = holder(record_state, place)
    except KeyError:  # that row was not there yet
        return False
    source_language, source = source_of(values, field)
    if source_language == language or not source.strip():
        return False
    text = values.get(f"{field}_{language}") or ""
    is_missing = not text.strip() or language in record_state["fields"].get("held_languages", ())
    return is_missing if made_from is None else not is_missing and source != made_from
