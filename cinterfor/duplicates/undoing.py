"""Undoing a merge: both records as they were, and all that was moved given back."""

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cinterfor.history.acting import acting
from cinterfor.history.differences import place_in_words
from cinterfor.history.merging import merge as merge_states
from cinterfor.history.models import Act, Version
from cinterfor.history.noting import version_of
from cinterfor.history.state import apply, state_of
from cinterfor.publishing.models import Address, Record
from cinterfor.publishing.together import written_together

from .models import Merge
from .moving import in_words
from .pendings import give_back


class NotUndone(Exception):
    """What was changed since stands against it, in words."""


def undo(merge: Merge) -> None:
    """Bring the lost record back under its key; what was changed since in other places is kept."""
    model = merge.record_model
    with transaction.atomic():
        merge.batch.refresh_from_db(from_queryset=type(merge.batch).objects.select_for_update())
        if merge.batch.undone_at:
            raise NotUndone(_("This merge has been undone already."))
        if model._base_manager.filter(pk=merge.lost_id).exists():
            raise NotUndone(_("“%(name)s” is there again.") % {"name": merge.lost_name})
        note = _("Undone: %(merge)s") % {"merge": merge.batch.label}
        try:
            with acting(act=Act.RESTORED, note=note), written_together():
                _give_back(merge, model)
        except IntegrityError as error:
            raise NotUndone(in_words(model, error)) from error
        merge.batch.undone_at = timezone.now()
        merge.batch.save(update_fields=["undone_at"])


def _give_back(merge: Merge, model: type) -> None:
    versions = merge.batch.versions.order_by("pk")
    lost = versions.filter(model=merge.model, record_id=merge.lost_id, pending=False).first()
    written = versions.filter(pending=False).exclude(model=merge.model, record_id=merge.lost_id)
    own = written.filter(model=merge.model, record_id=merge.kept_id)
    # The kept record first: it lets go of rows and addresses that the other had.
    for version in own:
        _take_back(version)
    if issubclass(model, Record):
        given = Address.objects.filter(record_type=model.record_type().name, slug__in=merge.addresses)
        given.filter(record_id=merge.kept_id).update(record_id=merge.lost_id)
    state = lost.before().state
    apply(model, merge.lost_id, state)
    version_of(model._base_manager.get(pk=merge.lost_id), state, Act.RESTORED).save()
    for label, name, key in merge.moved_rows:
        rows = apps.get_model(label)._base_manager.filter(pk=key, **{name: merge.kept_id})
        rows.update(**{name: merge.lost_id})
    for version in written.exclude(pk__in=own.values("pk")):
        _take_back(version)
    give_back(versions.filter(pending=True))


def _take_back(version: Version) -> None:
    """Give the record the state that it had before, with what was changed since in other places."""
    model = version.record_model
    now, before = state_of(model, version.record_id), version.before()
    if now is None or before is None:
        raise NotUndone(_("“%(record)s” is no longer there.") % {"record": version})
    merged = merge_states(version.state, now, before.state)
    if merged.conflicts:
        newest = Version.objects.latest_of(model, version.record_id)
        told = _("“%(record)s” was changed since, on %(date)s, in the same places: %(fields)s.")
        names = ", ".join(dict.fromkeys(place_in_words(model, place) for place in merged.conflicts))
        date = date_format(localtime(newest.moment), "SHORT_DATETIME_FORMAT")
        raise NotUndone(told % {"record": version, "date": date, "fields": names})
    apply(model, version.record_id, merged.state)
