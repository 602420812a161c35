"""The formats in which texts go to translators and come back."""

import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from lxml import etree

from cinterfor.translations.units import Unit, even

from . import po, xliff, xliff2
from .received import ReceivedFile, Unreadable

#: By name, as they are offered.
FORMATS = {"po": "PO (gettext)", "xliff": "XLIFF 1.2", "xliff2": "XLIFF 2.0"}
MAX_BYTES = 32 * 1024 * 1024


class Written(NamedTuple):
    """A file that goes out."""

    extension: str
    media_type: str
    parts: Iterator[bytes]


def write(form: str, units: Iterable[Unit], language: str) -> Written:
    """A file with the units, of which there must be one at least."""
    if form == "po":
        return Written("po", "text/x-gettext-translation; charset=utf-8", po.write(units, language))
    if form == "xliff":
        return Written("xlf", "application/x-xliff+xml", xliff.write(units, language))
    found = xliff2.documents(units, language)
    if len(found) == 1:
        return Written("xlf", "application/xliff+xml", xliff2.write(found))
    return Written("zip", "application/zip", xliff2.write(found))


def read(content: bytes) -> ReceivedFile:
    """The units of a file; `Unreadable` where it is none of the formats, or damaged."""
    if len(content) > MAX_BYTES:
        told = _("The file is larger than %(limit)d MB. Divide it into several.")
        raise Unreadable(told % {"limit": MAX_BYTES // 1024 // 1024})
    if content.startswith(b"PK"):
        raise Unreadable(_("This is an archive. Unpack it and send the files in it one by one."))
    begins = content[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    found = _xliff(content) if begins.startswith(b"<") else po.read(content)
    found.units = [
        unit._replace(
            id=even(unit.id), source=even(unit.source), target=even(unit.target), mark=even(unit.mark)
        )
        for unit in found.units
    ]
    # Some programs write `pt_BR` or `pt-BR` for the `pt` that they were given.
    found.language = found.language.replace("_", "-").partition("-")[0].lower()
    if not found.units:
        raise Unreadable(_("The file holds no texts of the portal. Send one that was downloaded here."))
    return found


def _xliff(content: bytes) -> ReceivedFile:
    # No entities, no other documents, no addresses; what is out of measure is refused by the parser.
    parsing = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    found = ReceivedFile("")
    tags = (f"{xliff.N}file", f"{xliff.N}trans-unit", f"{xliff2.N}xliff", f"{xliff2.N}unit")
    try:
        for event, element in etree.iterparse(
            io.BytesIO(content),
            events=("start", "end"),
            tag=tags,
            remove_comments=True,
            remove_pis=True,
            **parsing,
        ):
            _take(found, event, element)
    except etree.XMLSyntaxError as error:
        told = _("This is not an XLIFF file, or it is damaged (%(reason)s).")
        raise Unreadable(told % {"reason": error.msg or ""}) from error
    return found


def _refuse_entities(element: etree.Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(_("This file defines entities of its own, which no translator’s file needs."))


def _take(found: ReceivedFile, event: str, element: etree.Element) -> None:
    """Note the language where it stands, and a unit when it is whole; then forget its element."""
    is_unit = element.tag in (f"{xliff.N}trans-unit", f"{xliff2.N}unit")
    if event == "start" and not is_unit:
        _refuse_entities(element)
        language = element.get("target-language") or element.get("trgLang") or ""
        if found.language and language != found.language:
            raise Unreadable(_("This file is in several languages. Send one language at a time."))
        found.language = language
    elif event == "end" and is_unit:
        reader = xliff if element.tag.startswith(xliff.N) else xliff2
        found.units.append(reader.received(element))
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
