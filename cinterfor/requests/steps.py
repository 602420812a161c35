"""What the staff does with a request: each step once, noted, by one person at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from cinterfor.history.acting import acting_now, signature
from cinterfor.publishing.together import written_together

from . import letters, posting
from .models import DONE, Kind, Letter, Note, Request, Status, Step

#: Kinds for which an institution that helps is looked for.
WITH_PARTNER = (Kind.TECHNICAL_ASSISTANCE, Kind.PUT_IN_TOUCH)
WAY = (Status.RECEIVED, Status.IN_STUDY, Status.MATCHED, Status.UNDER_WAY, Status.CLOSED)


class Stale(Exception):
    """Something was done with the request since the page was made from which this comes."""


def newest_step(request: Request) -> int:
    """By this a page tells what it has seen of a request."""
    return request.steps.order_by("-pk").values_list("pk", flat=True).first() or 0


@contextmanager
def taken(key: int, seen: str) -> Iterator[Request]:
    """The request, for one step; nobody else does one meanwhile. Stale."""
    with written_together():
        request = Request.objects.select_for_update(of=("self",)).get(pk=key)
        if str(newest_step(request)) != seen:
            raise Stale
        yield request


def next_statuses(request: Request) -> list[Status]:
    """Where the request may go from here."""
    if request.is_done:
        return [Status.IN_STUDY]
    ahead = WAY[WAY.index(request.status) + 1 :]
    if request.kind not in WITH_PARTNER:
        ahead = [status for status in ahead if status not in (Status.MATCHED, Status.UNDER_WAY)]
    return [*ahead, Status.DECLINED]


def note(request: Request, act: str, before="", after="", letter: Letter | None = None) -> None:
    """Keep for ever that this was done now, by whoever acts."""
    said = {"before": str(before)[:150], "after": str(after)[:150], "letter": letter}
    request.moved_at = timezone.now()
    request.save()
    request.steps.create(act=act, moment=request.moved_at, **said, **signature(acting_now().user))


def move(request: Request, status: str, text: str = "") -> None:
    """Bring it to the state; with a text, tell who asked."""
    before, request.status = request.status, status
    request.done_at = timezone.now() if status in DONE else None
    if status != Status.DECLINED:
        request.reason = ""
    note(request, Step.Act.MOVED, before, status, _letter(request, text) if text else None)


def write(request: Request, text: str) -> None:
    """A letter to who asked, without a step."""
    note(request, Step.Act.WRITTEN, letter=_letter(request, text))


def _letter(request: Request, text: str) -> Letter:
    letter = letters.answer(request, text)
    letter.by_name = signature(acting_now().user)["by_name"]
    letter.save()
    posting.post([letter])
    return letter


def add_note(request: Request, text: str) -> None:
    Note.objects.create(request=request, text=text, by_name=signature(acting_now().user)["by_name"])
    note(request, Step.Act.NOTED)


def change(request: Request, before: Request, changed: list[str]) -> None:
    """Note who sees to it now, and that details were changed; the new values stand in it already."""
    if "assignee" in changed:
        note(request, Step.Act.ASSIGNED, before.assignee or "", request.assignee or "")
    if details := [name for name in changed if name != "assignee"]:
        note(request, Step.Act.CHANGED, after=", ".join(details))
