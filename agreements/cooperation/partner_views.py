"""The page of all with whom an institution cooperates or might, and the same as data."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.formats.registry import Format, refusal
from cinterfor.formats.tabular import OFFERED, Table, answer
from cinterfor.publishing.as_of import AsOfForm, as_of
from cinterfor.publishing.listing import asked_format, cleaned, page_or_404
from cinterfor.publishing.moved import slug_now
from cinterfor.publishing.registry import get_type
from cinterfor.publishing.titles import joined, page_in_words
from network.models import Institution

from .partners import Cooperation, Near, Partner, grouped

PER_PAGE = 60


@require_safe
def institution_partners(request, slug, extension=None):
    """Of today or another day; under a former address of the institution the reader is sent on."""
    institution = Institution.objects.published().filter(slug=slug).first()
    if institution is None:
        return _sent_on(request, slug)
    form = AsOfForm(cleaned(request.GET))
    chosen = asked_format(request, extension, OFFERED)
    if chosen and form.errors:
        return refusal(form.errors)
    with as_of(form.day):
        return _page(request, Cooperation(institution), form, chosen)


def _page(request, cooperation: Cooperation, form: AsOfForm, chosen: Format | None):
    institution = cooperation.institution
    if chosen:
        return answer(_table(cooperation), chosen, request.build_absolute_uri(cooperation.path))
    page = page_or_404(cooperation.all, request, PER_PAGE)
    context = {
        "as_of_form": form,
        "cooperation": cooperation,
        "page": page,
        "groups": grouped([found for found in page if isinstance(found, Partner)]),
        "near": [found for found in page if isinstance(found, Near)],
        "institution": institution,
        "formats": OFFERED.values(),
        "title": joined(
            [institution.acronym or institution.title_text, _("Cooperates with"), page_in_words(page)]
        ),
    }
    status = 400 if form.errors else 200
    return render(request, "agreements/institution_partners.html", context, status=status)


def _sent_on(request, slug):
    record_type = get_type("institution")
    now = slug_now(record_type, slug)
    if now == slug:
        raise Http404
    match = request.resolver_match
    return redirect(match.view_name, **{**match.kwargs, "slug": now}, permanent=True)


def _table(cooperation: Cooperation) -> Table:
    rows = [_row(partner, "partner", partner.tie) for partner in cooperation.partners]
    rows += [_row(near, "partner-of-partner") for near in cooperation.near]
    name = f"{cooperation.institution.slug}-partners"
    return Table(name, _("Cooperates with"), _headings(), rows)


def _row(found, relation: str, tie=None) -> dict:
    other = found.institution
    return {
        "id": other.slug,
        "name": other.title_text.value,
        "acronym": other.acronym or "",
        "country": other.country.code if other.country else None,
        "relation": relation,
        "agreements": tie.agreements if tie else 0,
        "events": tie.events if tie else 0,
        "since": tie.since if tie else None,
        "through": [institution.slug for institution in getattr(found, "through", ())],
        "themes": [theme.slug for theme in found.themes],
    }


def _headings() -> dict[str, str]:
    return {
        "id": _("identifier"),
        "name": _("name"),
        "acronym": _("acronym"),
        "country": _("country"),
        "relation": _("relation"),
        "agreements": _("agreements"),
        "events": _("events"),
        "since": _("since"),
        "through": _("partners in common"),
        "themes": _("themes in common"),
    }
