"""How much may come from one sender in ten minutes, before it is asked to wait."""

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

SECONDS = 600
#: Of a form that anybody may send: from one address, and for one e-mail.
MOST_OF_SENDER, MOST_OF_EMAIL = 10, 5


def is_flooding(request, form: str, email: str) -> bool:
    """Whether more of a form that anybody may send came from one address, or for one e-mail, than may."""
    if too_many(request, form, MOST_OF_SENDER):
        return True
    person = salted_hmac(form, email.lower()).hexdigest()  # no address of a person in the cache
    return bool(email) and too_many_of(f"{form}:{person}", MOST_OF_EMAIL)


def too_many(request, what: str, most: int) -> bool:
    """Whether more of this kind came from the reader's address than a person sends in ten minutes."""
    return too_many_of(f"{what}:{sender_of(request)}", most)


def too_many_of(key: str, most: int) -> bool:
    """Count one more under the key; whether that is more than so many in ten minutes."""
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) > most
    except ValueError:  # forgotten by the cache in between
        return False


def sender_of(request) -> str:
    """The reader's address: behind a proxy the last one that the proxy itself has added."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
