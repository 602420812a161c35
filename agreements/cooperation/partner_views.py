"""The page of all with whom an institution cooperates or might, and the same as data."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.formats.registry import FORMATS, attachment
from cinterfor.formats.tables import download
from cinterfor.publishing.moved import slug_now
from cinterfor.publishing.registry import get_type
from cinterfor.publishing.titles import joined
from network.models import Institution

from .partners import Cooperation

OFFERED = {name: FORMATS[name] for name in ("csv", "json")}


@require_safe
def institution_partners(request, slug, extension=None):
    """Under a former address of the institution the reader is sent on."""
    institution = Institution.objects.published().filter(slug=slug).first()
    if institution is None:
        return _sent_on(request, slug)
    if extension not in (None, *OFFERED):
        raise Http404(_("There is no such format."))
    cooperation = Cooperation(institution)
    if extension:
        return _as_data(request, cooperation, extension)
    context = {
        "cooperation": cooperation,
        "institution": institution,
        "formats": OFFERED.values(),
        "title": joined([institution.acronym or institution.title_text, _("Cooperates with")]),
    }
    return render(request, "agreements/institution_partners.html", context)


def _sent_on(request, slug):
    record_type = get_type("institution")
    now = slug_now(record_type, slug)
    if now == slug:
        raise Http404
    match = request.resolver_match
    return redirect(match.view_name, **{**match.kwargs, "slug": now}, permanent=True)


def _as_data(request, cooperation: Cooperation, extension: str):
    rows = [_object(partner, "partner", partner.tie) for partner in cooperation.partners]
    rows += [_object(near, "partner-of-partner") for near in cooperation.near]
    if extension == "json":
        found = {
            "type": "cooperation",
            "institution": cooperation.institution.slug,
            "count": len(rows),
            "page": request.build_absolute_uri(cooperation.path),
            "items": rows,
        }
        response = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    else:
        response = download("", _headings(), (_cells(row) for row in rows))
        name = f"{cooperation.institution.slug}-partners"
        response["Content-Disposition"] = attachment(name, extension)
    response["X-Robots-Tag"] = "noindex"
    return response


def _object(found, relation: str, tie=None) -> dict:
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


def _headings() -> list[str]:
    return [
        _("identifier"),
        _("name"),
        _("acronym"),
        _("country"),
        _("relation"),
        _("agreements"),
        _("events"),
        _("since"),
        _("partners in common"),
        _("themes in common"),
    ]


def _cells(row: dict) -> list:
    joined_up = {name: " | ".join(value) for name, value in row.items() if isinstance(value, list)}
    return ["" if value is None else value for value in (row | joined_up).values()]
