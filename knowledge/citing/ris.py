"""Works as RIS (Research Information Systems, 2011) in UTF-8, which reference managers import."""

import rispy
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING

from .lines import one_line

TYPES = {
    "book": "BOOK",
    "report": "RPRT",
    "article-journal": "JOUR",
    "document": "GEN",
    "dataset": "DBASE",
    "webpage": "ELEC",
    "motion_picture": "VIDEO",
}
#: By CSL variable.
KEYS = {
    "title": "title",
    "collection-title": "secondary_title",
    "container-title": "secondary_title",
    "collection-number": "note",
    "edition": "edition",
    "volume": "volume",
    "issue": "number",
    "publisher": "publisher",
    "publisher-place": "place_published",
    "number-of-pages": "start_page",
    "genre": "type_of_work",
    "DOI": "doi",
    "language": "language",
    "abstract": "abstract",
}
#: What SN is by the type of the reference: of a report its own number, of any other the ISBN.
NUMBERS = {"article-journal": "ISSN", "report": "collection-number"}
ROLES = {"author": "authors", "editor": "editors", "translator": "subsidiary_authors"}


class Writer(rispy.RisWriter):
    """rispy's, with ED for editors, whom it has no tag for, and the line ends of the standard."""

    DEFAULT_MAPPING = TAG_KEY_MAPPING | {"ED": "editors"}
    DEFAULT_LIST_TAGS = [*LIST_TYPE_TAGS, "ED"]
    DEFAULT_DELIMITER_MAPPING = {}
    NEWLINE = "\r\n"

    def set_header(self, count):
        """None: the standard knows no numbers between references."""
        return ""


def ris_of(item: dict, translated_title: str = "") -> str:
    """One reference, closed by an empty line."""
    found = {"type_of_reference": TYPES[item["type"]], "id": item["id"]}
    for role, key in ROLES.items():
        if role in item:
            found[key] = [_name(name) for name in item[role]]
    number = NUMBERS.get(item["type"], "ISBN")
    found |= {key: one_line(item[name]) for name, key in KEYS.items() if name in item and name != number}
    if translated_title:
        found["translated_title"] = one_line(translated_title)
    found |= _date(item.get("issued"))
    if number in item:
        found["issn"] = one_line(item[number])
    # Zotero takes any SN of a report for its number, and of a book for its ISBN.
    found["notes"] = [f"{name} {item[name]}" for name in ("ISBN", "ISSN") if name in item and name != number]
    if "URL" in item:
        found["urls"] = [one_line(item["URL"])]
    return Writer().formats([found]) + Writer.NEWLINE


def _name(name) -> str:
    if "literal" in name:
        return one_line(name["literal"])
    return ", ".join(one_line(name[part]) for part in ("family", "given") if name.get(part))


def _date(issued) -> dict[str, str]:
    """The year, and the date as `YYYY/MM/DD/`, what is not known left empty between the strokes."""
    if not issued:
        return {}
    year, month, day = [*issued["date-parts"][0], None, None][:3]
    parts = (f"{year:04}", f"{month:02}" if month else "", f"{day:02}" if day else "", "")
    return {"year": parts[0], "date": "/".join(parts)}
