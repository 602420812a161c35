"""BibTeX and BibLaTeX."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from pybtex.database import Person
from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text
from pybtex.utils import CaseInsensitiveDict

from knowledge.models import Contribution, Product

from . import facts
from .contributors import Contributor
from .rows import Reference

Kind, Role = Product.Kind, Contribution.Role
START = re.compile(r"^[ \t]*@(?=[A-Za-z]+\s*[{(])", re.MULTILINE)
NO_ENTRIES = {"string", "preamble", "comment"}
KINDS = {
    "book": Kind.BOOK,
    "mvbook": Kind.BOOK,
    "collection": Kind.BOOK,
    "proceedings": Kind.BOOK,
    "booklet": Kind.BOOK,
    "article": Kind.ARTICLE,
    "incollection": Kind.ARTICLE,
    "inproceedings": Kind.ARTICLE,
    "inbook": Kind.ARTICLE,
    "periodical": Kind.BULLETIN,
    "manual": Kind.GUIDE,
    "unpublished": Kind.WORKING_PAPER,
    "dataset": Kind.DATABASE,
    "online": Kind.WEBSITE,
    "electronic": Kind.WEBSITE,
    "video": Kind.VIDEO,
}
ROLES = {"author": Role.AUTHOR, "editor": Role.EDITOR, "translator": Role.TRANSLATOR}
#: By fact, the fields that may hold it, best first.
FACTS = {
    "title": ("title",),
    "language": ("language", "langid"),
    "publisher": ("publisher", "institution", "organization", "school"),
    "place": ("address", "location"),
    "pages": ("pagetotal", "pages"),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "doi": ("doi",),
    "legacy_id": ("legacy_id",),
}
#: Taken as they stand, not as TeX.
VERBATIM = {"url", "doi", "file", "legacy_url", "legacy_id"}
ESCAPED = re.compile(r"\\([%#_&{}~])")


def references_in(text: str) -> Iterator[Reference]:
    """The entries; each is read for itself, so that a broken one spoils no other."""
    starts = [match.start() for match in START.finditer(text)]
    macros, number = CaseInsensitiveDict(month_names), 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        line = text.count("\n", 0, start) + 1
        command = re.match(r"\s*@([A-Za-z]+)", text[start:end])[1].lower()
        number += command not in NO_ENTRIES
        found = _read(number, text[start:end], line, macros)
        if command not in NO_ENTRIES:
            yield found


def _read(number: int, text: str, line: int, macros) -> Reference:
    try:
        parser = LowLevelParser(text, handle_error=_raise, macros=macros)
        for command, (_key, fields) in ((one[0], one[1]) for one in parser if len(one[1]) == 2):
            if command.lower() not in NO_ENTRIES:
                values = {name.lower(): " ".join("".join(parts).split()) for name, parts in reversed(fields)}
                return _reference(number, command.lower(), values)
    except (PybtexError, ValueError, TypeError, IndexError, RecursionError) as error:
        at = line + (getattr(error, "lineno", None) or 1) - 1
        told = _("The entry that begins in line %(line)d cannot be read: there is a slip in line %(at)d.")
        return Reference(number, flaw=told % {"line": line, "at": at})
    return Reference(number, flaw=_("The entry that begins in line %(line)d is empty.") % {"line": line})


def _raise(error) -> None:
    """A month or journal that is named by no abbreviation is left out; all else is told."""
    if not isinstance(error, UndefinedMacro):
        raise error


def _reference(number: int, command: str, values: dict[str, str]) -> Reference:
    plain = {name: _plain(name, value) for name, value in values.items() if name not in ROLES}
    found = Reference(number)
    found.say("kind", facts.kind_named(plain.get("type", "")) or KINDS.get(command, Kind.REPORT))
    for name, keys in FACTS.items():
        for key in keys:
            found.say(name, plain.get(key))
    if subtitle := plain.get("subtitle"):
        found.facts["title"] = f"{found.facts.get('title', '')}: {subtitle}"
    found.say("issued", _date(plain))
    _say_series(found, plain)
    for field, role in ROLES.items():
        found.contributors += [Contributor(name, role) for name in _names(values.get(field, ""))]
    found.descriptors = [text.strip() for text in re.split(r"[;,]", plain.get("keywords", ""))]
    found.abstracts = [("", plain["abstract"])] if plain.get("abstract") else []
    for field in ("url", "legacy_url"):
        for address in plain.get(field, "").split():
            found.stand_at(address)
    found.files = [_file(text) for text in plain.get("file", "").split(";")]
    return found


def _plain(name: str, value: str) -> str:
    if name in VERBATIM:
        return ESCAPED.sub(r"\1", value).replace("-%2D", "--").replace("%7E", "~")
    return str(Text.from_latex(value)).replace("{", "").replace("}", "")


def _date(plain: dict[str, str]) -> str:
    if plain.get("date"):
        return plain["date"]
    parts = [plain.get("year", ""), facts.month_of(plain.get("month", "")), plain.get("day", "")]
    return "-".join(parts[: parts.index("")] if "" in parts else parts)


def _say_series(found: Reference, plain: dict[str, str]) -> None:
    title = (
        plain.get("journal") or plain.get("journaltitle") or plain.get("series") or plain.get("booktitle", "")
    )
    volume, issue = plain.get("volume", ""), plain.get("number", "")
    number = f"{volume} ({issue})" if volume and issue else volume or issue
    found.say("series", f"{title}, {number}" if title and number else title)


def _file(text: str) -> str:
    """Of JabRef’s “description:path:type” the path; of other programs’ the whole."""
    parts = text.split(":")
    return parts[1].strip() if len(parts) == 3 and parts[1] else text.strip()


def _names(value: str) -> Iterator[str]:
    for text in re.split(r"\s+and\s+(?![^{]*\})", value):
        if re.fullmatch(r"\{.*\}", text.strip()):
            yield str(Text.from_latex(text)).replace(",", "")  # an institution
        elif text.strip() and text.strip() != "others":
            person = Person(text)
            family = " ".join([*person.prelast_names, *person.last_names, *person.lineage_names])
            given = " ".join([*person.first_names, *person.middle_names])
            yield str(Text.from_latex(f"{family}, {given}"))
