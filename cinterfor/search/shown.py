"""A hit as the results page and the data show it: title, snippet, and why it matched."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import Text, best, language_name
from cinterfor.publishing.registry import RecordType, Relation, get_type

from .models import SearchEntry
from .snippets import Marker

#: The facet of entries in which words of documents may stand.
WITH_DOCUMENTS = "access:here"

#: The countries that are named beside a hit.
MOST_COUNTRIES = 4


class Reason(NamedTuple):
    """What a text is to the record, the text as HTML, its language where that is not the page's."""

    label: str
    text: SafeString
    language: str | None


def _foreign(language: str | None) -> str | None:
    return None if language == translation.get_language() else language


@dataclass
class Hit:
    """One record among the results, as its entry in the index tells it."""

    entry: SearchEntry
    marker: Marker
    direct: Marker
    names: dict[str, dict[str, Text]]

    @property
    def type(self) -> RecordType:
        return get_type(self.entry.record_type)

    @cached_property
    def title(self) -> Text:
        """As published, for a work; else in the reader's language or another."""
        if language := self.entry.title_language:
            return Text(self.entry.titles[language], language)
        return best(self.entry.titles)

    @property
    def marked_title(self) -> Text:
        """The title as HTML, what matched marked."""
        return Text(self.marker.mark(self.title.value), self.title.language)

    @cached_property
    def acronym(self) -> str:
        """The acronym, where the title does not have it."""
        known = {code: text for relation, text, code in self.entry.related if relation == Relation.ACRONYM}
        acronym = known.get(None) or best(known).value
        return acronym if acronym not in self.title.value else ""

    @property
    def marked_acronym(self) -> SafeString:
        return self.marker.mark(self.acronym)

    @cached_property
    def translated_title(self) -> Text:
        """A work's title for a reader of another language, where it has one."""
        reader = translation.get_language()
        if self.entry.title_language in (None, reader):
            return Text("", None)
        return Text(self.entry.titles.get(reader, ""), reader)

    @property
    def path(self) -> str:
        return reverse(f"{self.entry.record_type}_detail", args=[self.entry.slug])

    @property
    def permalink(self) -> str:
        return reverse("permalink", args=[self.entry.record_type, self.entry.slug])

    @property
    def year(self) -> str:
        return str(self.entry.date.year) if self.entry.date else ""

    @cached_property
    def countries(self) -> list[Text]:
        if self.entry.record_type == "country":
            return []
        codes = [facet[8:] for facet in self.entry.facets if facet.startswith("country:")]
        return [self.names["country"][code] for code in codes if code in self.names.get("country", {})][
            :MOST_COUNTRIES
        ]

    @cached_property
    def text(self) -> Text:
        return best(self.entry.texts)

    @property
    def text_language(self) -> str | None:
        """The language of the text, where it is not the page's."""
        return _foreign(self.text.language)

    @property
    def snippet(self) -> SafeString:
        return self.marker.snippet(self.text.value)

    @property
    def plain_snippet(self) -> str:
        start, end = self.marker.window(self.text.value)
        return self.text.value[start:end]

    @cached_property
    def reason(self) -> Reason | None:
        """Why it matched, where its title and snippet do not show it."""
        shown = [self.title.value, self.translated_title.value, self.acronym, self.plain_snippet]
        found = {found.pattern.text for text in shown for found in self.direct.find(text)}
        if found == {pattern.text for pattern in self.direct.patterns}:
            return None
        named = self._related(self.direct, found)
        if named or any(self.marker.find(text) for text in shown):
            return named
        return self._related(self.marker, found) or self._other_language() or self._in_documents()

    def _related(self, marker: Marker, found: set[str]) -> Reason | None:
        for relation, text, language in self.entry.related:
            if {found.pattern.text for found in marker.find(text)} - found:
                return Reason(Relation(relation).label, marker.mark(text), _foreign(language))
        return None

    def _in_documents(self) -> Reason | None:
        """The words stand nowhere but in a file of the record, whose text is not kept whole."""
        if not self.direct.patterns or WITH_DOCUMENTS not in self.entry.facets:
            return None
        # Translators: before words that were searched for and stand in the text of a PDF.
        told = ", ".join(pattern.text for pattern in self.direct.patterns)
        return Reason(_("In the text of a file"), self.marker.mark(told), None)

    def _other_language(self) -> Reason | None:
        """The words stand in the text of another language only."""
        for texts in (self.entry.titles, self.entry.texts):
            for language, text in texts.items():
                if self.marker.find(text):
                    label = capfirst(language_name(language))
                    return Reason(label, self.marker.snippet(text), _foreign(language))
        return None
