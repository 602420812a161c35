"""Preparing changes to many public records at once, as an edition does for one."""

from django.db import models

from cinterfor.history.acting import acting_now
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
    pending = {item.record_id: item for item in Pending.objects.of(model).filter(record_id__in=list(states))}
    live = _live_versions(model, records)
    for key, state in states.items():
        status = pending[key].status if key in pending else Publication.DRAFT
        state["fields"]["publication_status"] = status
    made = [version_of(records[key], state, act, pending=True) for key, state in states.items()]
    Pending.objects.bulk_create(
        [
            _pending(version, live[version.record_id], pending.get(version.record_id))
            for version in Version.objects.bulk_create(made)
        ],
        # One that is there keeps what it was begun from, its status and its reviewer.
        update_conflicts=True,
        unique_fields=["model", "record_id"],
        update_fields=["version", "minor", "changed_at"],
    )


def _pending(version: Version, base: Version, before: Pending | None) -> Pending:
    return Pending(
        model=version.model,
        record_id=version.record_id,
        base=base,
        version=version,
        status=version.state["fields"]["publication_status"],
        assignee_id=version.state["fields"]["assignee_id"],
        minor=acting_now().minor and (before is None or before.minor),
    )


def _live_versions(model, records: dict) -> dict[int, Version]:
    """The versions that the records have now; noted here where nothing was noted before."""
    newest = Version.objects.of(model).stored().filter(record_id__in=list(records)).newest_of_each()
    found = {version.record_id: version for version in newest}
    for key, state in states_of(model, records).items():
        if key not in found or found[key].state != state:
            found[key] = current_version(records[key])
    return found
