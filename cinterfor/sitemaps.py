"""The sitemap: every public page in each language in which it exists, and robots.txt.

Django's own sitemap writes a wrong x-default where path words are translated, so the alternates
are ours: the permalink without language for records.
"""

import datetime

from django.conf import settings
from django.db.models import BigIntegerField, ExpressionWrapper, F, Max
from django.db.models.functions import Greatest
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from cinterfor.formats.objects import CHUNK
from cinterfor.pictures.registry import picture_types
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Address
from cinterfor.publishing.registry import RecordType, get_type, record_types

#: Keys of records in one part: the standard allows 50,000 addresses in a file, and each has one a language.
KEYS, MOST_PARTS = 10_000, 1_000_000
#: The pages that are neither a list nor a record.
PAGES = (
    "home",
    "figures",
    "activity",
    "cooperation",
    "cooperation_overview",
    "whats_new",
    "compare",
    "event_calendar",
    "expertise",
    "matches",
    "expiries",
    "glossary",
    "translation_progress",
    "data",
    "api",
    "requests",
)


def _in_each(language_codes, name, args=()) -> dict[str, str]:
    """The path of a page in each of the languages."""
    paths = {}
    for code in language_codes:
        with translation.override(code):
            paths[code] = reverse(name, args=args)
    return paths


def _lists():
    pictures = [("picture", (picture.name,), None) for picture in picture_types() if picture.shown]
    lists = [(record_type.list_name, (), _list_changed(record_type)) for record_type in record_types()]
    for name, args, changed in [*((name, (), None) for name in PAGES), *lists, *pictures]:
        paths = _in_each(LANGUAGES, name, args)
        yield {"paths": paths, "default": paths[settings.LANGUAGE_CODE], "changed": changed}


def _list_changed(record_type: RecordType):
    """When a record of the list last changed, came or went; None where there never was one."""
    went = Address.objects.of_type(record_type.name).gone().order_by("-gone_at").first()
    changes = [changed for _part, changed in _parts(record_type)]
    return max([*changes, *([went.gone_at] if went else [])], default=None)


def _parts(record_type: RecordType) -> list[tuple[int, datetime.datetime]]:
    """The parts that have public records, by the range of their keys, and when each last changed.

    By keys a part is found as fast at the end as at the beginning, and none shifts when a record goes.
    """
    moment = Max(Greatest("changed_at", "published_from"))
    part = ExpressionWrapper((F("pk") - 1) / KEYS + 1, BigIntegerField())
    found = record_type.model.objects.published().order_by().values_list(part)
    return sorted(found.annotate(changed=moment))


def _records(record_type: RecordType, number: int):
    model = record_type.model
    records = model.objects.published().filter(pk__gt=(number - 1) * KEYS, pk__lte=number * KEYS)
    for record in records.only(*_needed(record_type)).order_by("pk").iterator(chunk_size=CHUNK):
        yield {
            "paths": _in_each(record.languages(), f"{record_type.name}_detail", [record.slug]),
            "default": record.permalink,
            "changed": record.datestamp,
        }


def _needed(record_type: RecordType) -> list[str]:
    """The columns that tell address, languages and moment of a record: texts may be long."""
    names = [f"{name}_{code}" for name in record_type.model.required_translations for code in LANGUAGES]
    own = ["language"] if record_type.is_work else []
    return ["slug", "held_languages", "changed_at", "published_from", *own, *names]


@require_safe
def sitemap_index(request):
    parts = [("lists", None)]
    for record_type in record_types():
        parts += [(f"{record_type.name}-{number}", changed) for number, changed in _parts(record_type)]
    return render(request, "sitemap_index.xml", {"parts": parts}, content_type="application/xml")


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
