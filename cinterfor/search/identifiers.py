"""Numbers that name one work, in the one form in which they are indexed: ISBN-13, ISSN, DOI."""

import re

DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
ISSN = re.compile(r"(?:issn:?\s*)?(\d{4})-?(\d{3}[\dx])", re.IGNORECASE)
ISBN = re.compile(r"(?:isbn(?:-1[03])?:?\s*)?((?:\d[-‐‑\s]?){9}(?:(?:\d[-‐‑\s]?){3})?[\dx])", re.IGNORECASE)


def identifier(text: str) -> str | None:
    """The number that the whole text is, however it is written; None where it is something else."""
    text = text.strip().rstrip(".,;")
    if found := DOI.fullmatch(text):
        return found[1].lower()
    if found := ISBN.fullmatch(text):
        return _isbn_13(re.sub(r"[^\dxX]", "", found[1]).upper())
    if found := ISSN.fullmatch(text):
        return f"{found[1]}-{found[2].upper()}"
    return None


def _isbn_13(number: str) -> str:
    if len(number) == 13:
        return number
    body = "978" + number[:9]
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)
