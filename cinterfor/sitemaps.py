"""The sitemap: every public page in each language in which it exists, and robots.txt.

Django's own sitemap writes a wrong x-default where path words are translated, so the alternates
are ours: the permalink without language for records.
"""

import datetime

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from cinterfor.pictures.registry import picture_types
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.registry import RecordType, get_type, record_types

#: The standard allows 50,000 addresses in one file; each record has one in every language.
MOST_RECORDS, MOST_PARTS = 10_000, 10_000
#: The pages that are neither a list nor a record.
PAGES = ("home", "figures", "activity", "compare", "glossary", "translation_progress", "api")


def _in_each(language_codes, name, args=()) -> dict[str, str]:
    """The path of a page in each of the languages."""
    paths = {}
    for code in language_codes:
        with translation.override(code):
            paths[code] = reverse(name, args=args)
    return paths


def _lists():
    lists = [(record_type.list_name, ()) for record_type in record_types()]
    pictures = [("picture", (picture.name,)) for picture in picture_types() if picture.shown]
    for name, args in [*((name, ()) for name in PAGES), *lists, *pictures]:
        yield {"paths": _in_each(LANGUAGES, name, args), "default": None, "changed": None}


def _records(record_type: RecordType, number: int):
    first = (number - 1) * MOST_RECORDS
    for record in record_type.model.objects.published().order_by("pk")[first : first + MOST_RECORDS]:
        yield {
            "paths": _in_each(record.languages(), f"{record_type.name}_detail", [record.slug]),
            "default": record.permalink,
            "changed": record.datestamp,
        }


@require_safe
def sitemap_index(request):
    names = ["lists"]
    for record_type in record_types():
        parts = -(-record_type.model.objects.published().count() // MOST_RECORDS)
        names += [f"{record_type.name}-{number}" for number in range(1, parts + 1)]
    return render(request, "sitemap_index.xml", {"names": names}, content_type="application/xml")


@require_safe
def sitemap(request, name):
    """The part `lists`, or a record type and the number of its part, such as `product-2`."""
    type_name, _dash, number = name.partition("-")
    record_type = get_type(type_name)
    if name == "lists":
        pages = _lists()
    elif record_type and number.isdecimal() and 0 < int(number) < MOST_PARTS:
        pages = _records(record_type, int(number))
    else:
        raise Http404
    return render(request, "sitemap.xml", {"pages": pages}, content_type="application/xml")


@require_safe
def robots(request):
    return render(request, "robots.txt", content_type="text/plain")


@require_safe
def security(request):
    """How to report a vulnerability (RFC 9116)."""
    expires = timezone.now() + datetime.timedelta(days=180)
    return render(request, "security.txt", {"expires": expires}, content_type="text/plain")
