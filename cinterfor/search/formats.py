"""Results as data: JSON, CSV and Atom, of the same hits in the same order as the page."""

import csv

from django.http import HttpResponse, JsonResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cinterfor.formats.feeds import Entry, feed_of
from cinterfor.formats.registry import attachment
from cinterfor.formats.tables import BOM, safe
from cinterfor.publishing.languages import Text

from .results import Hit, Results


def _as_object(request, hit: Hit) -> dict:
    return {
        "type": hit.entry.record_type,
        "id": hit.entry.slug,
        "url": request.build_absolute_uri(hit.path),
        "title": hit.title.value,
        "language": hit.title.language,
        "snippet": hit.plain_snippet,
    }


def as_json(request, results: Results):
    """`{"count": ..., "results": [{"type", "id", "url", "title", "language", "snippet"}, ...]}`"""
    query = results.query
    found = {
        "count": results.found.total,
        "count_is_estimate": results.found.is_estimate,
        "query": results.text,
        "searched_instead": str(results.corrected) if results.corrected else None,
        "some_words_only": results.is_partial,
        "synonyms": [label.text for label in query.labels] if query else [],
        "filters": results.form.chosen if results.form.is_valid() else {},
        "results": [_as_object(request, hit) for hit in results.hits],
    }
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def as_csv(request, results: Results):
    response = HttpResponse(BOM, content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow([_("type"), _("identifier"), _("address"), _("title"), _("language"), _("extract")])
    for hit in results.hits:
        row = _as_object(request, hit).values()
        writer.writerow([safe(str(value or "")) for value in row])
    parts = ["search", results.text, *(results.form.chosen.values() if results.form.is_valid() else ())]
    name = slugify("-".join(parts))[:100]
    response["Content-Disposition"] = attachment(name, "csv")
    return response


def as_atom(request, results: Results):
    title = "OIT/Cinterfor: " + _("Search: %(text)s") % {"text": results.text}
    entries = (
        Entry(
            hit.title,
            hit.path,
            Text(hit.plain_snippet, hit.text.language),
            hit.permalink,
            hit.entry.datestamp,
        )
        for hit in results.hits
    )
    feed = feed_of(request, title, f"{request.path}?{results.form.query()}", entries)
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


FORMATS = {"csv": as_csv, "json": as_json, "atom": as_atom}
