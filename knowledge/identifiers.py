"""Identifiers of works and persons: ISBN, ISSN, DOI, ORCID, with their check digits."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


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


def validate_orcid(value: str) -> None:
    if not orcid_is_valid(value):
        raise ValidationError(_("This is not a valid ORCID, such as 0000-0002-1825-0097."), code="orcid")
