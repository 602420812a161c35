"""Writing a record, its rows and its relations as one: what follows from it follows once, at the end."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import models, transaction


@dataclass
class Block:
    """What waits for the end of a block, and what is known in it of records without asking for it."""

    waiting: dict[tuple[Callable, object], set[int]] = field(default_factory=dict)
    #: Records that were given their key here, by model, until something is noted about them.
    new: dict[type, set[int]] = field(default_factory=dict)
    #: The same, for as long as the block lasts.
    came: dict[type, set[int]] = field(default_factory=dict)
    #: Records as they are at the end, by model and key, with what they are related to.
    read: dict[type, dict[int, models.Model]] = field(default_factory=dict)


_open: ContextVar[Block | None] = ContextVar("open", default=None)
_ending: ContextVar[Block | None] = ContextVar("ending", default=None)


@contextmanager
def written_together():
    """A transaction in which each record is indexed and noted once, however often it is written."""
    if _open.get() is not None:
        yield
        return
    block = Block()
    with transaction.atomic():
        with _set(_open, block):
            yield
        with _set(_ending, block):
            for (act, subject), keys in block.waiting.items():
                act(subject, keys)


@contextmanager
def written_for_now():
    """A trial, rolled back by the caller: nothing follows from what is written in it."""
    with _set(_open, Block()):
        yield


@contextmanager
def _set(variable: ContextVar, block: Block):
    token = variable.set(block)
    try:
        yield
    finally:
        variable.reset(token)


def forget_what_waits() -> None:
    """What was written in this block so far has been rolled back: nothing follows from it."""
    if (block := _open.get()) is not None:
        block.waiting.clear()
        block.new.clear()
        block.came.clear()


def postponed(act: Callable, subject, keys: Iterable[int]) -> bool:
    """Whether `act(subject, keys)` now waits for the end of a `written_together` block."""
    block = _open.get()
    if block is None:
        return False
    block.waiting.setdefault((act, subject), set()).update(keys)
    return True


def given_its_key(record: models.Model) -> None:
    """The record was just stored for the first time, under a key that nothing had before."""
    if (block := _open.get()) is not None:
        for records in (block.new, block.came):
            records.setdefault(type(record), set()).add(record.pk)


def take_new(model: type, keys: Iterable[int]) -> set[int]:
    """Which of the records came in this block, so that nothing is noted about them yet. Told once."""
    block = _open.get() or _ending.get()
    new = block.new.get(model, set()) if block else set()
    found = new.intersection(keys)
    new -= found
    return found


def came_here(model: type, keys: Iterable[int]) -> set[int]:
    """Which of the records came in this block, so that nothing names them yet."""
    block = _open.get() or _ending.get()
    return block.came.get(model, set()).intersection(keys) if block else set()


def read_whole(records: Iterable[models.Model]) -> None:
    """At the end of a block: what follows later need not read these again."""
    if (block := _ending.get()) is not None:
        for record in records:
            block.read.setdefault(type(record), {})[record.pk] = record


def already_read(model: type, keys: Iterable[int]) -> dict[int, models.Model]:
    """Which of the records were read at the end of this block, where nobody writes them any more."""
    block = _ending.get()
    read = block.read.get(model, {}) if block else {}
    return {key: read[key] for key in keys if key in read}
