"""What a PDF tells about itself (ISO 32000), read in a process of its own that `reading.py` starts.

    pdf.py PATH SECONDS BYTES

The process takes no more time and memory than it is told, sees no environment, and prints one JSON object:

    {"outcome": "read", "pages": 148, "is_tagged": true, "pages_read": 148, "pages_with_text": 146,
     "words": "manual de evaluación …"}

It imports nothing of the portal: whatever a hostile file makes of it, there is nothing there to reach.
"""

import contextlib
import json
import os
import re
import resource
import sys
import time

#: Words that are kept: each once, with so many letters, so many characters together.
WORD = re.compile(r"[^\W_]{2,40}")
MOST_CHARACTERS = 100_000
LONGEST_ACRONYM = 12
#: A page with fewer letters is a picture with a stamp on it.
LETTERS_OF_A_PAGE = 20
#: More pages than any work has: the number is not believed.
MOST_PAGES = 50_000
#: The part of the time in which pages are read; the rest is for printing what was found.
SHARE = 0.8


def limit(seconds: float, memory: int) -> None:
    """Not every system has each limit; the parent ends what takes too long in any case."""
    for what, most in ((resource.RLIMIT_CPU, int(seconds) + 1), (resource.RLIMIT_AS, memory)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    with contextlib.suppress(OSError):
        os.nice(10)


def facts_of(path: str, until: float) -> dict:
    from pypdf import PdfReader

    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not _opens_without_password(reader):
        return {"outcome": "locked"}
    pages = len(reader.pages)
    found = {"pages": pages if 0 < pages <= MOST_PAGES else None, "is_tagged": _is_tagged(reader)}
    return found | _text_of(reader, min(pages, MOST_PAGES), until)


def _opens_without_password(reader) -> bool:
    try:
        return bool(reader.decrypt(""))
    except Exception:  # a cipher that the library does not have
        return False


def _is_tagged(reader) -> bool:
    """Whether the file says that it carries the structure that screen readers follow (tagged PDF)."""
    try:
        root = reader.trailer["/Root"]
        marked = root.get("/MarkInfo", {}).get_object().get("/Marked", False)
        return bool(marked) and "/StructTreeRoot" in root
    except Exception:
        return False


def _text_of(reader, pages: int, until: float) -> dict:
    words: dict[str, None] = {}
    length = read = damaged = with_text = 0
    while read < pages and time.monotonic() < until:
        read += 1
        try:
            text = reader.pages[read - 1].extract_text()
        except Exception:  # a damaged page takes none of the others with it
            damaged += 1
            continue
        with_text += sum(map(str.isalpha, text)) >= LETTERS_OF_A_PAGE
        for found in WORD.findall(text):
            word = found if _is_acronym(found) else found.lower()
            if word not in words and length < MOST_CHARACTERS:
                words[word] = None
                length += len(word) + 1
    whole = "damaged" if damaged == pages else "read"
    return {
        "outcome": whole if read == pages else "part",
        "pages_read": read - damaged,
        "pages_with_text": with_text,
        # Half a pair of surrogates is no character.
        "words": " ".join(words).encode("utf-8", "ignore").decode(),
    }


def _is_acronym(word: str) -> bool:
    """Search looks for SENAI as it is written; headings in capitals have longer words, too."""
    return word.isupper() and len(word) <= LONGEST_ACRONYM


def main(path: str, seconds: str, memory: str) -> None:
    limit(float(seconds), int(memory))
    try:
        found = facts_of(path, time.monotonic() + float(seconds) * SHARE)
    except Exception:  # readers of PDF fail in many ways, with RecursionError and MemoryError among them
        found = {"outcome": "damaged"}
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
