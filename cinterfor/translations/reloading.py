"""Texts of the interface that change while the portal runs: each process looks, and takes them up."""

import gettext
import logging
import struct
import time

from django.conf import settings
from django.utils.translation import trans_real

from . import overrides
from .catalogues import DOMAINS, state_of

#: How often a process looks, in seconds.
INTERVAL = 1


class Watch:
    """What a process knows of the changed texts: when each compiled catalogue was written."""

    def __init__(self):
        self.seen, self.due = written_at(), 0.0

    def look(self) -> None:
        """Take up what has changed since; cheap, and nothing where a look was just taken."""
        now = time.monotonic()
        if now < self.due:
            return
        self.due = now + INTERVAL
        found = written_at()
        if found != self.seen:
            self.seen = found
            take_up()


def written_at() -> tuple:
    paths = (overrides.path(code, domain, "mo") for code, _name in settings.LANGUAGES for domain in DOMAINS)
    return tuple(map(state_of, paths))


def take_up() -> None:
    """Have Django read its catalogues again, as its development server does.

    Unlike there, other threads are answering meanwhile: each keeps the language and the texts of its page,
    and none may find a language missing. So languages are replaced one by one, the default first, because
    others fall back on it. https://github.com/django/django/blob/5.2/django/utils/translation/reloader.py
    """
    gettext._translations.clear()
    default = settings.LANGUAGE_CODE
    try:
        for language in (default, *[code for code in [*trans_real._translations] if code != default]):
            trans_real._translations[language] = trans_real.DjangoTranslation(language)
    except (OSError, ValueError, struct.error):
        # Somebody copies a file just now, or it is damaged: what was read before is still good.
        logging.getLogger(__name__).exception("Changed texts of the interface cannot be read.")
    trans_real._default = trans_real._translations.get(default)


WATCH = Watch()


def present_texts(get_response):
    """Answer each request with the texts as they are now."""

    def middleware(request):
        WATCH.look()
        return get_response(request)

    return middleware
