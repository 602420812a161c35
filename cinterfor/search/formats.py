"""Results as data: of the same hits in the same order as the page."""

import csv

from django.http import FileResponse, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cinterfor.formats import jsonld, sheets
from cinterfor.formats.feeds import Entry, feed_of
from cinterfor.formats.registry import attachment
from cinterfor.formats.tables import BOM, in_a_cell, safe
from cinterfor.publishing.languages import Text

from .results import Hit, Results


def _hit(request, hit: Hit) -> dict:
    return {
        "type": hit.entry.record_type,
        "id": hit.entry.slug,
        "url": request.build_absolute_uri(hit.path),
        "title": hit.title.value,
        "language": hit.title.language,
        "snippet": hit.plain_snippet,
    }


def as_object(request, results: Results) -> dict:
    """`{"count": ..., "results": [{"type", "id", "url", "title", "language", "snippet"}, ...]}`"""
    query = results.query
    return {
        "count": results.found.total,
        "count_is_estimate": results.found.is_estimate,
        "query": results.text,
        "searched_instead": str(results.corrected) if results.corrected else None,
        "some_words_only": results.is_partial,
        "synonyms": [label.text for label in query.labels] if query else [],
        "filters": results.form.chosen if results.form.is_valid() else {},
        "results": [_hit(request, hit) for hit in results.hits],
    }


def as_json(request, results: Results):
    return JsonResponse(as_object(request, results), json_dumps_params={"ensure_ascii": False})


def as_jsonld(request, results: Results):
    """The hits as a list of records of which more is told at their addresses (schema.org ItemList)."""
    page = request.build_absolute_uri(f"{reverse('search')}?{results.canonical_query}")
    items = [
        {
            "@type": hit.type.schema,
            "@id": request.build_absolute_uri(hit.permalink),
            "url": request.build_absolute_uri(hit.path),
            "name": hit.title.value,
        }
        for hit in results.hits
    ]
    facts = {
        "@type": "ItemList",
        "@id": page,
        "url": page,
        "name": _("Search: %(text)s") % {"text": results.text},
        "numberOfItems": len(items),
        "itemListElement": [
            {"@type": "ListItem", "position": number, "item": item} for number, item in enumerate(items, 1)
        ],
    }
    return HttpResponse(jsonld.dump(jsonld.CONTEXT | facts), content_type=jsonld.MEDIA_TYPE)


def _headings() -> list[str]:
    return [_("type"), _("identifier"), _("address"), _("title"), _("language"), _("extract")]


def file_name(results: Results, extension: str, disposition: str) -> str:
    """The header with the name of a file: the words, the filters and the day are in it."""
    parts = ["search", results.text, *(results.form.chosen.values() if results.form.is_valid() else ())]
    return attachment(slugify("-".join(parts))[:100], extension, disposition)


def as_csv(request, results: Results):
    response = HttpResponse(BOM, content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(_headings())
    for hit in results.hits:
        writer.writerow([safe(in_a_cell(value)) for value in _hit(request, hit).values()])
    return response


def as_xlsx(request, results: Results):
    rows = (_hit(request, hit).values() for hit in results.hits)
    return FileResponse(sheets.workbook(_("Results"), _headings(), rows), content_type=sheets.MEDIA_TYPE)


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


#: Those of every list, by extension.
FORMATS = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json, "jsonld": as_jsonld, "atom": as_atom}
