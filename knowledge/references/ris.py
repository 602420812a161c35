"""RIS (Research Information Systems, 2011), as reference managers write it."""

import re
from collections.abc import Iterator

import rispy
from django.utils.translation import gettext as _
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING

from knowledge.models import Contribution, Product

from . import facts
from .contributors import Contributor
from .rows import Reference

Kind, Role = Product.Kind, Contribution.Role
START = re.compile(r"^TY  ?- ?", re.MULTILINE)
KINDS = {
    "BOOK": Kind.BOOK,
    "EBOOK": Kind.BOOK,
    "EDBOOK": Kind.BOOK,
    "CHAP": Kind.ARTICLE,
    "JOUR": Kind.ARTICLE,
    "EJOUR": Kind.ARTICLE,
    "MGZN": Kind.ARTICLE,
    "NEWS": Kind.ARTICLE,
    "CONF": Kind.ARTICLE,
    "CPAPER": Kind.ARTICLE,
    "SER": Kind.BULLETIN,
    "JFULL": Kind.BULLETIN,
    "UNPB": Kind.WORKING_PAPER,
    "DBASE": Kind.DATABASE,
    "DATA": Kind.DATABASE,
    "ELEC": Kind.WEBSITE,
    "WEB": Kind.WEBSITE,
}
#: Who wrote a part of a collective work stands apart from its editors.
NAMES = {
    "first_authors": Role.AUTHOR,
    "authors": Role.AUTHOR,
    "secondary_authors": Role.EDITOR,
    "editors": Role.EDITOR,
    "subsidiary_authors": Role.TRANSLATOR,
}
#: By fact, the keys of rispy that may hold it, best first.
FACTS = {
    "title": ("title", "primary_title"),
    "language": ("language",),
    "publisher": ("publisher",),
    "place": ("place_published",),
    "doi": ("doi",),
}
#: “ISBN 978-92-9088-265-7”: a number that the type of the reference has no tag for.
NOTED = re.compile(r"(ISBN|ISSN):? ([\d Xx-]+)")
SERIES = ("secondary_title", "journal_name", "alternate_title3", "tertiary_title")


class Parser(rispy.RisParser):
    """rispy's, with ED for editors, and addresses that may hold a semicolon."""

    DEFAULT_MAPPING = TAG_KEY_MAPPING | {"ED": "editors"}
    DEFAULT_LIST_TAGS = [*LIST_TYPE_TAGS, "ED"]
    DEFAULT_DELIMITER_MAPPING = {}


def references_in(text: str) -> Iterator[Reference]:
    """The references; each is read for itself, so that a broken one spoils no other."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [match.start() for match in START.finditer(text)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=False), 1):
        line = text.count("\n", 0, start) + 1
        yield _read(number, START.sub("TY  - ", text[start:end]), line)


def _read(number: int, text: str, line: int) -> Reference:
    if not re.search(r"^ER  ?-", text, re.MULTILINE):
        told = _("The reference that begins in line %(line)d is cut off: it has no “ER  - ” at its end.")
        return Reference(number, flaw=told % {"line": line})
    try:
        (entry,) = Parser(skip_unknown_tags=True).parse(
            re.sub(r"^ER  ?-.*", "ER  - ", text, flags=re.MULTILINE)
        )
        return _reference(number, entry)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        told = _("The reference that begins in line %(line)d cannot be read.")
        return Reference(number, flaw=told % {"line": line})


def _reference(number: int, entry: dict) -> Reference:
    found = Reference(number)
    kind = entry.get("type_of_reference", "").strip().upper()
    found.say("kind", facts.kind_named(entry.get("type_of_work", "")) or KINDS.get(kind, Kind.REPORT))
    for name, keys in FACTS.items():
        for key in keys:
            found.say(name, entry.get(key))
    for key in ("date", "publication_year", "year"):
        found.say("issued", (entry.get(key) or "").strip("/ "))
    _say_series(found, entry)
    _say_pages(found, entry)
    _say_numbers(found, entry)
    for key, role in NAMES.items():
        found.contributors += [Contributor(name, role) for name in entry.get(key, [])]
    found.descriptors = [part for text in entry.get("keywords", []) for part in text.split(";")]
    found.abstracts = [("", text) for text in (entry.get("abstract") or entry.get("notes_abstract"),) if text]
    for address in entry.get("urls", []):
        found.stand_at(address)
    found.files = [entry[key] for key in ("file_attachments1", "file_attachments2") if entry.get(key)]
    return found


def _say_series(found: Reference, entry: dict) -> None:
    title = next((entry[key] for key in SERIES if entry.get(key)), "")
    volume, issue = entry.get("volume", ""), entry.get("number", "")
    number = " ".join(part for part in (volume, f"({issue})" if volume and issue else issue) if part)
    number = number or entry.get("note", "") or _number_of_report(entry)
    found.say("series", f"{title}, {number}" if title and number else title)


def _say_numbers(found: Reference, entry: dict) -> None:
    identifier = entry.get("issn", "")
    if not _number_of_report(entry):
        found.say("issn" if facts.is_issn(identifier) else "isbn", identifier)
    for noted in filter(None, (NOTED.fullmatch(note.strip()) for note in entry.get("notes", []))):
        found.say(noted[1].lower(), noted[2])


def _number_of_report(entry: dict) -> str:
    """What a report has as SN, where it is no ISBN or ISSN."""
    number = entry.get("issn", "") if entry.get("type_of_reference", "").strip().upper() == "RPRT" else ""
    return "" if facts.is_issn(number) or facts.is_isbn(number) else number


def _say_pages(found: Reference, entry: dict) -> None:
    first, last = entry.get("start_page", ""), entry.get("end_page", "")
    if last:
        found.say("pages", facts.pages_of(f"{first}-{last}"))
    elif first.isdigit() and found.facts["kind"] == Kind.ARTICLE:
        return  # where it begins, not how long it is
    else:
        found.say("pages", first)
