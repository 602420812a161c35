"""What is forgotten of unknown addresses every night."""

from datetime import timedelta

from django.utils import timezone

from .models import MOST, UnknownAddress

#: Asked for so seldom, and not for so many days, an address is forgotten.
SELDOM, DAYS = 3, 90
#: Where the list is nearly full, so many of the most asked stay.
NEARLY_FULL, STAY = MOST * 9 // 10, MOST * 8 // 10


def forget_unknown_addresses() -> str:
    since = timezone.now() - timedelta(days=DAYS)
    forgotten, _rows = UnknownAddress.objects.filter(count__lt=SELDOM, last_seen__lt=since).delete()
    if UnknownAddress.objects.count() > NEARLY_FULL:
        staying = UnknownAddress.objects.order_by("-count", "-last_seen").values("pk")[:STAY]
        forgotten += UnknownAddress.objects.exclude(
            pk__in=list(staying.values_list("pk", flat=True))
        ).delete()[0]
    return f"{forgotten} unknown addresses were forgotten."
