"""A language in which every message stands in brackets, and a reader of pages who sees what does not."""

import gettext
import re
from html.parser import HTMLParser

from django.apps import apps
from django.db import models

from knowledge.time_zones import choices as time_zones

CONTEXT_END = "\x04"
#: What is not read, and what programs read: the same in every language.
UNSEEN = {"script", "style", "template", "code", "samp"}
SHOWN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "label", "placeholder", "title"}
LETTERS = re.compile(r"[^\W\d_]")
TAG = re.compile(r"<[^>]+>")
ADDRESS = re.compile(r"https?://\S+")
#: Names that are the same in every language. The languages' own names stand in the language menu; references
#: are in the words of their style, such as “[S.l.]: [s.n.]” where place and publisher are not known.
PROPER_NAMES = re.compile(
    r"\b(OIT/Cinterfor|ILO/Cinterfor|CSL-JSON|JSON-LD|CSV|JSON|TBX|Atom|PNG|SVG|BibTeX|RIS|XLSX|ICS|SKOS|OAI-PMH|GraphML|GEXF"
    r"|CC(0|[ -]BY)[-A-Z0-9. ]*|ISO 3166-1|ISO 690|ABNT|NBR|Vancouver|ISBN|ISSN|DOI|ORCID|ROR|ISNI|ESCO"
    r"|ISCED-F|Wikidata|Django|gettext|PO|XLIFF|Español|Português|English|es|pt|en|ES|PT|EN)\b"
    r"|\[[Ss]\.[ln]\.\]"
)


#: Zones of the tz database and cities that every language calls so.
ZONES = {label for _group, zones in time_zones() for _zone, label in zones if isinstance(label, str)}


class PseudoTranslation(gettext.NullTranslations):
    """Each message in brackets, in the place of English."""

    def gettext(self, message):
        return f"⟦{message.rpartition(CONTEXT_END)[2]}⟧" if message else ""

    def ngettext(self, singular, plural, number):
        return self.gettext(singular if number == 1 else plural)

    def language(self):
        return "en"

    def to_language(self):
        return "en"


class Reader(HTMLParser):
    """The texts that a page shows or has read aloud."""

    def __init__(self):
        super().__init__()
        self.unseen, self.texts = 0, []

    def handle_starttag(self, tag, attributes):
        self.unseen += tag in UNSEEN
        attributes = dict(attributes)
        shown = SHOWN_ATTRIBUTES | (
            {"value"} if attributes.get("type") in {"submit", "button", "reset"} else set()
        )
        shown |= {"content"} if attributes.get("name") == "description" else set()
        self.texts += [value for name, value in attributes.items() if name in shown and value]

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.unseen -= tag in UNSEEN

    def handle_endtag(self, tag):
        self.unseen -= tag in UNSEEN

    def handle_data(self, text):
        if not self.unseen:
            self.texts.append(text)


def outside(text):
    """What of a text stands in no brackets; messages may hold others."""
    depth, found = 0, []
    for character in text:
        depth += character == "⟦"
        if depth == 0:
            found.append(character)
        depth -= character == "⟧"
    return "".join(found)


def stored_texts():
    """Every text of the database that a page may print, the longest first."""
    found = set()
    for model in apps.get_models():
        fields = [field.name for field in model._meta.concrete_fields if _is_free_text(field)]
        for values in model._base_manager.values_list(*fields) if fields else ():
            found.update(part.strip() for value in values if value for part in TAG.split(str(value)))
    return sorted((text for text in found if len(text) > 1), key=len, reverse=True)


def _is_free_text(field):
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def untranslated(html, stored=()):
    """Texts of a page that no catalogue can reach: neither messages, nor content, nor proper names."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    # A message may be spread over elements: "⟦Read <em>more</em>⟧".
    text = ADDRESS.sub("", outside("\n".join(reader.texts)))
    for content in stored:
        text = text.replace(content, "")
    lines = (PROPER_NAMES.sub("", line).strip() for line in text.splitlines() if line.strip() not in ZONES)
    # A single letter is an initial of the alphabet.
    return [line for line in lines if len(line) > 1 and LETTERS.search(line) and not _is_cut(line, stored)]


def _is_cut(line, stored):
    """The beginning of a content's text, cut to fit a card."""
    return line.endswith("…") and any(
        content.startswith(line.removesuffix("…").strip()) for content in stored
    )
