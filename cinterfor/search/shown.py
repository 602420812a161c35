"""A hit as the results page and the data show it: title, snippet, and why it matched."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString

from cinterfor.publishing.languages import Text, best
from cinterfor.publishing.registry import RecordType, Relation, get_type

from .models import SearchEntry
from .snippets import Marker

#: The countries that are named beside a hit.
MOST_COUNTRIES = 4


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
        """The text for the snippet: the reader's own, unless only another holds the words."""
        texts = self.entry.texts
        own = best(texts)
        if own and not self.marker.find(own.value):
            for language, text in texts.items():
                if self.marker.find(text) and not self.marker.find(best(self.entry.titles).value):
                    return Text(text, language)
        return own

    @property
    def text_language(self) -> str | None:
        """The language of the text, where it is not the page's."""
        return self.text.language if self.text.language != translation.get_language() else None

    @property
    def snippet(self) -> SafeString:
        return self.marker.snippet(self.text.value)

    @property
    def plain_snippet(self) -> str:
        start, end = self.marker.window(self.text.value)
        return self.text.value[start:end]

    @cached_property
    def reason(self) -> tuple[str, SafeString, str | None] | None:
        """Why it matched, where its title and snippet do not show it: relation, marked name, language."""
        shown = [self.title.value, self.translated_title.value, self.plain_snippet]
        found = {found.pattern.text for text in shown for found in self.direct.find(text)}
        if found == {pattern.text for pattern in self.direct.patterns}:
            return None
        for marker in (self.direct, self.marker):
            for relation, text, language in self.entry.related:
                missing = {found.pattern.text for found in marker.find(text)} - found
                if missing:
                    own = None if language == translation.get_language() else language
                    return Relation(relation).label, marker.mark(text), own
            if any(marker.find(text) for text in shown):
                return None
        return None
