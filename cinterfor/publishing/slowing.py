"""How much may come from one sender in ten minutes, before it is asked to wait."""

from django.conf import settings
from django.core.cache import cache

SECONDS = 600


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
