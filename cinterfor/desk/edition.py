"""One editor with one record: what they had before them, what others made of it, and what becomes of it.

A form is always checked against the state that its editor saw, in a transaction that is rolled back where
that is not the state that is stored. What comes out is merged with what others wrote meanwhile.
"""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from cinterfor.history.acting import acting, acting_now
from cinterfor.history.differences import Difference, differences
from cinterfor.history.merging import Place, changed_places, merge
from cinterfor.history.models import Act, Version
from cinterfor.history.noting import current_version, version_after
from cinterfor.history.state import apply, state_of
from cinterfor.publishing.models import Publication
from cinterfor.publishing.together import forget_what_waits

from .models import Pending
from .steps import PUBLIC, Step, status_after

#: What the way to publication itself writes: never taken over from an older version.
WORKFLOW = ("publication_status", "published_from", "withdrawal_reason", "review_note", "assignee_id")

#: How far a pending version is on its way; the public record stays public.
OF_PENDING = ("publication_status",)


class Overtaken(Exception):
    """Both this editor and another changed the same places, differently."""

    def __init__(self, places: list[Place], by: Version):
        super().__init__(places)
        self.places, self.by = places, by


@dataclass
class Edition:
    """A record as one editor has it open."""

    model: type
    key: int
    live: Version
    pending: Pending | None
    seen: Version
    #: Whether the record was just read and is held until the transaction ends.
    is_locked: bool = False
    savepoint: object = field(default=None, repr=False)

    @classmethod
    def of(cls, record, seen_id: str | None = None, is_locked: bool = False):
        """The newest state, or the older one that the editor's form was made from."""
        model = type(record)
        live = current_version(record, is_locked)
        pending = Pending.objects.of(model, record.pk).select_related("version", "base").first()
        newest = pending.version if pending else live
        seen = newest
        if seen_id and seen_id.isdecimal() and int(seen_id) != newest.pk:
            seen = Version.objects.of(model, record.pk).filter(pk=int(seen_id)).first() or newest
        return cls(model, record.pk, live, pending, seen, is_locked)

    @property
    def newest(self) -> Version:
        return self.pending.version if self.pending else self.live

    @property
    def is_public(self) -> bool:
        """Whether what is stored is what readers see, or will see: then changes are prepared beside it."""
        return self.live.state["fields"]["publication_status"] == Publication.PUBLISHED

    def changed_meanwhile(self) -> list[Place]:
        """What changed in public since the pending version was begun, and differs in it too."""
        if not self.pending:
            return []
        ours = set(changed_places(self.pending.base.state, self.pending.version.state))
        theirs = set(changed_places(self.pending.base.state, self.live.state))
        return [place for place in ours & theirs if place[1] not in WORKFLOW]

    def pending_changes(self) -> list[Difference]:
        """The pending version, compared with what readers see."""
        if not self.pending:
            return []
        return differences(self.model, self.live.state, self.pending.version.state, OF_PENDING)

    def show_what_was_seen(self) -> None:
        """Within a transaction that will be rolled back: the database as the editor saw it."""
        if self.seen.state != self.live.state:
            self._apply(self.seen.state)

    def begin(self, step: Step) -> None:
        """Before the form is read and saved: from here the trial can be rolled back."""
        writes_beside = self.is_public and step not in PUBLIC
        if writes_beside or self.pending or self.seen.pk != self.live.pk:
            self.savepoint = transaction.savepoint()
            self.show_what_was_seen()

    def finish(self, step: Step, overtaking: str = "") -> None:
        """After the form was saved: keep it as it is, or roll it back and keep what it comes to."""
        if self.savepoint is None:
            return
        mine = state_of(self.model, self.key)
        merged = merge(self.seen.state, self.newest.state, mine)
        real = [place for place in merged.conflicts if place[1] not in WORKFLOW]
        if real and overtaking != str(self.newest.pk):
            raise Overtaken(real, self.newest)
        transaction.savepoint_rollback(self.savepoint)
        forget_what_waits()
        state = merged.state
        for name in WORKFLOW:
            state["fields"][name] = mine["fields"][name]
        if self.is_public and step not in PUBLIC:
            self.prepare(state, step)
            return
        try:
            with transaction.atomic():
                self.publish(state)
        except IntegrityError as error:  # each alone was right, and both cannot stand together
            raise Overtaken(changed_places(self.seen.state, self.newest.state), self.newest) from error

    def prepare(self, state: dict, step: Step = Step.SAVE, act: str = Act.PREPARED) -> None:
        """Keep the state as the pending version of a public record."""
        status = self.pending.status if self.pending else Publication.PUBLISHED
        state["fields"]["publication_status"] = status_after(step, status, is_pending=True)
        version = version_after(self.live, state, act, pending=True)
        version.save()
        pending = Pending.of_version(version, self.live, self.pending)
        (self.pending,) = Pending.objects.keep([pending], "status", "assignee")

    def publish(self, state: dict, act: str = "") -> list[str]:
        """Make the state the stored one, with what changed in public since it was begun."""
        minor = acting_now().minor
        if self.pending:
            minor = minor and self.pending.minor
            workflow = {name: state["fields"][name] for name in WORKFLOW}
            state = merge(self.pending.base.state, self.live.state, state).state
            state["fields"] |= workflow
            Pending.objects.filter(pk=self.pending.pk).delete()
        if not self.pending and not act:
            return self._apply(state)
        with acting(act=act or _public_act(state), minor=minor):
            return self._apply(state)

    def _apply(self, state: dict) -> list[str]:
        return apply(self.model, self.key, state, self.live.state if self.is_locked else None)

    def discard(self) -> None:
        """Give the pending version up; it stays in the history."""
        state = self.pending.version.state
        version_after(self.live, state, Act.DISCARDED, pending=True).save()
        self.pending.delete()

    def restore(self, version: Version) -> list[str]:
        """Bring an older version back: prepared beside a public record, at once where it is not public.

        Returns what could not be restored, see `apply`.
        """
        state = version.state | {"fields": version.state["fields"] | self._workflow_now()}
        if self.is_public:
            self.prepare(state, act=Act.RESTORED)
            return []
        return self.publish(state, act=Act.RESTORED)

    def _workflow_now(self) -> dict:
        return {name: self.live.state["fields"][name] for name in WORKFLOW}


def _public_act(state: dict) -> str:
    withdrawn = state["fields"]["publication_status"] == Publication.WITHDRAWN
    return Act.WITHDRAWN if withdrawn else Act.PUBLISHED
