"""What the address book says of an address that leads to no public record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils import translation

from .addresses import Address
from .languages import LANGUAGES, Text, reading_order
from .registry import get_type


@dataclass
class Gone:
    """A record that was public and is no more: its name, the reason, and what replaces it."""

    title: Text
    reason: str
    successor: str


class Departure(NamedTuple):
    """An address that led to a public record: why it does no longer, and the path of what replaces it."""

    address: Address
    reason: str
    successor: str


def departures(record_type, addresses: Iterable[Address]) -> Iterator[Departure]:
    """What is told of addresses that are gone; of a renamed record its present permalink replaces the old."""
    addresses = list(addresses)
    keys = {address.record_id for address in addresses if address.record_id}
    records = record_type.model.objects.in_bulk(keys) if keys else {}
    for address in addresses:
        record = records.get(address.record_id)
        successor = record.permalink if record and record.is_public else address.successor
        yield Departure(address, _reason(address, record), successor)


def _reason(address: Address, record) -> str:
    """The record's own word on why it was withdrawn, or that of the address book."""
    return (record.withdrawal_reason if record else "") or address.reason


def _asked_for(path: str):
    """The record type and slug that the path names, whatever became of the record."""
    try:
        match = resolve(path)
    except Resolver404:
        return None, None, None
    name = match.url_name or ""
    type_name, detail, _data = name.partition("_detail")
    if not detail or get_type(type_name) is None:
        return None, None, None
    return get_type(type_name), match.kwargs["slug"], match.kwargs.get("extension")


def slug_now(record_type, slug: str) -> str:
    """The present slug of the public record that has or had this one; the same where there is none."""
    address = Address.objects.once_public().filter(record_type=record_type.name, slug=slug).first()
    if address is None or address.record_id is None:
        return slug
    records = record_type.model.objects.published().filter(pk=address.record_id)
    return records.values_list("slug", flat=True).first() or slug


def new_address(path: str) -> str | None:
    """Where the record of this address is now, after a rename."""
    record_type, slug, extension = _asked_for(path)
    if record_type is None:
        return None
    now = slug_now(record_type, slug)
    if now == slug:
        return None
    if extension:
        return reverse(f"{record_type.name}_detail_data", args=[now, extension])
    return reverse(f"{record_type.name}_detail", args=[now])


def in_other_words(path: str) -> str | None:
    """The page that a path names with the words of another of our languages, under its own prefix."""
    prefix = translation.get_language_from_path(path)
    if not prefix:
        return None
    rest = path[len(prefix) + 1 :]
    if not rest.endswith("/") and "." not in rest:
        rest += "/"
    for language in LANGUAGES:
        if language == prefix:
            continue
        with translation.override(language):
            found = translate_url(f"/{language}{rest}", prefix)
        if found != f"/{language}{rest}":
            return found
    return None


def gone_record(path: str) -> Gone | None:
    """What to say of a record that was public and was withdrawn or deleted."""
    record_type, slug, _extension = _asked_for(path)
    return gone(record_type, slug) if record_type else None


def gone(record_type, slug: str) -> Gone | None:
    """The same of a record by its type and one of its slugs; None where it never was public."""
    address = Address.objects.once_public().filter(record_type=record_type.name, slug=slug).first()
    if address is None:
        return None
    record = record_type.model.objects.filter(pk=address.record_id).first() if address.record_id else None
    if record and record.is_public:
        # It is there, and not in the format that was asked for.
        return None
    titles = address.titles
    language = next((code for code in reading_order() if titles.get(code)), None)
    return Gone(Text(titles.get(language, ""), language), _reason(address, record), address.successor)
