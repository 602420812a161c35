"""Units as XLIFF 1.2 (OASIS), for OmegaT, Virtaal and programs for agencies.

One `file` for each language that is translated from. A tag within a paragraph is an inline element whose
content is the tag itself, so that the text of all within a `target` is the paragraph as HTML.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from cinterfor.translations.aligning import State
from cinterfor.translations.units import Unit

from .inline import KINDS, pieces
from .notes import notes_of
from .received import MARK, Received
from .spooled import content_of, grouped, nested, sorted_documents

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
N = f"{{{NAMESPACE}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{NAMESPACE}" version="1.2">\n'
STATES = {State.OUTDATED: "needs-translation", State.COMPLETE: "translated"}
#: What programs write for a text that somebody has to look at again.
UNFINISHED = "needs-"


def write(units: Iterable[Unit], language: str) -> Iterator[bytes]:
    """The file, part by part."""

    def begin(writer, source_language):
        attributes = {
            "original": "cinterfor-portal",
            "source-language": source_language,
            "target-language": language,
            "datatype": "html",
        }
        return nested(writer, NAMESPACE, ("file", attributes), ("body", {}))

    documents = sorted_documents(units, begin, _element)
    yield HEAD.encode()
    for file in documents.values():
        yield from content_of(file)
        yield b"\n"
    yield b"</xliff>\n"


def _element(forms: list[Unit]) -> etree.Element:
    """Plural forms are marked as the XLIFF guide for PO has it."""
    return grouped(forms, _trans_unit, NAMESPACE, {"restype": "x-gettext-plurals"})


def _trans_unit(unit: Unit) -> etree.Element:
    room = {"maxwidth": str(unit.room), "size-unit": "char"} if unit.room else {}
    approved = {"approved": "yes"} if unit.state == State.COMPLETE else {}
    datatype = "html" if unit.is_rich else "plaintext"
    found = etree.Element(
        f"{N}trans-unit",
        {"id": unit.id, SPACE: "preserve", "datatype": datatype} | approved | room,
        {None: NAMESPACE},
    )
    _fill(etree.SubElement(found, f"{N}source"), unit.source, unit)
    target = etree.SubElement(found, f"{N}target")
    if unit.state in STATES:
        target.set("state", STATES[unit.state])
    _fill(target, unit.target, unit)
    for line in (*notes_of(unit), f"{MARK}{unit.mark}"):
        etree.SubElement(found, f"{N}note").text = line
    if unit.state == State.OUTDATED and unit.previous:
        before = etree.SubElement(found, f"{N}alt-trans", {"alttranstype": "previous-version"})
        _fill(etree.SubElement(before, f"{N}source"), unit.previous, unit)
        _fill(etree.SubElement(before, f"{N}target"), unit.target, unit)
    return found


def _fill(element: etree.Element, text: str, unit: Unit) -> None:
    """Put a text into the element, its tags as inline elements."""
    if not unit.is_rich:
        element.text = text
        return
    last = None
    for piece in pieces(text, unit.source):
        if piece.number:
            last = etree.SubElement(element, f"{N}{_inline_name(piece)}", _attributes(piece))
            last.text = piece.text
        elif last is None:
            element.text = (element.text or "") + piece.text
        else:
            last.tail = (last.tail or "") + piece.text


def _inline_name(piece) -> str:
    if piece.name == "br":
        return "ph"
    return "ept" if piece.is_closing else "bpt"


def _attributes(piece) -> dict[str, str]:
    number = str(piece.number)
    if piece.name == "br":
        return {"id": number, "ctype": KINDS["br"]}
    paired = {"id": number, "rid": number}
    return paired if piece.is_closing else paired | {"ctype": KINDS[piece.name]}


def received(unit: etree.Element) -> Received:
    """A `trans-unit` as it comes back."""
    target = unit.find(f"{N}target")
    state = target.get("state", "") if target is not None else ""
    notes = ("".join(note.itertext()).strip() for note in unit.iterfind(f"{N}note"))
    mark = next((note.removeprefix(MARK) for note in notes if note.startswith(MARK)), "")
    return Received(
        unit.get("id", ""),
        _text(unit.find(f"{N}source")),
        _text(target),
        state.startswith(UNFINISHED) if state not in ("", "new") else None,
        mark,
    )


def _text(element) -> str:
    return "".join(element.itertext()) if element is not None else ""
