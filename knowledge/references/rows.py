"""References as the rows of a table, in the columns that an import of works has."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cinterfor.exchange.cells import even, written
from cinterfor.exchange.reading import MAX_CELL, MAX_ROWS, Row, Table, Unreadable
from cinterfor.publishing.languages import LANGUAGES

from . import facts
from .contributors import Contributor, as_cell

PLAIN = (
    "title",
    "language",
    "kind",
    "issued",
    "pages",
    "isbn",
    "issn",
    "doi",
    "publisher",
    "place",
)
COLUMNS = (
    *PLAIN,
    "url",
    *(f"translated_title_{code}" for code in LANGUAGES),
    *(f"abstract_{code}" for code in LANGUAGES),
    *("series_as_printed", "contributors", "descriptors", "legacy_id", "legacy_url", "file"),
)
READ = {
    "issued": facts.date_of,
    "pages": facts.pages_of,
    "doi": facts.doi_of,
    "isbn": facts.isbn_of,
    "issn": facts.issn_of,
}
#: Where the Centre’s former site stood.
FORMER_HOSTS = ("oitcinterfor.org", "cinterfor.org", "cinterfor.org.uy")


@dataclass
class Reference:
    """What a reference says of a work; texts as they stand there, in the portal's terms."""

    number: int
    facts: dict[str, str] = field(default_factory=dict)
    contributors: list[Contributor] = field(default_factory=list)
    descriptors: list[str] = field(default_factory=list)
    abstracts: list[tuple[str, str]] = field(default_factory=list)
    former_addresses: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    #: Why it cannot be read.
    flaw: str = ""

    def say(self, name: str, value) -> None:
        """Keep a fact where none is known yet."""
        text = " ".join(str(value or "").split())
        if text and not self.facts.get(name):
            self.facts[name] = text

    def stand_at(self, address: str) -> None:
        """An address on the former site is one to remember; another is where the work is."""
        address = address.strip()
        if not facts.is_address(address):
            return
        host = address.split("/")[2].lower().removeprefix("www.")
        if host in FORMER_HOSTS:
            self.former_addresses.append(address)
        elif "doi.org" in host:
            self.say("doi", address)
        else:
            self.say("url", address)


def table_of(references, language: str) -> Table:
    """The rows of references, in `language` where they do not say theirs."""
    rows = []
    for reference in references:
        if len(rows) == MAX_ROWS:
            told = _("The file has more than %(limit)d records. Divide it into several.")
            raise Unreadable(told % {"limit": MAX_ROWS})
        rows.append(row_of(reference, language))
    if not rows:
        raise Unreadable(_("No records were found in the file."))
    return Table(list(COLUMNS), rows)


def row_of(reference: Reference, language: str) -> Row:
    """The row of one reference."""
    if reference.flaw:
        return Row(reference.number, {}, {"": [reference.flaw]})
    found = {name: READ[name](value) if name in READ else value for name, value in reference.facts.items()}
    found["language"] = facts.language_of(found.get("language", "")) or language
    found |= _abstracts(reference, found["language"])
    found["series_as_printed"] = found.pop("series", "")
    found["contributors"] = as_cell(reference.contributors)
    lists = {
        "descriptors": reference.descriptors,
        "legacy_url": reference.former_addresses,
        "file": reference.files,
    }
    for name, texts in lists.items():
        found[name] = " | ".join(
            text.replace("|", r"\|") for text in dict.fromkeys(map(str.strip, texts)) if text
        )
    return _checked(reference.number, found)


def _checked(number: int, found: dict[str, str]) -> Row:
    row = Row(number, {})
    for name, value in found.items():
        text = even(value).strip()
        if len(text) > MAX_CELL:
            row.wrong[name] = [_("The text is longer than %(limit)d characters.") % {"limit": MAX_CELL}]
        elif text and name in COLUMNS:
            row.cells[name] = written(text)
    if not row.cells.get("title") and not row.wrong:
        row.wrong["title"] = [_("The record has no title.")]
    return row


def _abstracts(reference: Reference, language: str) -> dict[str, str]:
    """By column; one that does not say its language is in that of the work."""
    found: dict[str, str] = {}
    for code, text in reference.abstracts:
        column = f"abstract_{facts.language_of(code) or language}"
        found[column] = "\n\n".join(part for part in (found.get(column, ""), text.strip()) if part)
    return found
