"""Works as BibTeX in UTF-8."""

from io import StringIO

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output import bibtex

from .lines import one_line

#: The last two are biblatex's; BibTeX's own styles set what they do not know as “misc”.
TYPES = {
    "book": "book",
    "report": "techreport",
    "article-journal": "article",
    "webpage": "online",
    "motion_picture": "video",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
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

    def _write_field(self, stream, type, value):
        """A month is a macro, to which each style gives its words; in quotes it would be a text."""
        if type == "month":
            stream.write(f",\n    month = {value}")
        else:
            super()._write_field(stream, type, value)


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
    found |= _date(*item.get("issued", {}).get("date-parts", [[]])[0])
    names = FIELDS | (OF_REPORTS if item["type"] == "report" else {})
    for variable, name in names.items():
        if variable in item:
            table = VERBATIM.get(name, ESCAPES)
            found[name] = one_line(item[variable]).translate(table)
    if "url" in found:
        # Zotero reads two hyphens as a dash and a tilde as a space, also in addresses.
        found["url"] = found["url"].replace("--", "-%2D").replace("~", "%7E")
    return found


def _date(year: int = 0, month: int = 0, day: int = 0) -> dict[str, str]:
    """Year and month, and biblatex's date (ISO 8601) where the day is known: BibTeX has no field for it."""
    found = {"year": str(year)} if year else {}
    found |= {"month": MONTHS[month - 1]} if month else {}
    # Behind the others: Zotero keeps the last.
    return found | ({"date": f"{year:04}-{month:02}-{day:02}"} if day else {})


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
    apart = "," in part or " and " in f" {part} " or _has_particle_inside(part)
    return f"{{{part}}}" if apart else part


def _has_particle_inside(part: str) -> bool:
    """“Ortega y Gasset”, of which BibTeX takes “Ortega y” for a particle; that of “de la Cruz” is one."""
    small = [word[0].islower() for word in part.split()]
    return False in small and True in small[small.index(False) :]
