"""Identifiers of works and persons: ISBN, ISSN, DOI, handle, ORCID, with their check digits.

Each is kept in one form; `normal_…` gives it, also for a pasted address, and what it does not know as it is.
"""

import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: The addresses at which identifiers are resolved, and the labels before them.
DOI = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)(10\..+)", re.IGNORECASE)
HANDLE = re.compile(r"(?:(?:https?://)?hdl\.handle\.net/|hdl:\s*|handle:\s*)(.+)", re.IGNORECASE)
ISSN = re.compile(
    r"(?:(?:https?://)?(?:portal\.)?issn\.org/resource/issn/|urn:issn:|e?issn[:\s]*)?(\d{4})[-‐‑–\s]?(\d{3}[\dx])",
    re.IGNORECASE,
)
ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid[:\s]*)?((?:\d{4}[-‐‑–\s]?){3}\d{3}[\dx])/?", re.IGNORECASE
)
ISBN_LABEL = re.compile(r"(?:urn:)?isbn(?:-1[03])?[:\s]*", re.IGNORECASE)
HYPHENS = re.compile(r"[-‐‑–\s]+")


def normal_isbn(text: str) -> str:
    """Thirteen digits: those of an ISBN-10 behind 978. The hyphens stay where they are printed."""
    found = HYPHENS.sub("-", ISBN_LABEL.sub("", text, count=1)).upper()
    if not isbn_is_valid(found):
        return text
    if len(_bare(found)) == 13:
        return found
    body = found[:-1]
    digits = "978" + _bare(body)
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{'978-' if '-' in body else '978'}{body}{-total % 10}"


def normal_issn(text: str) -> str:
    """1234-567X."""
    found = ISSN.fullmatch(text)
    return f"{found[1]}-{found[2].upper()}" if found else text


def normal_doi(text: str) -> str:
    """From 10. onwards."""
    return _within(DOI, text)


def normal_handle(text: str) -> str:
    """Prefix and suffix: 20.500.12345/67."""
    return _within(HANDLE, text)


def _within(pattern: re.Pattern, text: str) -> str:
    """What stands in an address is written with percent signs there."""
    found = pattern.fullmatch(text)
    return unquote(found[1]) if found and "://" in text else found[1] if found else text


def normal_orcid(text: str) -> str:
    """Four groups of four."""
    found = ORCID.fullmatch(text)
    if not found:
        return text
    digits = HYPHENS.sub("", found[1]).upper()
    return "-".join(digits[place : place + 4] for place in range(0, 16, 4))


def _bare(value: str) -> str:
    return re.sub(r"[\s-]", "", value).upper()


def isbn_is_valid(value: str) -> bool:
    """ISBN-10 or ISBN-13 with a right check digit (ISO 2108); hyphens and spaces are free."""
    digits = _bare(value)
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        total = sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits))
        return total % 11 == 0
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    return False


def issn_is_valid(value: str) -> bool:
    """ISSN with a right check digit (ISO 3297), written 1234-5679."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", value):
        return False
    digits = _bare(value)
    return (
        sum((8 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits)) % 11
        == 0
    )


def orcid_is_valid(value: str) -> bool:
    """ORCID iD with a right check digit (ISO 7064 11-2), written 0000-0002-1825-0097."""
    if not re.fullmatch(r"([0-9]{4}-){3}[0-9]{3}[0-9X]", value):
        return False
    total = 0
    digits = _bare(value)
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))


def validate_isbn(value: str) -> None:
    if not isbn_is_valid(value):
        raise ValidationError(_("This is not a valid ISBN: the check digit does not fit."), code="isbn")


def validate_issn(value: str) -> None:
    if not issn_is_valid(value):
        raise ValidationError(_("This is not a valid ISSN, such as 0254-2439."), code="issn")


def validate_doi(value: str) -> None:
    if not re.fullmatch(r"10\.[0-9]{4,9}/\S+", value):
        raise ValidationError(
            _("This is not a DOI, such as 10.1000/182, without https://doi.org/."), code="doi"
        )


def validate_handle(value: str) -> None:
    if not re.fullmatch(r"[0-9][0-9A-Za-z.]*/\S+", value):
        raise ValidationError(
            _("This is not a handle, such as 20.500.12345/67, without https://hdl.handle.net/."),
            code="handle",
        )


def validate_orcid(value: str) -> None:
    if not orcid_is_valid(value):
        raise ValidationError(_("This is not a valid ORCID, such as 0000-0002-1825-0097."), code="orcid")
