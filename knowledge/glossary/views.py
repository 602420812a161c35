"""The page of the glossary, and the same as data."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.formats.registry import attachment
from cinterfor.linked.facts import SCHEMA, named, site, tagged
from cinterfor.publishing.languages import Text
from cinterfor.publishing.listing import cleaned
from cinterfor.publishing.plaintext import plain
from cinterfor.publishing.titles import error_title, joined, quoted
from knowledge.filters import GlossaryFilter
from knowledge.linked import glossary as glossary_set
from knowledge.models import Theme

from . import data, tbx
from .entries import Entry, Letter, by_letter, entries_of, in_alphabet


class Format(NamedTuple):
    """A format of the glossary: its extension, and what answers with it."""

    name: str
    label: str
    media_type: str
    write: Callable[..., HttpResponse]


FORMATS = {
    found.name: found
    for found in (
        Format("csv", "CSV", "text/csv", data.csv),
        Format("json", "JSON", "application/json", data.json),
        Format("tbx", "TBX", tbx.MEDIA_TYPE, tbx.tbx),
    )
}


@dataclass
class Glossary:
    """The concepts that the address asks for."""

    filters: GlossaryFilter

    @cached_property
    def themes(self) -> list[Theme]:
        return in_alphabet(self.filters.qs)

    @cached_property
    def entries(self) -> list[Entry]:
        return entries_of(self.themes)

    @cached_property
    def letters(self) -> list[tuple[Letter, list[Entry]]]:
        return by_letter(self.entries)

    @property
    def path(self) -> str:
        return reverse("glossary")

    @property
    def query(self) -> str:
        return self.filters.canonical_query()

    @property
    def address(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


@require_safe
def glossary(request, extension=None):
    """All terms, or those that the words of the address find; as data where a format is asked for."""
    chosen = _format(request, extension)
    themes = Theme.objects.published().in_glossary()
    filters = GlossaryFilter(cleaned(request.GET), queryset=themes, request=request)
    found = Glossary(filters)
    if chosen:
        return _data(request, found, chosen)
    context = {"glossary": found, "listing": found, "filters": filters, "formats": FORMATS.values()}
    if not filters.is_valid():
        context["title"] = error_title(_("Glossary"))
        return render(request, "knowledge/glossary.html", context, status=400)
    words = filters.active().get("q")
    context["title"] = joined([_("Glossary"), number_format(len(found.entries)), words and quoted(words)])
    context["facts"] = _for_search_engines(request, found)
    return render(request, "knowledge/glossary.html", context)


def _format(request, extension) -> Format | None:
    name = extension or request.GET.get("format")
    if name and name not in FORMATS:
        raise Http404(_("There is no such format."))
    return FORMATS.get(name)


def _data(request, found: Glossary, chosen: Format) -> HttpResponse:
    if not found.filters.is_valid():
        return JsonResponse({"errors": found.filters.form.errors.get_json_data()}, status=400)
    response = chosen.write(request, found)
    response["X-Robots-Tag"] = "noindex"
    if chosen.name != "json":
        response["Content-Disposition"] = attachment("glossary", chosen.name)
    return response


def _for_search_engines(request, found: Glossary) -> dict:
    """The set and its terms (schema.org DefinedTermSet)."""
    absolute = request.build_absolute_uri
    whole = glossary_set(absolute)
    terms = [
        {
            **named(entry.theme, "DefinedTerm", absolute),
            "url": absolute(entry.theme.get_absolute_url()),
            "description": tagged(_definition(entry.theme)),
            "alternateName": [synonym.text.value for synonym in entry.synonyms],
            "inDefinedTermSet": whole["@id"],
        }
        for entry in found.entries
    ]
    return {
        "@context": SCHEMA,
        **whole,
        "url": whole["@id"],
        "inLanguage": get_language(),
        "isPartOf": site(absolute),
        "hasDefinedTerm": terms,
    }


def _definition(theme: Theme) -> Text:
    return Text(plain(theme.summary_text.value), theme.summary_text.language)
