"""Undoing an import: what it wrote goes back, where nobody else has written since."""

from collections.abc import Iterator

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cinterfor.desk.edition import WORKFLOW
from cinterfor.desk.models import Pending
from cinterfor.desk.preparing import prepare_many
from cinterfor.desk.roles import may_publish
from cinterfor.history.acting import acting
from cinterfor.history.differences import place_in_words
from cinterfor.history.merging import changed_places, merge
from cinterfor.history.models import Act, SecurityEvent, Version
from cinterfor.history.noting import version_of
from cinterfor.history.security import log
from cinterfor.history.state import states_of
from cinterfor.publishing.models import Address, Publication
from cinterfor.publishing.together import written_together

from .bases import is_public
from .models import Import, Line
from .registry import columns_of
from .writing import Step, by_model, chunks_of, locked, store, tell_sources


def undo(item: Import, user) -> Iterator[Step]:
    """Take an import back, yielding how many of its records are looked at of how many."""
    with transaction.atomic():
        item = locked(item, Import.State.DONE)
        total = item.lines.good().count()
        note = _("The import of “%(file)s” was undone.") % {"file": item.file_name}
        with acting(user=user, way=item.way, note=note):
            for done, lines in chunks_of(item.lines.good()):
                with written_together():
                    for model, own in by_model(lines):
                        _undo(item, model, own, may_publish(user, model))
                Line.objects.bulk_update(lines, ["left_alone"])
                yield done, total
        mark_undone(item, user)


def mark_undone(item: Import, user) -> None:
    item.batch.undone_at = timezone.now()
    item.batch.save(update_fields=["undone_at"])
    item.state = Import.State.UNDONE
    item.save(update_fields=["state"])
    log(SecurityEvent.Kind.UNDONE, item.batch.label, item.content, user=user)


def _undo(item: Import, model: type[models.Model], lines: list[Line], publishes: bool) -> None:
    keys = [line.record_id for line in lines]
    list(model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    present = states_of(model, keys)
    versions = item.batch.versions.of(model).filter(record_id__in=keys)
    written = {version.record_id: version.state for version in versions}
    there = []
    for line in lines:
        if line.record_id in present:
            there.append(line)
        else:
            line.left_alone = _("The record was deleted since.")
    made = [line for line in there if line.outcome == Line.Outcome.NEW]
    changed = [line for line in there if line.outcome == Line.Outcome.CHANGED and line.is_rewritten]
    tell_sources(model, there, "before")
    _take_away(model, made, present, written)
    _put_back(model, [line for line in changed if not line.beside], present, written, publishes)
    _put_back_beside(model, [line for line in changed if line.beside], present, written)
    for column in () if item.language else columns_of(model):
        column.forget(model, lines)


def _put_back(model, lines, present: dict, written: dict, publishes: bool) -> None:
    """The import's own places in what is stored."""
    states = {}
    for line in lines:
        now, then = present[line.record_id], written[line.record_id]
        if is_public(now) and not publishes:
            line.left_alone = _("The record was published since; only who may publish can change it back.")
            continue
        undone = merge(then, line.before, now)
        line.left_alone = _in_words(model, undone.conflicts)
        states[line.record_id] = (now, undone.state)
    with acting(act=Act.RESTORED):
        store(model, {key: pair for key, pair in states.items() if pair[0] != pair[1]})


def _put_back_beside(model, lines, present: dict, written: dict) -> None:
    """The import's own places in pending versions; one that then holds nothing of its own is given up."""
    keys = [line.record_id for line in lines]
    found = Pending.objects.of(model).filter(record_id__in=keys).select_related("version")
    pending = {item.record_id: item for item in found}
    again, ended = {}, []
    for line in lines:
        waiting = pending.get(line.record_id)
        if waiting is None:
            line.left_alone = _("The pending version was published or discarded since.")
            continue
        undone = merge(written[line.record_id], line.before, waiting.version.state)
        line.left_alone = _in_words(model, undone.conflicts)
        own = changed_places(present[line.record_id], undone.state)
        if is_public(line.before) and all(place[1] in WORKFLOW for place in own):
            ended.append(waiting)
        else:
            again[line.record_id] = undone.state
    prepare_many(model, again, Act.RESTORED)
    records = model._base_manager.in_bulk([waiting.record_id for waiting in ended])
    Version.objects.bulk_create(
        version_of(records[waiting.record_id], waiting.version.state, Act.DISCARDED, pending=True)
        for waiting in ended
    )
    Pending.objects.filter(pk__in=[waiting.pk for waiting in ended]).delete()


def _take_away(model: type[models.Model], lines, present: dict, written: dict) -> None:
    """Records that the import made: deleted, or withdrawn where readers could see them."""
    keys = [line.record_id for line in lines]
    addresses = Address.objects.once_public().filter(record_type=model.record_type().name)
    public = set(addresses.filter(record_id__in=keys).values_list("record_id", flat=True))
    for line in lines:
        if present[line.record_id] != written[line.record_id]:
            line.left_alone = _("The record was changed since.")
    own = [line for line in lines if not line.left_alone]
    for record in model._base_manager.filter(
        pk__in=[item.record_id for item in own if item.record_id in public]
    ):
        _withdraw(record)
    _delete(model, [line for line in own if line.record_id not in public])


def _withdraw(record) -> None:
    record.publication_status = Publication.WITHDRAWN
    record.withdrawal_reason = _("It was published by mistake.")
    record.save()


def _delete(model: type[models.Model], lines: list[Line]) -> None:
    """All at once; only where others refer to one of them, one by one."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=[line.record_id for line in lines]).delete()
    except ProtectedError:
        if len(lines) > 1:
            for line in lines:
                _delete(model, [line])
        else:
            lines[0].left_alone = _("Other records refer to it.")


def _in_words(model, places) -> str:
    """What others changed after the import, and stays as they left it."""
    if not places:
        return ""
    named = dict.fromkeys(capfirst(place_in_words(model, place)) for place in places)
    return _("Changed by others since, and left as it is: %(fields)s.") % {"fields": ", ".join(named)}
