"""The part of the pages of countries and themes that leads to what is new there, and to notices of it."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cinterfor.publishing.profiles import Part, register_part


def register_parts() -> None:
    """Before the sources, on each page."""
    for name, key in (("country", "code"), ("theme", "slug")):
        register_part(name, "", lambda record, name=name, key=key: _made(record, name, key))


def _made(record, name: str, key: str) -> tuple[Part, dict]:
    query = urlencode({name: getattr(record, key)})
    shown = {
        "news_path": f"{reverse('whats_new')}?{query}",
        "notices_path": f"{reverse('notices')}?{query}",
    }
    return Part("new", _("What is new"), "watch/_follow.html"), shown
