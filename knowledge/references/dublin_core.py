"""Unqualified Dublin Core (`oai_dc`), as every OAI-PMH repository gives it."""

import re
from collections.abc import Iterator

from knowledge.models import Contribution, Product

from . import facts
from .contributors import Contributor
from .markup import local_name
from .rows import Reference

Kind = Product.Kind
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: By a word in the type: COAR, DSpace, DCMI, in English and Spanish. The first that fits.
KINDS = (
    ("working", Kind.WORKING_PAPER),
    ("report", Kind.REPORT),
    ("informe", Kind.REPORT),
    ("article", Kind.ARTICLE),
    ("artic", Kind.ARTICLE),
    ("chapter", Kind.ARTICLE),
    ("book", Kind.BOOK),
    ("libro", Kind.BOOK),
    ("livro", Kind.BOOK),
    ("dataset", Kind.DATABASE),
    ("periodical", Kind.BULLETIN),
)


def reference_of(number: int, element) -> Reference:
    """A reference from an element whose children are those of Dublin Core."""
    said: dict[str, list[tuple[str, str]]] = {}
    for child in element.iterchildren():
        if text := " ".join("".join(child.itertext()).split()):
            said.setdefault(local_name(child), []).append((text, child.get(LANGUAGE, "")))
    texts = {name: [text for text, _language in values] for name, values in said.items()}
    found = Reference(number)
    found.say("language", next(iter(texts.get("language", ())), ""))
    _say_titles(found, said.get("title", []))
    found.say("kind", _kind(texts.get("type", [])))
    found.say("publisher", next(iter(texts.get("publisher", ())), ""))
    found.say("issued", next(filter(facts.DATE.search, texts.get("date", ())), ""))
    _say_numbers(found, [*texts.get("identifier", ()), *texts.get("relation", ())])
    found.contributors = list(_contributors(texts))
    found.descriptors = [text for whole in texts.get("subject", ()) for text in whole.split(";")]
    found.abstracts = [(language, text) for text, language in said.get("description", ())]
    return found


def _say_titles(found: Reference, titles: list[tuple[str, str]]) -> None:
    """The title in the language of the work, or else the first, is its own; others are translations."""
    language = facts.language_of(found.facts.get("language", ""))
    own = next((pair for pair in titles if pair[1] and facts.language_of(pair[1]) == language), None)
    own = own or next(iter(titles), None)
    for pair in titles:
        if pair is own:
            found.say("title", pair[0])
        elif pair[1]:
            found.say(f"translated_title_{facts.language_of(pair[1])}", pair[0])


def _kind(types: list[str]) -> str:
    named = filter(None, map(facts.kind_named, types))
    likely = (kind for text in types for word, kind in KINDS if word in text.lower())
    return next(named, None) or next(likely, Kind.REPORT)


def _say_numbers(found: Reference, texts: list[str]) -> None:
    for text in texts:
        scheme = text.lower().removeprefix("urn:")
        if scheme.startswith("isbn"):
            found.say("isbn", facts.isbn_of(text))
        elif scheme.startswith("issn"):
            found.say("issn", facts.issn_of(text))
        elif scheme.startswith("doi:") or re.match(r"10\.\d{4,9}/", text):
            found.say("doi", text)
        else:
            found.stand_at(text)


def _contributors(texts: dict[str, list[str]]) -> Iterator[Contributor]:
    for name in texts.get("creator", ()):
        yield Contributor(name)
    for name in texts.get("contributor", ()):
        yield Contributor(name, Contribution.Role.EDITOR)
