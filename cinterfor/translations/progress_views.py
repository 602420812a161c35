"""The state of translations, for all: a page, the same as data, and feeds of what there is to translate."""

import csv
import io
from collections.abc import Iterator

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.formats.feeds import Entry, feed_of
from cinterfor.formats.registry import FORMATS, attachment
from cinterfor.formats.tables import BOM
from cinterfor.pictures.picture import in_percent
from cinterfor.publishing.languages import LANGUAGES, Text, language_name
from cinterfor.publishing.registry import get_type
from cinterfor.publishing.titles import joined

from . import open_texts
from .aligning import State
from .objects import as_object, rows
from .pictures import by_language, over_time, past_days
from .progress import Table, current, label_of_type, public
from .texts import label_of


@require_safe
def progress(request, extension=None):
    """How much is translated into each language; as data where a format is asked for."""
    table = current()
    if name := extension or request.GET.get("format"):
        if name not in WRITERS:
            raise Http404(_("There is no such format."))
        response = WRITERS[name](request, table)
        response["X-Robots-Tag"] = "noindex"
        return response
    days = past_days()
    context = {
        "title": _("State of the translations"),
        "table": table,
        "picture": by_language(table),
        "course": over_time(days),
        "since": min(days, default=None),
        "languages": [_language(table, language) for language in LANGUAGES],
        "formats": [FORMATS[name] for name in WRITERS],
    }
    return render(request, "translations/progress.html", context)


def _language(table: Table, language: str) -> dict:
    total = table.total(language)
    return {
        "code": language,
        "name": capfirst(language_name(language)),
        "total": total,
        "percent": in_percent(total.whole_percent),
        "types": [
            (label_of_type(name), amount, in_percent(amount.whole_percent))
            for name, amount in table.amounts(language).items()
        ],
    }


def _as_json(request, table: Table) -> HttpResponse:
    page = request.build_absolute_uri(reverse("translation_progress"))
    return JsonResponse({"page": page, **as_object(table)}, json_dumps_params={"ensure_ascii": False})


def _as_csv(request, table: Table) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            _("language"),
            _("type"),
            _("field"),
            _("texts"),
            _("complete"),
            _("outdated"),
            _("missing"),
            _("words left"),
            _("percent complete"),
        ]
    )
    writer.writerows(rows(table))
    response = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = attachment("translations", "csv")
    return response


WRITERS = {"json": _as_json, "csv": _as_csv}


@require_safe
def feed(request, language):
    """Public records with a text that became missing or outdated in the language, newest first (Atom)."""
    if language not in LANGUAGES:
        raise Http404
    title = _("To translate: %(language)s") % {"language": language_name(language)}
    # Each feed has an id of its own: the part of the page that is about the language.
    path = f"{reverse('translation_progress')}#{language}"
    text = feed_of(request, f"{_('ILO/Cinterfor')}: {title}", path, _entries(language))
    response = HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


def _entries(language: str) -> Iterator[Entry]:
    """What is public now of what was found a few minutes ago."""
    found = open_texts.current(language)
    records = {}
    for name in {item.type for item in found}:
        keys = [item.key for item in found if item.type == name]
        known = public(get_type(name).model).in_bulk(keys)
        records |= {(name, key): record for key, record in known.items()}
    for item in found:
        if record := records.get((item.type, item.key)):
            permalink = f"{record.permalink}#{language}"
            yield Entry(
                record.title_text,
                record.get_absolute_url(),
                Text(_what_is_open(item), get_language()),
                permalink,
                item.since,
                record.published_from,
            )


def _what_is_open(item: open_texts.OpenRecord) -> str:
    told = {State.MISSING: _("Missing: %(texts)s."), State.OUTDATED: _("Outdated: %(texts)s.")}
    model = get_type(item.type).model
    return " ".join(
        sentence % {"texts": joined(label_of(model, name) for name in names)}
        for state, sentence in told.items()
        if (names := item.in_state(state))
    )
