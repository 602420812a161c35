"""The words of a text, as search wants them."""

import re

#: Words that are kept: each once, with so many letters, so many characters together.
WORD = re.compile(r"[^\W_]{2,40}")
MOST_CHARACTERS = 100_000
LONGEST_ACRONYM = 12


class Words:
    """Each word once, in the order of the text, up to a length."""

    def __init__(self):
        self._found: dict[str, None] = {}
        self._length = 0

    def take(self, text: str) -> None:
        for found in WORD.findall(text):
            word = found if _is_acronym(found) else found.lower()
            if word not in self._found and self._length < MOST_CHARACTERS:
                self._found[word] = None
                self._length += len(word) + 1

    def __str__(self) -> str:
        # Half a pair of surrogates is no character.
        return " ".join(self._found).encode("utf-8", "ignore").decode()


def _is_acronym(word: str) -> bool:
    """Search looks for SENAI as it is written; headings in capitals have longer words, too."""
    return word.isupper() and len(word) <= LONGEST_ACRONYM
