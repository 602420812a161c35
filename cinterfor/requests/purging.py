"""Deleting what tells who asked and what they wrote; what was asked for and when stays, for the figures."""

import calendar
import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .models import Request, Step
from .steps import note

PERSONAL = ("name", "email", "organisation_name", "message", "page", "reason")


def months_before(moment: datetime.datetime, months: int) -> datetime.datetime:
    """The same day so many months earlier, or the last one of that month."""
    number = moment.year * 12 + moment.month - 1 - months
    year, month = number // 12, number % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))


def due(now: datetime.datetime | None = None):
    """Requests that were closed or declined so long ago that nobody need know who asked."""
    limit = months_before(now or timezone.now(), settings.REQUESTS_KEPT_MONTHS)
    return Request.objects.filter(purged_at=None, done_at__lte=limit)


def purge(request: Request) -> None:
    """Empty what is personal: of the request, its notes and its letters. The record of its steps stays."""
    for name in PERSONAL:
        setattr(request, name, "")
    request.key, request.purged_at = None, timezone.now()
    request.notes.all().delete()
    # A letter that never went out has nobody left to go to.
    request.letters.update(body="", fault="")
    note(request, Step.Act.PURGED)


def purge_those_due() -> str:
    """What `manage.py daily` does; says in a line what it did."""
    return f"{sum(map(_purge_if_due, due().values_list('pk', flat=True)))} requests lost their personal data"


@transaction.atomic
def _purge_if_due(key: int) -> bool:
    """Unless somebody opened it again, or purged it, in between."""
    request = due().select_for_update(of=("self",)).filter(pk=key).first()
    if request:
        purge(request)
    return request is not None
