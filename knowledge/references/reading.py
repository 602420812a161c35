"""Which format a file of references is in, told by its content first and its name second."""

import re
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from cinterfor.exchange.reading import UTF_16, Table, Unreadable

from . import bibtex, csl, marc, ris
from .markup import local_name, parsed
from .rows import table_of

NAMES = {
    ".mrc": "MARC",
    ".marc": "MARC",
    ".iso": "MARC",
    ".xml": "MARCXML",
    ".marcxml": "MARCXML",
    ".ris": "RIS",
    ".bib": "BibTeX",
    ".bibtex": "BibTeX",
    ".json": "CSL-JSON",
}
ISO_2709 = re.compile(rb"[0-9]{5}[a-z0-9 #|][a-z#| ][a-z0-9#| ].{4}[0-9 ]{5}", re.DOTALL | re.IGNORECASE)
MARC_NAMES = {"collection", "record"}


def format_of(content: bytes, name: str) -> str | None:
    """The format; None for what is no file of references, such as a table."""
    if ISO_2709.match(content) and b"\x1e" in content:
        return "MARC"
    start = content[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if content.startswith(UTF_16):
        start = content[:4000].decode("utf-16", errors="replace").encode().lstrip()
    if start.startswith(b"<"):
        return "MARCXML"
    if start.startswith((b"[", b"{")):
        return "CSL-JSON"
    if re.match(rb"TY  ?-", start):
        return "RIS"
    if re.search(rb"^[ \t]*@[A-Za-z]+\s*[{(]", start, re.MULTILINE):
        return "BibTeX"
    return NAMES.get(PurePosixPath(name).suffix.lower())


def read_references(content: bytes, name: str, language: str) -> tuple[str, Table] | None:
    """The format and its records as rows; None where the file is no reference."""
    form = format_of(content, name)
    if form is None:
        return None
    return form, table_of(_references(form, content), language)


def _references(form: str, content: bytes):
    if form == "MARC":
        return marc.references_in(content)
    if form == "MARCXML":
        if local_name(parsed(content)) not in MARC_NAMES:
            raise Unreadable(_("This XML is not MARCXML: its root is neither “collection” nor “record”."))
        return marc.references_in_xml(content)
    text = _decoded(content)
    read = {"RIS": ris.references_in, "BibTeX": bibtex.references_in, "CSL-JSON": csl.references_in}
    return read[form](text)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError as error:
        told = _(
            "The accents in line %(line)d cannot be read: the file is not in UTF-8. Export it again and "
            "choose “UTF-8” or “Unicode”."
        )
        raise Unreadable(told % {"line": content.count(b"\n", 0, error.start) + 1}) from error
