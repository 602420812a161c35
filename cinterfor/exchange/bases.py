"""What a change that is brought in builds on: a public record, or the version that waits beside it."""

from typing import NamedTuple

from django.db import models

from cinterfor.desk.models import Pending
from cinterfor.history.state import states_of
from cinterfor.publishing.models import Publication


class Base(NamedTuple):
    """What a row builds on: a record's state, or the pending version of a public one (`beside` that)."""

    state: dict
    beside: bool


def bases(model: type[models.Model], keys, at_once: bool) -> dict[int, Base]:
    """What an import builds on for records that are there."""
    return bases_of(model, states_of(model, keys), at_once)


def bases_of(model: type[models.Model], found: dict[int, dict], at_once: bool) -> dict[int, Base]:
    """Of records in these states; an import that publishes nothing adds to what waits beside public ones."""
    public = [key for key, state in found.items() if not at_once and is_public(state)]
    pending = Pending.objects.of(model).filter(record_id__in=public).select_related("version")
    waiting = {item.record_id: item.version.state for item in pending}
    return {key: Base(waiting.get(key, state), key in public) for key, state in found.items()}


def is_public(state: dict) -> bool:
    """Of a record; rows and sectors, which have no publication of their own, wait for nobody."""
    return state["fields"].get("publication_status") == Publication.PUBLISHED
