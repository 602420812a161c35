"""How alike two names are, from 0 to 1; and how names that are alike are found among many.

Names are compared as `search.languages.key` leaves them: words without case, accents and punctuation.
Likeness is PostgreSQL's trigram similarity (pg_trgm), less where numbers differ: the 46th meeting is not
the 47th. A trigram index takes a second for one long title among three hundred thousand, so names are
found by MinHash instead (Broder 1997): each has a few short fingerprints, and two names with a similarity of
0.6 share one in 98 of 100 cases, with 0.7 practically always.
"""

import hashlib
import re
import struct
import zlib
from functools import lru_cache

from cinterfor.search.identifiers import identifier

#: From here on two names are called alike.
ALIKE = 0.6
#: What is left of a likeness where the numbers in the names, or a fact beside them, tell the two apart.
OTHER_NUMBERS, OTHER_FACT = 0.5, 0.75
#: So many fingerprints, each of so many of the smallest hashes.
BANDS, ROWS = 30, 4
WORDS = re.compile(r"[^\W_]+")
ROMAN = re.compile(r"(?=.)(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def trigrams(key: str) -> frozenset[str]:
    """The trigrams of the words, as pg_trgm counts them; the order of the words does not matter."""
    padded = (f"  {word} " for word in WORDS.findall(key))
    return frozenset(word[place : place + 3] for word in padded for place in range(len(word) - 2))


def similarity(one: str, other: str) -> float:
    """Of all trigrams of the two the share that both have."""
    first, second = trigrams(one), trigrams(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def likeness(one: str, other: str) -> float:
    alike = similarity(one, other)
    first, second = numbers(one), numbers(other)
    return alike if first <= second or second <= first else alike * OTHER_NUMBERS


def numbers(key: str) -> set[int]:
    """The numbers in a name, also Roman ones up to 99."""
    found = {int(digits) for digits in re.findall(r"[0-9]{1,9}", key)}
    return found | {_roman(word) for word in WORDS.findall(key) if ROMAN.fullmatch(word)}


def _roman(word: str) -> int:
    values = [ROMAN_DIGITS[letter] for letter in word]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def fingerprints(label: str, key: str) -> list[int]:
    """The fingerprints of a name among the records of one model (32 bits, with sign); none of no words."""
    hashed = [_hashes(trigram) for trigram in trigrams(key)]
    if not hashed:
        return []
    least = [min(column) for column in zip(*hashed, strict=True)]
    bands = (least[place : place + ROWS] for place in range(0, len(least), ROWS))
    packed = (
        f"{label} {band} ".encode() + struct.pack(f"{ROWS}I", *values) for band, values in enumerate(bands)
    )
    return [zlib.crc32(content) - 2**31 for content in packed]


@lru_cache(maxsize=50_000)
def _hashes(trigram: str) -> tuple[int, ...]:
    """As many independent hashes of a trigram as fingerprints are made of."""
    content = hashlib.shake_128(trigram.encode()).digest(BANDS * ROWS * 4)
    return struct.unpack(f"{BANDS * ROWS}I", content)


def identifier_key(text: str) -> str:
    """An identifier as it is compared: without address, scheme, hyphens and case."""
    if found := identifier(text):
        return found
    return "".join(WORDS.findall(text.rstrip("/ ").rpartition("/")[2])).lower()
