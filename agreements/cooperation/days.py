"""What had been signed or held by a day."""

import datetime

from django.db.models import QuerySet

from cinterfor.publishing.as_of import is_past


def known_by(records: QuerySet, date: str, day: datetime.date | None) -> QuerySet:
    """Those whose first possible day is not after a day before today; all where there is no such day.

    Of what has no date nobody knows whether it was there by then.
    """
    return records.filter(**{f"{date}__lte": day}) if day and is_past(day) else records
