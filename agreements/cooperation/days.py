"""What had been signed or held by a day, and by whom."""

import datetime

from agreements.models.agreement_queries import AgreementQuerySet
from cinterfor.publishing.as_of import is_past
from knowledge.models.events import EventQuerySet


def signed_by(agreements: AgreementQuerySet, day: datetime.date | None) -> AgreementQuerySet:
    """Those known to be made by a day before today; all where there is no such day."""
    return agreements.made_by(day) if day and is_past(day) else agreements


def held_by(events: EventQuerySet, day: datetime.date | None) -> EventQuerySet:
    """Those whose first possible day is not after a day before today; all where there is no such day.

    Of what has no date nobody knows whether it was there by then.
    """
    return events.filter(begins_first__lte=day) if day and is_past(day) else events
