"""Write the new address of what has moved into the record that leads to the old one."""

from html import escape, unescape
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

from django.contrib.postgres.fields import ArrayField
from django.db import transaction

from cinterfor.desk.edition import Edition
from cinterfor.desk.steps import Step
from cinterfor.publishing.registry import get_type
from cinterfor.publishing.richtext import RichTextField, clean_html
from cinterfor.publishing.together import forget_what_waits, written_together

from .finding import HREF
from .models import Link


def new_address_of(link: Link) -> str:
    """Where the link should lead: the new address, with the old part after “#” where it has none."""
    fragment = urldefrag(link.url).fragment
    moved_to = urljoin(link.url, link.target.moved_to)  # a page of the portal is kept as its path
    return f"{moved_to}#{fragment}" if fragment and "#" not in moved_to else moved_to


class Replaced(NamedTuple):
    """A record that leads to the new address now, or will when its pending version is published."""

    record: object
    is_pending: bool


@written_together()
def replace(link: Link, publishes: bool) -> Replaced | None:
    """Write the new address into the record; None where it, or the link in it, is there no more.

    Of a public record, who may not publish prepares a pending version. Raises ValidationError where the
    record as a whole would not be accepted by its form.
    """
    record_type = get_type(link.record_type)
    record = record_type.model._default_manager.select_for_update().filter(pk=link.record_id).first()
    if record is None:
        return None
    edition = Edition.of(record)
    if publishes or not edition.is_public:
        return Replaced(record, False) if _write(link, record) else None
    with transaction.atomic():
        edition.begin(Step.SAVE)
        record.refresh_from_db()  # now as its pending version has it
        written = _write(link, record)
        if written:
            edition.finish(Step.SAVE)
        else:
            transaction.set_rollback(True)
            forget_what_waits()
    return Replaced(record, True) if written else None


def _write(link: Link, record) -> bool:
    written = getattr(record, link.column)
    changed = _replaced(record._meta.get_field(link.column), written, link.url, new_address_of(link))
    if changed == written:
        return False
    setattr(record, link.column, changed)
    record.full_clean()
    record.save()
    return True


def _replaced(field, written, old: str, new: str):
    if isinstance(field, ArrayField):
        return [_in_line(line, old, new) for line in written]
    if isinstance(field, RichTextField):
        return HREF.sub(
            lambda href: escape(new) if unescape(href[0]) == old else href[0], clean_html(written)
        )
    return new if written == old else written


def _in_line(line: str, old: str, new: str) -> str:
    """A source's line; a remark may stand behind its address."""
    return new + line[len(old) :] if line.split(maxsplit=1)[:1] == [old] else line
