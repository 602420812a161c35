"""Carrying an import out: all of it in one transaction, many records at a time."""

from collections.abc import Iterable, Iterator

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from cinterfor.desk.preparing import prepare_many
from cinterfor.history.acting import acting
from cinterfor.history.models import Batch, SecurityEvent
from cinterfor.history.registry import kept_models
from cinterfor.history.security import log
from cinterfor.history.state import apply, stored_fields
from cinterfor.publishing.models import Publication, Record
from cinterfor.publishing.together import written_together
from cinterfor.translations import ledger
from cinterfor.translations.models import Translation

from .bases import bases
from .models import Import, Line
from .registry import columns_of
from .validating import as_record, as_row

CHUNK = 250
WRITTEN = ["record_id", "after"]
Step = tuple[int, int]


class Elsewhere(Exception):
    """The import is no longer where the request thought it was: carried out, or just being carried out."""


class ChangedMeanwhile(Exception):
    """Somebody changed records of the import after it was checked; it has been sent to be checked again."""


def carry_out(item: Import, user) -> Iterator[Step]:
    """Import the good rows, yielding how many are written of how many; nothing stays of it if it is left."""
    try:
        with transaction.atomic():
            item = locked(item, Import.State.READY)
            total = item.lines.good().count()
            item.batch = batch_of(item, user, total)
            with acting(user=user, way=item.way, batch=item.batch):
                for done, lines in chunks_of(item.lines.good()):
                    with written_together():
                        for model, own in by_model(lines):
                            _write(item, model, own)
                    yield done, total
            mark_done(item, user)
    except (IntegrityError, ChangedMeanwhile) as error:
        # What the rows refer to may be gone as well: the database says so at the latest.
        item = Import.objects.get(pk=item.pk)
        item.check_again()
        raise ChangedMeanwhile from error


def locked(item: Import, state: str) -> Import:
    """The import, held until the end of the transaction; `Elsewhere` if it is not in the state."""
    found = Import.objects.select_for_update(skip_locked=True).filter(pk=item.pk, state=state).first()
    if found is None:
        raise Elsewhere
    return found


def chunks_of(lines) -> Iterator[tuple[int, list[Line]]]:
    """Rows some at a time, with the number of all until then."""
    last, done = 0, 0
    while chunk := list(lines.filter(number__gt=last).order_by("number")[:CHUNK]):
        last, done = chunk[-1].number, done + len(chunk)
        yield done, chunk


def mark_done(item: Import, user) -> None:
    item.state = Import.State.DONE
    item.save(update_fields=["state", "batch"])
    log(SecurityEvent.Kind.IMPORTED, item.batch.label, item.content, user=user)


def batch_of(item: Import, user, total: int) -> Batch:
    with acting(user=user):
        return Batch.objects.begin(item.way, f"{item.file_name} ({total}/{item.lines.count()})")


def by_model(lines: list[Line]) -> list[tuple[type[models.Model], list[Line]]]:
    """The rows sorted by the model of their records."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.model, []).append(line)
    return [(own[0].record_model, own) for own in found.values()]


def _write(item: Import, model: type[models.Model], lines: list[Line]) -> None:
    known = [line for line in lines if line.record_id]
    keys = [line.record_id for line in known]
    list(model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    present = {key: base.state for key, base in bases(model, keys, item.at_once).items()}
    slugs = [line.slug for line in lines if not line.record_id]
    if any(present.get(line.record_id) != line.before for line in known):
        raise ChangedMeanwhile
    if slugs and model._base_manager.filter(slug__in=slugs).exists():
        raise ChangedMeanwhile
    columns = () if item.language else columns_of(model)
    for column in columns:
        column.prepare(model, lines)
    _create(model, [line for line in lines if not line.record_id])
    tell_sources(model, known, "after")
    rewritten = [line for line in known if line.is_rewritten]
    prepare_many(model, {line.record_id: line.after for line in rewritten if line.beside})
    store(model, {line.record_id: (line.before, line.after) for line in rewritten if not line.beside})
    for column in columns:
        column.keep(model, lines)


def tell_sources(model: type[models.Model], lines: list[Line], moment: str) -> None:
    """Have the ledger know what the texts of translators’ files are made from, before they are stored."""
    made = {
        (line.record_id, field, line.source.language): ledger.Made(*told[moment])
        for line in lines
        for field, told in line.made_from.items()
        if told.get(moment)
    }
    ledger.tell(model, made, Translation.Origin.IMPORTED)


def _create(model: type[models.Model], lines: list[Line]) -> None:
    records = [as_record(model, None, line.after) for line in lines]
    for record in records:
        if record.publication_status == Publication.PUBLISHED:
            record.published_from = timezone.now()
    model._default_manager.bulk_create(records)
    for line, record in zip(lines, records, strict=True):
        line.record_id = record.pk
    Line.objects.bulk_create(lines, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN)
    relate(model, {line.record_id: ({}, line.after["relations"]) for line in lines})
    _add_rows(model, lines)


def _add_rows(model: type[models.Model], lines: list[Line]) -> None:
    """The rows that belong to records which were just made, under the keys that they have in the states."""
    for name in kept_models()[model].rows:
        relation = model._meta.get_field(name)
        relation.related_model._base_manager.bulk_create(
            as_row(relation, int(key), line.record_id, values)
            for line in lines
            for key, values in line.after["rows"].get(name, {}).items()
        )


def store(model: type[models.Model], states: dict[int, tuple[dict, dict]]) -> None:
    """Give records their new states; by key: the state that each has, and the one that it gets."""
    alone = [key for key, pair in states.items() if not issubclass(model, Record) or _has_new_rows(*pair)]
    for key in alone:
        before, after = states[key]
        apply(model, key, after, before)
    _store_together(model, {key: pair for key, pair in states.items() if key not in alone})


def _has_new_rows(before: dict, after: dict) -> bool:
    return before["rows"] != after["rows"]


def _store_together(model: type[models.Model], states: dict[int, tuple[dict, dict]]) -> None:
    """Write many records in a few statements; their rows stay as they are."""
    if not states:
        return
    names = {
        field.name
        for before, after in states.values()
        for field in stored_fields(model)
        if before["fields"].get(field.attname) != after["fields"].get(field.attname)
    }
    records = [as_record(model, key, after) for key, (_before, after) in states.items()]
    relate(model, {key: (old["relations"], new["relations"]) for key, (old, new) in states.items()})
    # Last, for history and search follow from it.
    model._default_manager.bulk_create(
        records, update_conflicts=True, unique_fields=["id"], update_fields=[*sorted(names), "changed_at"]
    )


def relate(model: type[models.Model], relations: dict[int, tuple[dict, dict]]) -> None:
    """Relate records to others; by key: the relations that each has, and those that it gets."""
    for field in model._meta.many_to_many:
        changed = {
            key: after.get(field.name, [])
            for key, (before, after) in relations.items()
            if before.get(field.name, []) != after.get(field.name, [])
        }
        _rewrite_pairs(field, changed)


def _rewrite_pairs(field: models.ManyToManyField, others: dict[int, Iterable[int]]) -> None:
    through = field.remote_field.through
    one, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    through._base_manager.filter(**{f"{one}__in": list(others)}).delete()
    through._base_manager.bulk_create(
        through(**{f"{one}_id": key, f"{other}_id": found}) for key, keys in others.items() for found in keys
    )
