"""What a focal point's answer does: the record is verified, or a proposal waits for an editor."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cinterfor.history.acting import acting
from cinterfor.history.models import Act, Version, Way
from cinterfor.history.noting import current_version
from cinterfor.history.state import apply, state_of
from cinterfor.publishing.dates import today
from cinterfor.publishing.models import Publication
from cinterfor.publishing.together import written_for_now
from network.models import Institution

from .models import FocalPoint, Verification


def opened(asked: Verification) -> None:
    """The first time that its link was followed."""
    Verification.objects.filter(pk=asked.pk, opened_at=None).update(opened_at=timezone.now())


def version_seen(asked: Verification, number: str) -> Version:
    """The public version that a page was made from, else the present one."""
    live = current_version(asked.institution)
    if not number.isdecimal() or len(number) > 18 or int(number) == live.pk:
        return live
    public = Version.objects.of(Institution, asked.institution_id).stored()
    found = public.filter(pk=int(number), state__fields__publication_status=Publication.PUBLISHED)
    return found.first() or live


@contextmanager
def as_it_was(version: Version) -> Iterator[Institution]:
    """The record as a page showed it; all that is written in the block is rolled back."""
    with transaction.atomic(), written_for_now():
        if state_of(Institution, version.record_id) != version.state:
            apply(Institution, version.record_id, version.state)
        yield Institution.objects.get(pk=version.record_id)
        transaction.set_rollback(True)


def in_the_name_of_the_institution(asked: Verification):
    """What is noted in the history; never who the focal point is, for the history is for ever.

    It stands around `written_together`, at whose end versions are noted.
    """
    with override(settings.LANGUAGE_CODE):
        note = _("Verification number %(number)d") % {"number": asked.pk}
    return acting(way=Way.VERIFICATION, act=Act.VERIFIED, note=note)


def confirm(asked: Verification, version: Version) -> None:
    """Everything is correct as this version has it."""
    record = Institution.objects.select_for_update().get(pk=asked.institution_id)
    record.verified_on = today()
    record.save(update_fields=["verified_on"])
    _answered(asked, version, Verification.Answer.CORRECT)
    asked.state, asked.handled_at = Verification.State.ACCEPTED, asked.answered_at
    asked.save()


def propose(asked: Verification, version: Version, state: dict, note: str) -> None:
    """Keep what the institution would have the record be, for an editor to decide."""
    _answered(asked, version, Verification.Answer.CHANGES)
    asked.state, asked.proposal, asked.note = Verification.State.WAITING, state, note
    asked.save()
    transaction.on_commit(lambda: _tell_editors(asked))


def _answered(asked: Verification, version: Version, answer: str) -> None:
    asked.base, asked.answer, asked.answered_at = version, answer, timezone.now()
    asked.opened_at = asked.opened_at or asked.answered_at


def _tell_editors(asked: Verification) -> None:
    if not settings.REPORTS_EMAIL:
        return
    with override(settings.LANGUAGE_CODE):
        subject = _("Proposed changes: %(institution)s") % {"institution": asked.institution}
        page = reverse("admin:verification_verification_change", args=[asked.pk])
    body = settings.PORTAL_ADDRESS + page
    send_mail(" ".join(subject.split()), body, None, settings.REPORTS_EMAIL, fail_silently=True)


@transaction.atomic
def leave(point: FocalPoint, note: str) -> None:
    """The person is asked no more; what was asked is closed."""
    locked = FocalPoint.objects.select_for_update().get(pk=point.pk)
    if locked.active:
        locked.active, locked.left_at = False, timezone.now()
        locked.note = "\n".join(filter(None, (locked.note, note)))
        locked.save()
    locked.verifications.asked().update(state=Verification.State.CLOSED)
