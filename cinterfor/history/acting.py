"""Who changes records, and by which way: what the history notes beside each change."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Acting:
    """The account behind a change (None: a command), the way it came, what it does, and why."""

    user: object = None
    way: str = "command"
    act: str = ""
    note: str = ""
    #: The import, merge or bulk action that the change is a part of.
    batch: object = None
    #: Whether translations stay valid: only spelling or wording changes.
    minor: bool = False


def signature(user) -> dict:
    """The account as what only grows keeps it: by number and name, which outlive the account."""
    return {"by_id": getattr(user, "pk", None), "by_name": user.get_username() if user else ""}


NOBODY = Acting()
_acting: ContextVar[Acting] = ContextVar("acting")


def acting_now() -> Acting:
    return _acting.get(NOBODY)


@contextmanager
def acting(**values):
    """Changes in the block are noted with these values; what is not given stays as it is around it."""
    with acting_as(replace(acting_now(), **values)):
        yield


@contextmanager
def acting_as(who: Acting):
    """As `acting`, with all values of an earlier moment."""
    token = _acting.set(who)
    try:
        yield
    finally:
        _acting.reset(token)
