"""Preparing changes to many public records at once, as an edition does for one."""

from django.db import models

from cinterfor.history.models import Act, Version
from cinterfor.history.noting import current_version, version_of
from cinterfor.history.state import states_of
from cinterfor.publishing.models import Publication

from .models import Pending


def prepare_many(model: type[models.Model], states: dict[int, dict], act: str = Act.PREPARED) -> None:
    """Keep states as the pending versions of public records, by the keys of these."""
    if not states:
        return
    records = model._base_manager.in_bulk(list(states))
    pending = {
        item.record_id: item
        for item in Pending.objects.of(model).select_related("base").filter(record_id__in=list(states))
    }
    live = _live_versions(model, records)
    for key, state in states.items():
        status = pending[key].status if key in pending else Publication.DRAFT
        state["fields"]["publication_status"] = status
    made = [version_of(records[key], state, act, pending=True) for key, state in states.items()]
    # One that is there keeps its status and its reviewer.
    Pending.objects.keep(
        [
            Pending.of_version(version, live[version.record_id], pending.get(version.record_id))
            for version in Version.objects.bulk_create(made)
        ]
    )


def _live_versions(model, records: dict) -> dict[int, Version]:
    """The versions that the records have now; noted here where nothing was noted before."""
    newest = Version.objects.of(model).stored().filter(record_id__in=list(records)).newest_of_each()
    found = {version.record_id: version for version in newest}
    for key, state in states_of(model, records).items():
        if key not in found or found[key].state != state:
            found[key] = current_version(records[key])
    return found
