"""The page of the glossary, and the same as data."""

from dataclasses import dataclass
from functools import cached_property

from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.formats.pages import PageFormat
from cinterfor.linked.facts import SCHEMA, named, site, tagged
from cinterfor.publishing.languages import Text
from cinterfor.publishing.listing import Filtered, asked_format, cleaned
from cinterfor.publishing.plaintext import plain
from cinterfor.publishing.titles import error_title, joined, quoted
from knowledge.filters import GlossaryFilter
from knowledge.linked import glossary as glossary_set
from knowledge.models import Theme

from . import data, tbx
from .entries import Entry, Letter, by_letter, entries_of, in_alphabet

FORMATS = {
    found.name: found
    for found in (
        PageFormat("csv", "CSV", "text/csv", data.csv, is_saved=True),
        PageFormat("json", "JSON", "application/json", data.json),
        PageFormat("tbx", "TBX", tbx.MEDIA_TYPE, tbx.tbx, is_saved=True),
    )
}


@dataclass
class Glossary(Filtered):
    """The concepts that the address asks for."""

    page_name = "glossary"
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


@require_safe
def glossary(request, extension=None):
    """All terms, or those that the words of the address find; as data where a format is asked for."""
    chosen = asked_format(request, extension, FORMATS)
    themes = Theme.objects.published().in_glossary()
    filters = GlossaryFilter(cleaned(request.GET), queryset=themes, request=request)
    found = Glossary(filters)
    if chosen:
        return chosen.respond(request, found, "glossary")
    context = {"glossary": found, "listing": found, "filters": filters, "formats": FORMATS.values()}
    if not filters.is_valid():
        context["title"] = error_title(_("Glossary"))
        return render(request, "knowledge/glossary.html", context, status=400)
    words = filters.active().get("q")
    context["title"] = joined([_("Glossary"), number_format(len(found.entries)), words and quoted(words)])
    context["facts"] = _for_search_engines(request, found)
    return render(request, "knowledge/glossary.html", context)


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
