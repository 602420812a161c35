"""Noting versions: one for each record that a transaction has changed, whatever way the change came."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cinterfor.publishing.models import Record
from cinterfor.publishing.rows import remember, rows_of
from cinterfor.publishing.together import already_read, postponed, take_new
from cinterfor.translations import ledger
from cinterfor.translations.models import Translation

from .acting import NOBODY, Acting, acting_as, acting_now, signature
from .models import Act, Version, Way
from .registry import kept_models, model_of
from .state import state_of, states_of_records

CHUNK = 500
STATUS_ACTS = {
    "published": Act.PUBLISHED,
    "withdrawn": Act.WITHDRAWN,
    "review": Act.SENT,
    "draft": Act.RETURNED,
}


class Noted(NamedTuple):
    """The state that was noted of a record before, unless it was not there, and its present one."""

    before: dict | None
    now: dict


_followers: list[Callable] = []


def when_noted(follower: Callable) -> None:
    """Have `follower(model, {key: Noted})` told of records that were written, in the same transaction."""
    _followers.append(follower)


def note(model: type, keys: Iterable[int]) -> None:
    """Keep the records as they are now, where they differ from what was kept last."""
    _note((model._meta.label_lower, acting_now()), set(keys))


def _note(change: tuple[str, Acting], keys: set[int]) -> None:
    """The change is noted as of who acted when it was made, also where that is written down later."""
    if not keys or postponed(_note, change, keys):
        return
    label, who = change
    model, ordered = model_of(label), sorted(keys)
    with acting_as(who):
        for start in range(0, len(ordered), CHUNK):
            _note_chunk(model, ordered[start : start + CHUNK])


def _note_chunk(model: type, keys: list[int]) -> None:
    before = _newest_of_each(model, set(keys) - take_new(model, keys))
    records = already_read(model, keys)
    records |= model._base_manager.in_bulk([key for key in keys if key not in records])
    states = states_of_records(model, records.values())
    changed = {
        key: state
        for key, state in states.items()
        if key not in before or before[key].state != state or before[key].act == Act.DELETED
    }
    Version.objects.bulk_create(
        version_of(records[key], state, _act(before.get(key), state)) for key, state in changed.items()
    )
    pairs = {key: (before[key].state if key in before else None, state) for key, state in changed.items()}
    ledger.follow(model, pairs, acting_now().minor, _origin(acting_now().way))
    for follower in _followers if states else ():
        follower(model, {key: Noted(_stood(before.get(key)), state) for key, state in states.items()})


def _newest_of_each(model: type, keys: set[int]) -> dict[int, Version]:
    known = Version.objects.of(model).stored().filter(record_id__in=keys).newest_of_each()
    return {version.record_id: version for version in known} if keys else {}


def _stood(version: Version | None) -> dict | None:
    return None if version is None or version.act == Act.DELETED else version.state


def _origin(way: str) -> str:
    return Translation.Origin.IMPORTED if way in (Way.IMPORT, Way.TRANSLATION) else Translation.Origin.HUMAN


def version_of(record, state: dict, act: str, **values) -> Version:
    """A version, not yet saved, in the name of whoever acts now."""
    titles = record.titles() if isinstance(record, Record) else {"": str(record)}
    named = {code: title for code, title in titles.items() if title}
    return _version(record._meta.label_lower, record.pk, named, state, act, **values)


def version_after(version: Version, state: dict, act: str, **values) -> Version:
    """A version of the record that has the given one, as `version_of`."""
    return _version(version.model, version.record_id, version.titles, state, act, **values)


def _version(label: str, key: int, titles: dict, state: dict, act: str, **values) -> Version:
    who = acting_now()
    return Version(
        model=label,
        record_id=key,
        titles=titles,
        **signature(who.user),
        way=who.way,
        note=who.note,
        batch=who.batch,
        state=state,
        **{"act": who.act or act} | values,
    )


def _act(before: Version | None, state: dict) -> str:
    if before is None or before.act == Act.DELETED:
        return Act.CREATED
    was, now = (item["fields"].get("publication_status") for item in (before.state, state))
    return STATUS_ACTS[now] if was != now else Act.CHANGED


def note_unnoted() -> int:
    """Keep the present state of records that are older than their history. Returns their number."""
    count = 0
    for model in kept_models():
        known = Version.objects.of(model).stored().values("record_id")
        missing = set(model._base_manager.exclude(pk__in=known).values_list("pk", flat=True))
        note(model, missing)
        count += len(missing)
    return count


def note_deletion(record) -> None:
    """Keep the record as it was just before it is deleted."""
    if state := state_of(type(record), record.pk):
        version_of(record, state, Act.DELETED).save()


def current_version(record, is_locked: bool = False) -> Version:
    """The version that the record has now; noted here where nothing was noted before.

    A record that was just read, and that nobody else may change meanwhile, is not read again.
    """
    model = type(record)
    found = Version.objects.latest_of(model, record.pk)
    if is_locked:
        names = list(kept_models()[model].rows)
        remember(record, rows_of(model, [record.pk], names).get(record.pk, {}))
        state = states_of_records(model, [record])[record.pk]
    else:
        state = state_of(model, record.pk)
    if found is None or found.state != state:
        with acting_as(NOBODY):  # by whoever came past what is listened to, and not by who looks now
            found = version_of(record, state, Act.CREATED if found is None else Act.CHANGED)
        found.save()
    return found
