"""The sitemap: every public page in each language in which it exists, and robots.txt.

Django's own sitemap writes a wrong x-default where path words are translated, so the alternates
are ours: the permalink without language for records.
"""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.registry import RecordType, get_type, record_types


def _in_each(language_codes, name, args=()) -> dict[str, str]:
    """The path of a page in each of the languages."""
    paths = {}
    for code in language_codes:
        with translation.override(code):
            paths[code] = reverse(name, args=args)
    return paths


def _lists():
    for name in ["home", *(record_type.list_name for record_type in record_types())]:
        yield {"paths": _in_each(LANGUAGES, name), "default": None, "changed": None}


def _records(record_type: RecordType):
    for record in record_type.model.objects.published().order_by("pk").iterator():
        yield {
            "paths": _in_each(record.languages(), f"{record_type.name}_detail", [record.slug]),
            "default": record.permalink,
            "changed": record.datestamp,
        }


@require_safe
def sitemap_index(request):
    names = ["lists", *(record_type.name for record_type in record_types())]
    return render(request, "sitemap_index.xml", {"names": names}, content_type="application/xml")


@require_safe
def sitemap(request, name):
    record_type = get_type(name)
    if record_type is None and name != "lists":
        return HttpResponse(status=404)
    pages = _records(record_type) if record_type else _lists()
    return render(request, "sitemap.xml", {"pages": pages}, content_type="application/xml")


@require_safe
def robots(request):
    return render(request, "robots.txt", content_type="text/plain")


@require_safe
def security(request):
    """How to report a vulnerability (RFC 9116)."""
    expires = timezone.now() + datetime.timedelta(days=180)
    return render(request, "security.txt", {"expires": expires}, content_type="text/plain")
