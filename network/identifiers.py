"""Identifiers of institutions: ROR, with its check digits."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: Crockford's digits, in which ROR writes numbers.
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?ror\.org/([^/?#]+)/?", re.IGNORECASE)


def normal_ror(text: str) -> str:
    """The end of its address, in small letters."""
    found = ADDRESS.fullmatch(text)
    return (found[1] if found else text).lower()


def ror_is_valid(value: str) -> bool:
    """A ROR ID with right check digits (ISO 7064 97-10), written 03yrm5c26."""
    if not re.fullmatch(f"0[{DIGITS}]{{6}}[0-9]{{2}}", value):
        return False
    number = 0
    for digit in value[1:7]:
        number = number * len(DIGITS) + DIGITS.index(digit)
    return int(value[7:]) == 98 - number * 100 % 97


def validate_ror(value: str) -> None:
    if not ror_is_valid(value):
        raise ValidationError(_("This is not a valid ROR identifier, such as 03yrm5c26."), code="ror")
