"""Write the new address of what has moved into the record that leads to the old one."""

from html import escape, unescape
from urllib.parse import urldefrag, urljoin

from django.contrib.postgres.fields import ArrayField
from django.db import transaction

from cinterfor.publishing.registry import get_type
from cinterfor.publishing.richtext import RichTextField, clean_html

from .finding import HREF
from .models import Link


def new_address_of(link: Link) -> str:
    """Where the link should lead: the new address, with the old part after “#” where it has none."""
    fragment = urldefrag(link.url).fragment
    moved_to = urljoin(link.url, link.target.moved_to)  # a page of the portal is kept as its path
    return f"{moved_to}#{fragment}" if fragment and "#" not in moved_to else moved_to


@transaction.atomic
def replace(link: Link):
    """The record, changed and saved; None where it, or the link in it, is there no more.

    Raises ValidationError where the record as a whole would not be accepted by its form.
    """
    record_type = get_type(link.record_type)
    record = record_type.model._default_manager.select_for_update().filter(pk=link.record_id).first()
    if record is None:
        return None
    written = getattr(record, link.column)
    changed = _replaced(record._meta.get_field(link.column), written, link.url, new_address_of(link))
    if changed == written:
        return None
    setattr(record, link.column, changed)
    record.full_clean()
    record.save()
    return record


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
