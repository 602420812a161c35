"""What a PDF tells about itself (ISO 32000)."""

import time

from words import Words

#: A page with fewer letters is a picture with a stamp on it.
LETTERS_OF_A_PAGE = 20
#: More pages than any work has: the number is not believed.
MOST_PAGES = 50_000


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
    words = Words()
    read = damaged = with_text = 0
    while read < pages and time.monotonic() < until:
        read += 1
        try:
            text = reader.pages[read - 1].extract_text()
        except Exception:  # a damaged page takes none of the others with it
            damaged += 1
            continue
        with_text += sum(map(str.isalpha, text)) >= LETTERS_OF_A_PAGE
        words.take(text)
    whole = "damaged" if damaged == pages else "read"
    return {
        "outcome": whole if read == pages else "part",
        "pages_read": read - damaged,
        "pages_with_text": with_text,
        "words": str(words),
    }
