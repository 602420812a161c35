"""MARC 21 bibliographic records, as ISO 2709 (UTF-8 or MARC-8) and as MARCXML."""

import io
import re
from collections.abc import Iterator
from xml.sax import SAXException

from django.utils.translation import gettext as _
from pymarc import MARCReader, Record
from pymarc.marcxml import parse_xml_to_array

from cinterfor.exchange.reading import Unreadable
from knowledge.models import Product

from . import facts
from .contributors import Contributor
from .markup import parsed
from .rows import Reference

ENDS = " /:;,=."
#: By the type of record and its bibliographic level (leader 06 and 07).
SERIAL, PART = {"s", "i"}, {"a", "b"}
SUBJECTS = ("600", "610", "611", "630", "650", "651", "653", "655")
NAMES = {"100": "", "700": "", "110": "", "710": "", "111": "", "711": ""}
PERSONS = {"100", "700"}


def references_in(content: bytes) -> Iterator[Reference]:
    """The records of an ISO 2709 file, by their place in it."""
    reader = MARCReader(io.BytesIO(content), to_unicode=True, hide_utf8_warnings=True)
    for number, (record, error) in enumerate(_each(reader), 1):
        yield _read(number, record, reader.current_chunk or b"", error)


def _each(reader: MARCReader) -> Iterator[tuple[Record | None, Exception | None]]:
    """pymarc names some of the faults of a file, and stumbles over others; after those it cannot go on."""
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except Exception as error:
            yield None, error
            return
        yield record, reader.current_exception


def _read(number: int, record: Record | None, chunk: bytes, error: Exception | None) -> Reference:
    if record is None or (not chunk.isascii() and chunk[9:10] == b" " and _is_utf_8(chunk)):
        # Many systems write UTF-8 and do not say so in the leader.
        record = _in_utf_8(chunk) or record
    if record is None:
        told = _("The record cannot be read: %(reason)s.")
        return Reference(number, flaw=told % {"reason": _reason(error)})
    return reference_of(number, record)


def _is_utf_8(chunk: bytes) -> bool:
    try:
        chunk.decode()
    except UnicodeDecodeError:
        return False
    return True


def _in_utf_8(chunk: bytes) -> Record | None:
    try:
        return Record(data=chunk, force_utf8=True) if _is_utf_8(chunk) else None
    except Exception:  # what pymarc raises for damaged records is not all of its own
        return None


def _reason(error) -> str:
    if isinstance(error, UnicodeDecodeError):
        return _("its accents are neither in UTF-8 nor in MARC-8")
    return _("its length or its directory does not fit its content")


def references_in_xml(content: bytes) -> Iterator[Reference]:
    parsed(content)  # refuses what an XML reader should not open
    try:
        records = parse_xml_to_array(io.BytesIO(content))
    except (SAXException, ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise Unreadable(
            _("This file is no MARCXML that can be read (%(reason)s).") % {"reason": error}
        ) from error
    for number, record in enumerate(records, 1):
        yield reference_of(number, record) if record else Reference(number, flaw=_("The record is empty."))


def reference_of(number: int, record: Record) -> Reference:
    try:
        return _reference(number, record)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):
        # A record may be damaged in ways that show only when a field is looked at.
        return Reference(number, flaw=_("The record cannot be read: its fields are damaged."))


def _reference(number: int, record: Record) -> Reference:
    found = Reference(number)
    _say_titles(found, record)
    fixed = _control(record, "008")
    codes = " ".join(_texts(record, "041", "a")) or fixed[35:38].strip(" |")
    found.say("language", "" if codes in ("und", "zxx", "mul") else codes)
    found.say("kind", _kind(record))
    _say_imprint(found, record, fixed)
    _say_numbers(found, record)
    found.contributors = list(_contributors(record))
    found.descriptors = list(_descriptors(record))
    found.abstracts = [("", text) for text in _texts(record, "520", "ab")]
    for field in record.get_fields("856"):
        for address in field.get_subfields("u"):
            found.stand_at(address)
        found.files += [name.strip() for name in field.get_subfields("f")]
    return found


def _say_titles(found: Reference, record: Record) -> None:
    for field in record.get_fields("245"):
        main = " ".join(field.get_subfields("a", "n", "p")).strip(ENDS)
        rest = " ".join(field.get_subfields("b")).strip(ENDS)
        found.say("title", f"{main}: {rest}" if main and rest else main or rest)
    for field in record.get_fields("242"):
        language = facts.language_of(" ".join(field.get_subfields("y")))
        found.say(f"translated_title_{language}", " ".join(field.get_subfields("a", "b")).strip(ENDS))


def _say_imprint(found: Reference, record: Record, fixed: str) -> None:
    for tag in ("264", "260"):
        for name, code in (("place", "a"), ("publisher", "b"), ("issued", "c")):
            for text in _texts(record, tag, code)[:1]:
                found.say(name, text if name == "issued" else text.strip(f"{ENDS}[]"))
    if re.fullmatch(r"[0-9]{4}", fixed[7:11]) and not re.search(r"\d{4}", found.facts.get("issued", "")):
        found.facts["issued"] = fixed[7:11]
    for text in _texts(record, "300", "a"):
        if re.search(r"\d", text):
            found.say("pages", text)
    for tag in ("490", "830", "440"):
        for field in record.get_fields(tag):
            title = " ".join(field.get_subfields("a")).strip(ENDS)
            volume = " ".join(field.get_subfields("v")).strip(ENDS)
            found.say("series", f"{title}, {volume}" if title and volume else title)
    for field in record.get_fields("773"):
        found.say("series", " ".join(field.get_subfields("t", "g")).strip(ENDS))


def _say_numbers(found: Reference, record: Record) -> None:
    number, owner = (_control(record, tag).strip() for tag in ("001", "003"))
    found.say("legacy_id", f"({owner}){number}" if owner and number else number)
    for name, tag in (("isbn", "020"), ("issn", "022")):
        for text in _texts(record, tag, "a"):
            found.say(name, text)
    for field in record.get_fields("024"):
        if "doi" in " ".join(field.get_subfields("2")).lower():
            found.say("doi", " ".join(field.get_subfields("a")))


def _kind(record: Record) -> str:
    leader = str(record.leader)
    for genre in _texts(record, "655", "a"):
        if kind := facts.kind_named(genre.strip(ENDS)):
            return kind
    level = leader[7:8]
    if level in SERIAL:
        return Product.Kind.BULLETIN
    return Product.Kind.ARTICLE if level in PART else Product.Kind.BOOK


def _contributors(record: Record) -> Iterator[Contributor]:
    for field in record.get_fields(*NAMES):
        is_person = field.tag in PERSONS
        name = " ".join(field.get_subfields("a", "b") if is_person else field.get_subfields("a")).strip(
            f"{ENDS}"
        )
        if not is_person:
            name = name.replace(",", "")
        elif "," not in name:
            name = f"{name},"
        yield Contributor(name, facts.role_of(field.get_subfields("4", "e")))


def _descriptors(record: Record) -> Iterator[str]:
    for field in record.get_fields(*SUBJECTS):
        parts = [text.strip(ENDS) for text in field.get_subfields("a", "x", "y", "z")]
        yield " -- ".join(part for part in parts if part)


def _control(record: Record, tag: str) -> str:
    fields = record.get_fields(tag)
    return (fields[0].data or "") if fields else ""


def _texts(record: Record, tag: str, codes: str) -> list[str]:
    texts = (" ".join(field.get_subfields(*codes)) for field in record.get_fields(tag))
    return [text.strip() for text in texts if text.strip()]
