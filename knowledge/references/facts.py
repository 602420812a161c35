"""Single facts as other catalogues write them, as the portal keeps them.

What cannot be read is handed on as it is: the check of the import says what is wrong with it.
"""

import re
from functools import cache

from django.conf import settings
from django.utils.translation import override

from cinterfor.search.languages import accentless
from knowledge.models import Contribution, Product

#: ISO 639-1, 639-2/B, 639-2/T, and names, without accents.
LANGUAGES = {
    "es": {"es", "spa", "espanol", "castellano", "spanish", "espanhol"},
    "pt": {"pt", "por", "portugues", "portuguese"},
    "en": {"en", "eng", "ingles", "english"},
    "fr": {"fr", "fre", "fra", "frances", "french", "francais"},
    "it": {"it", "ita", "italiano", "italian"},
    "de": {"de", "ger", "deu", "aleman", "alemao", "german", "deutsch"},
}
MONTHS = ("jan|ene", "feb|fev", "mar", "apr|abr", "may|mai", "jun", "jul", "aug|ago", "sep|set", "oct|out")
MONTHS = (*MONTHS, "nov", "dec|dic|dez")
DATE = re.compile(r"(?<!\d)(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d))?")
PAGES = re.compile(r"(\d+)\s*(?:p\b|p\.|pp\b|pag|pág|págs|h\b|f\b|s\b)", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/\S+")
ISBN = re.compile(r"[0-9][0-9Xx\s-]{8,16}")
ISSN = re.compile(r"(\d{4})-?(\d{3}[\dXx])(?!\d)")
DOCUMENTS = (".pdf", ".epub", ".docx", ".xlsx", ".pptx", ".zip")


def language_of(text: str) -> str:
    """BCP 47; “spa”, “es-UY” and “Español” are es."""
    plain = accentless(text).strip().lower()
    first = re.split(r"[-_;,/\s]", plain)[0]
    return next((code for code, names in LANGUAGES.items() if {plain, first} & names), text.strip()[:10])


def date_of(text: str) -> str:
    """`2018`, `2018-07` or `2018-07-04`, also where the month or day is impossible; else the text."""
    found = DATE.search(text)
    if not found:
        return text.strip()
    year, month, day = found.groups()
    parts = [part for part in (month, day) if part and int(part)]
    return "-".join([year, *(part.zfill(2) for part in parts)])


def month_of(text: str) -> str:
    """The number of a month that is named in one of the languages; else the text."""
    name = accentless(text).strip().lower()
    return next((f"{n:02}" for n, names in enumerate(MONTHS, 1) if re.match(names, name)), text.strip())


def pages_of(text: str) -> str:
    """Of “xii, 245 p. : il.” 245; of “12-40” 29; else the text."""
    if found := PAGES.findall(text):
        return str(int(found[-1][:9]))
    if span := re.fullmatch(r"\s*(\d{1,6})\s*[-–]+\s*(\d{1,6})\s*", text):
        first, last = map(int, span.groups())
        return str(last - first + 1) if last >= first else text.strip()
    return text.strip()


def doi_of(text: str) -> str:
    found = DOI.search(text)
    return found.group().rstrip(".,;") if found else text.strip()


def isbn_of(text: str) -> str:
    """Without what cataloguers put behind it, such as “(rústica)”."""
    found = ISBN.search(text)
    return found.group().strip(" -") if found else text.strip()


def issn_of(text: str) -> str:
    found = ISSN.search(text)
    return f"{found[1]}-{found[2].upper()}" if found else text.strip()


def is_issn(text: str) -> bool:
    return ISSN.fullmatch(text.strip()) is not None


def is_isbn(text: str) -> bool:
    return ISBN.fullmatch(text.strip()) is not None


def is_address(text: str) -> bool:
    return text.strip().lower().startswith(("http://", "https://"))


def is_document(text: str) -> bool:
    return text.strip().lower().endswith(DOCUMENTS)


@cache
def kinds() -> dict[str, str]:
    """By name in each of the portal's languages, without accents."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found |= {accentless(str(kind.label)).lower(): kind.value for kind in Product.Kind}
    return found


def kind_named(text: str) -> str:
    """The kind that is called so in one of the languages, or nothing."""
    return kinds().get(accentless(text).strip().lower(), "")


#: By the beginnings of words and of MARC relator codes, in Spanish, Portuguese and English.
ROLES = (
    (Contribution.Role.EDITOR, re.compile(r"ed(it|t\b|s?\b)|compil|com\b|org(aniz|\b)")),
    (Contribution.Role.COORDINATOR, re.compile(r"coord")),
    (Contribution.Role.TRANSLATOR, re.compile(r"trad|transl|trl?\b")),
)


def role_of(texts: list[str]) -> str:
    """The role that words or MARC relator codes name; author where none does."""
    plain = [accentless(text.rpartition("/")[2]).strip(" .,()") for text in texts]
    named = (role for text in plain for role, pattern in ROLES if pattern.match(text))
    return next(named, Contribution.Role.AUTHOR)
