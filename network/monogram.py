"""The letters that stand for an institution where it has no logo."""

import re
import unicodedata

WORD = re.compile(r"[^\W\d_]+")
SHORTEST, LONGEST = 2, 4
#: An acronym of one word that is not longer stands whole.
WHOLE = 7


def monogram(acronym: str, name: str) -> str:
    """Two to seven capitals: an acronym of one word, else the initials of the acronym's words or the name's.

    SENAI gives SENAI, and DGETP-UTU gives DU.
    """
    acronym, name = (unicodedata.normalize("NFC", text or "") for text in (acronym, name))
    words = WORD.findall(acronym)
    if len(words) == 1 and len(words[0]) <= WHOLE:
        return _letters(words[0], WHOLE) or initials(name)
    return (initials(acronym) if len(words) > 1 else "") or initials(name) or _letters("".join(words))


def initials(text: str) -> str:
    """The first letters of the words with a capital, or else of the long ones: “de” and “of the” stay out."""
    words = WORD.findall(text)
    capitals = [word for word in words if word[0].isupper()]
    long = [word for word in words if len(word) > LONGEST - 1]
    for chosen in (capitals, long, words):
        if len(chosen) >= SHORTEST:
            return _letters("".join(word[0] for word in chosen))
    return _letters("".join(words)[:SHORTEST])


def _letters(text: str, most: int = LONGEST) -> str:
    """The letters as capitals; none where there are too few to tell anyone by."""
    capitals = text.upper()[:most]
    return capitals if len(capitals) >= SHORTEST else ""
