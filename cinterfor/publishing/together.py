"""Writing a record, its rows and its relations as one: what follows from it follows once, at the end."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

_waiting: ContextVar[dict | None] = ContextVar("waiting", default=None)


@contextmanager
def written_together():
    """A transaction in which each record is indexed and noted once, however often it is written."""
    if _waiting.get() is not None:
        yield
        return
    waiting: dict[tuple[Callable, object], set[int]] = {}
    token = _waiting.set(waiting)
    try:
        with transaction.atomic():
            yield
            _waiting.reset(token)
            token = None
            for (act, subject), keys in waiting.items():
                act(subject, keys)
    finally:
        if token is not None:
            _waiting.reset(token)


@contextmanager
def written_for_now():
    """A trial, rolled back by the caller: nothing follows from what is written in it."""
    token = _waiting.set({})
    try:
        yield
    finally:
        _waiting.reset(token)


def forget_what_waits() -> None:
    """What was written in this block so far has been rolled back: nothing follows from it."""
    if (waiting := _waiting.get()) is not None:
        waiting.clear()


def postponed(act: Callable, subject, keys: Iterable[int]) -> bool:
    """Whether `act(subject, keys)` now waits for the end of a `written_together` block."""
    waiting = _waiting.get()
    if waiting is None:
        return False
    waiting.setdefault((act, subject), set()).update(keys)
    return True
