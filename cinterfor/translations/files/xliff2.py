"""Units as XLIFF 2.0 (OASIS), a document for each language that is translated from.

The tags of a unit stand in its `originalData`; inline elements within the text refer to them.
"""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from cinterfor.translations.aligning import State
from cinterfor.translations.units import Unit

from .inline import pieces
from .notes import notes_of
from .received import MARK, Received
from .spooled import PART, content_of, grouped, nested, sorted_documents

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
N = f"{{{NAMESPACE}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NEEDS_EDITING = "cinterfor:needs-editing"
STATES = {
    State.OUTDATED: {"state": "initial", "subState": NEEDS_EDITING},
    State.COMPLETE: {"state": "translated"},
    State.MISSING: {"state": "initial"},
}


def documents(units: Iterable[Unit], language: str) -> dict[str, tempfile.SpooledTemporaryFile]:
    """By source language."""

    def begin(writer, source_language):
        attributes = {"version": "2.0", "srcLang": source_language, "trgLang": language}
        file = {"id": f"cinterfor-{source_language}", "original": "cinterfor-portal"}
        return nested(writer, NAMESPACE, ("xliff", attributes), ("file", file))

    return sorted_documents(units, begin, _element)


def write(found: dict[str, tempfile.SpooledTemporaryFile]) -> Iterator[bytes]:
    """The one document, or all of them as a ZIP archive."""
    if len(found) == 1:
        (file,) = found.values()
        yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
        yield from content_of(file)
        return
    with tempfile.SpooledTemporaryFile(PART) as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for language, file in found.items():
                with archive.open(f"cinterfor-{language}.xlf", "w") as entry:
                    entry.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
                    for part in content_of(file):
                        entry.write(part)
        packed.seek(0)
        while part := packed.read(PART):
            yield part


def _element(forms: list[Unit]) -> etree.Element:
    return grouped(forms, _unit, NAMESPACE, {"type": "cinterfor:plurals"})


def _unit(unit: Unit) -> etree.Element:
    found = etree.Element(
        f"{N}unit", {"id": unit.id, "canResegment": "no", SPACE: "preserve"}, {None: NAMESPACE}
    )
    notes = etree.SubElement(found, f"{N}notes")
    for line in (*notes_of(unit), f"{MARK}{unit.mark}"):
        etree.SubElement(notes, f"{N}note").text = line
    if unit.state == State.OUTDATED and unit.previous:
        etree.SubElement(notes, f"{N}note", {"category": "previous-source"}).text = unit.previous
    data: dict[str, str] = {}
    source, target = etree.Element(f"{N}source"), etree.Element(f"{N}target")
    _fill(source, unit.source, unit, data)
    _fill(target, unit.target, unit, data)
    if data:
        stored = etree.SubElement(found, f"{N}originalData")
        for tag, key in data.items():
            etree.SubElement(stored, f"{N}data", {"id": key}).text = tag
    segment = etree.SubElement(found, f"{N}segment", STATES[unit.state])
    segment.append(source)
    if unit.target:
        segment.append(target)
    return found


def _fill(element: etree.Element, text: str, unit: Unit, data: dict[str, str]) -> None:
    """Put a text into the element; its tags go into the data, where each is kept once."""
    if not unit.is_rich:
        element.text = text
        return
    last = None
    for piece in pieces(text, unit.source):
        if piece.number:
            reference = data.setdefault(piece.text, f"d{len(data) + 1}")
            name, key = _inline(piece)
            last = etree.SubElement(element, f"{N}{name}", {key: str(piece.number), "dataRef": reference})
        elif last is None:
            element.text = (element.text or "") + piece.text
        else:
            last.tail = (last.tail or "") + piece.text


def _inline(piece) -> tuple[str, str]:
    """The name of the inline element, and of the attribute with its number."""
    if piece.name == "br":
        return "ph", "id"
    return ("ec", "startRef") if piece.is_closing else ("sc", "id")


def received(unit: etree.Element) -> Received:
    """A `unit` as it comes back, also where a program has cut it into segments."""
    data = {item.get("id"): item.text or "" for item in unit.iterfind(f"{N}originalData/{N}data")}
    texts = {"source": "", "target": ""}
    for segment in unit.iterchildren(f"{N}segment", f"{N}ignorable"):
        for name in texts:
            part = segment.find(f"{N}{name}")
            texts[name] += _text(part, data) if part is not None else ""
    notes = ((note.text or "").strip() for note in unit.iterfind(f"{N}notes/{N}note"))
    mark = next((note.removeprefix(MARK) for note in notes if note.startswith(MARK)), "")
    needs_editing = _needs_editing(unit.findall(f"{N}segment"))
    return Received(unit.get("id", ""), texts["source"], texts["target"], needs_editing, mark)


def _needs_editing(segments) -> bool | None:
    if any(segment.get("subState") == NEEDS_EDITING for segment in segments):
        return True
    return False if all(segment.get("state", "initial") != "initial" for segment in segments) else None


def _text(element, data: dict[str, str]) -> str:
    """The text with the tags that its inline elements refer to."""
    told = element.text or ""
    for child in element:
        told += data.get(child.get("dataRefStart") or child.get("dataRef"), "")
        told += _text(child, data) + data.get(child.get("dataRefEnd"), "")
        told += child.tail or ""
    return told
