"""When answers may last have changed: what `Last-Modified` says of all of them."""

import datetime

from django.utils import timezone

from cinterfor.history.models import Version
from cinterfor.publishing.registry import record_types
from cinterfor.search.models import SearchEntry

#: A release may tell of records in another way: this process began with it.
STARTED = timezone.now()
#: HTTP tells whole seconds: within them more may change unseen.
SECOND = datetime.timedelta(seconds=2)


def last_change() -> datetime.datetime | None:
    """The last moment at which any answer may have changed; None when that is just now.

    Records repeat the names of others, so that it is one moment for all: of the last change of any record,
    of the last that became public by its day, of the day itself, on which states follow from dates.
    """
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    found = max([STARTED, midnight, *_changes()])
    return found if found < timezone.now() - SECOND else None


def _changes() -> list[datetime.datetime]:
    """In one query, of which each part reads one row of an index."""
    public = SearchEntry.objects.filter(datestamp__lte=timezone.now())
    parts = [
        public.filter(record_type=found.name).order_by("-datestamp").values_list("datestamp")[:1]
        for found in record_types()
    ]
    versions = Version.objects.order_by("-pk").values_list("moment")[:1]
    return [moment for (moment,) in versions.union(*parts, all=True)]
