"""Taking a request in: once, under the next number of its year, with the mails that say so."""

from django.db import connection, transaction
from django.db.models import IntegerField, Max, Q
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from cinterfor.publishing.languages import LANGUAGES
from network.models import Institution

from . import letters, posting
from .models import Letter, Request, Step

#: Whoever takes in a request holds this lock until it is stored: numbers and forms are taken one by one.
LOCK = int.from_bytes(b"requests")
#: What tells whether a form sent again says the same.
SAID = ("kind", "name", "email", "organisation_name", "message")


def receive(request: Request) -> Request:
    """Store it and write to the asker and to the staff; the one that is there where its form came twice."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if earlier := sent_before(request):
            return earlier
        request.number = next_number(timezone.localdate().year)
        request.organisation = institution_named(request.organisation_name)
        if request.country is None and request.organisation:
            request.country = request.organisation.country
        request.save()
        Step.objects.create(request=request, act=Step.Act.RECEIVED, after=request.status)
        posting.post(Letter.objects.bulk_create(letters.on_receipt(request)))
    return request


def sent_before(request: Request) -> Request | None:
    """The request that this very form has become already."""
    return Request.objects.filter(key=request.key).first() if request.key else None


def says_the_same(one: Request, other: Request) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SAID)


def next_number(year: int) -> str:
    """Such as 2026-0042; under the lock, so that no other takes it too."""
    of_year = Request.objects.filter(number__startswith=f"{year}-").order_by()
    newest = of_year.aggregate(last=Max(Cast(Substr("number", 6), IntegerField())))["last"] or 0
    return f"{year}-{newest + 1:04d}"


def institution_named(text: str) -> Institution | None:
    """The one public institution with this name or acronym; none where it is not clear which."""
    if not text:
        return None
    named = Q(acronym__iexact=text) | Q(official_name__iexact=text)
    for code in LANGUAGES:
        named |= Q(**{f"name_{code}__iexact": text})
    found = Institution.objects.published().filter(named).select_related("country")[:2]
    return found[0] if len(found) == 1 else None
