"""Works as BibTeX in UTF-8."""

from io import StringIO

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output import bibtex

from .lines import one_line

TYPES = {"book": "book", "report": "techreport", "article-journal": "article"}
#: By CSL variable, where the type of the entry says nothing else.
FIELDS = {
    "publisher": "publisher",
    "publisher-place": "address",
    "collection-title": "series",
    "collection-number": "number",
    "container-title": "journal",
    "edition": "edition",
    "volume": "volume",
    "issue": "number",
    "genre": "type",
    "number-of-pages": "pagetotal",
    "ISBN": "isbn",
    "ISSN": "issn",
    "DOI": "doi",
    "URL": "url",
    "language": "language",
    "abstract": "abstract",
}
OF_REPORTS = {"publisher": "institution"}
#: What TeX reads as a command (Lamport, LaTeX, 2.1); a brace as such would end the field.
ESCAPES = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%#_$"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
)
#: Addresses are taken as they stand (biblatex: verbatim fields).
VERBATIM = {"url": str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})}
VERBATIM["doi"] = VERBATIM["url"]


ROLES = ("author", "editor", "translator")


class Writer(bibtex.Writer):
    """pybtex's, which leaves backslash, dollar and circumflex as they are, given text that is escaped."""

    def _encode(self, text):
        return text


def bibtex_of(item: dict) -> str:
    """One entry, closed by an empty line."""
    persons = {role: [_person(name) for name in item[role]] for role in ROLES if role in item}
    entry = Entry(TYPES.get(item["type"], "misc"), fields=_fields(item), persons=persons)
    out = StringIO()
    Writer(encoding="UTF-8").write_stream(BibliographyData({item["id"]: entry}), out)
    return out.getvalue() + "\n"


def _fields(item) -> dict[str, str]:
    # The braces keep capitals, which BibTeX styles take away from titles.
    found = {"title": f"{{{_escaped(item['title'])}}}"}
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    found |= {name: str(part) for name, part in zip(("year", "month", "day"), parts, strict=False)}
    names = FIELDS | (OF_REPORTS if item["type"] == "report" else {})
    for variable, name in names.items():
        if variable in item:
            table = VERBATIM.get(name, ESCAPES)
            found[name] = one_line(item[variable]).translate(table)
    return found


def _escaped(text: str) -> str:
    return one_line(text).translate(ESCAPES)


def _person(name) -> Person:
    """A name whose parts stay together: BibTeX parts them at commas, at “and” and before small letters."""
    if "literal" in name:
        return Person(last=f"{{{_escaped(name['literal'])}}}")
    given, family = _escaped(name.get("given", "")), _escaped(name["family"])
    if not given:
        # Else the first of several words would be taken for a given name.
        return Person(last=f"{{{family}}}")
    return Person(first=_together(given), last=_together(family))


def _together(part: str) -> str:
    return f"{{{part}}}" if "," in part or " and " in f" {part} " else part
