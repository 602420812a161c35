"""The style guide: each part that pages are made of, in its states, drawn by its own template."""

from django.http import QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cinterfor.formats.registry import FORMATS
from cinterfor.pictures.registry import picture_types
from cinterfor.publishing.listing import page_or_404
from cinterfor.publishing.registry import get_type, record_types
from cinterfor.requests.askings import ASKINGS
from cinterfor.requests.forms import RequestForm
from cinterfor.requests.models import Kind

COLOURS = ("ink", "muted", "annatto", "sea", "plum", "leaf", "gold", "field", "hairline", "found")
MARKS = ("constituent", "associate", "unconfirmed", "former", "partner", "centre")
STATUSES = ("in-force", "announced", "signed", "term-unknown", "ended", "terminated")
#: A list long enough to leave page numbers out.
LONG = range(412)
#: Records among which most states occur.
ENOUGH = 200


@require_safe
def styleguide(request):
    institutions = get_type("institution")
    asking = ASKINGS[Kind.CONTACT]
    refused = RequestForm(asking, {"email": "ana@"}, auto_id="refused_%s")
    context = {
        "colours": COLOURS,
        "marks": MARKS,
        "statuses": STATUSES,
        "type": institutions,
        "formats": FORMATS.values(),
        "page": page_or_404(LONG, request),
        "filters": _filters(institutions, "standing=member&management=public"),
        "refused": _filters(institutions, "wrong-standing=x", prefix="wrong"),
        "forms": [RequestForm(asking, auto_id="empty_%s"), refused],
        "cards": [(record_type, record_type.public()[:1]) for record_type in record_types()],
        "institutions": _one_each(institutions.public()[:ENOUGH], lambda found: found.mark_today),
        "works": _one_each(get_type("product").public()[:ENOUGH], lambda found: found.kind),
        "pictures": _one_each((found.drawn({}) for found in picture_types() if found.shown), type),
    }
    return render(request, "styleguide.html", context)


def _one_each(found, kind) -> list:
    """The first of each kind."""
    return list({kind(item): item for item in reversed(list(found))}.values())


def _filters(record_type, query: str, prefix: str | None = None):
    return record_type.filters(QueryDict(query), queryset=record_type.public(), prefix=prefix)
