"""How works, events and news are counted where countries or institutions are compared."""

from django.db.models import CharField
from django.db.models.functions import Cast

from cinterfor.comparing.registry import Breakdown

from .filters import DECADES
from .models import Event, NewsItem, Product, Theme


def groups():
    """The groups of the thesaurus, each with its name in the reader's language."""
    return [
        (group.slug, group.title_text) for group in Theme.objects.published().filter(broader=None).in_order()
    ]


def _with_decade(products):
    """The decade as the list's filter writes it."""
    return products.with_decade().annotate(decade_text=Cast("decade", CharField()))


BREAKDOWNS = {
    "product": (
        Breakdown("theme", groups, facet="theme"),
        Breakdown("kind", Product.Kind.choices, field="kind"),
        Breakdown("decade", DECADES, field="decade_text", annotate=_with_decade),
    ),
    "event": (Breakdown("level", Event.Level.choices, field="level"),),
    "news": (Breakdown("scope", NewsItem.Scope.choices, field="scope"),),
}
