"""Records as an Atom feed (RFC 4287), in the page's language or, marked, in another.

The feed of a list has all its records (RFC 5005: complete) and tells which are gone (RFC 6721).
"""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.html import escape
from django.utils.translation import get_language_from_path, override
from django.utils.xmlutils import SimplerXMLGenerator

from cinterfor.publishing.languages import Text
from cinterfor.publishing.plaintext import plain, writable

from .objects import CHUNK
from .tombstones import Tombstone, tombstones

MEDIA_TYPE = "application/atom+xml"
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


class Entry(NamedTuple):
    """What a feed says of a record; addresses are paths."""

    title: Text
    path: str
    summary: Text
    permalink: str
    changed: datetime
    published: datetime | None = None


class Feed(Atom1Feed):
    """Says of each entry in which language it is, and of its summary where that is in another.

    `changed` is the moment of its last change; `is_complete` whether it has all records that there are.
    """

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:fh": HISTORY, "xmlns:at": TOMBSTONES}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.feed["is_complete"]:
            handler.addQuickElement("fh:complete")

    def latest_post_date(self):
        return self.feed["changed"]

    def item_attributes(self, item):
        return _language(item["title_language"], self.feed["language"])

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        inherited = item["title_language"] or self.feed["language"]
        attributes = {"type": "html"} | _language(item["summary_language"], inherited)
        # In a plain text each sign means itself.
        handler.addQuickElement("summary", escape(item["summary"]), attributes)

    def parts(self, absolute, entries: Iterable[Entry], gone: Iterable[Tombstone] = ()) -> Iterator[str]:
        """The feed's text, an entry at a time: none is kept."""
        out = io.StringIO()
        handler = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        for tombstone in gone:
            self._add_tombstone(handler, absolute, tombstone)
        yield _taken(out)
        for entry in entries:
            self.items = []
            self._add_entry(absolute, entry)
            self.write_items(handler)
            yield _taken(out)
        handler.endElement("feed")
        yield _taken(out)

    def _add_entry(self, absolute, entry: Entry) -> None:
        self.add_item(
            title=writable(entry.title.value),
            title_language=entry.title.language,
            link=absolute(entry.path),
            description=None,
            summary=writable(entry.summary.value),
            summary_language=entry.summary.language,
            unique_id=absolute(entry.permalink),
            updateddate=entry.changed,
            pubdate=entry.published,
        )

    def _add_tombstone(self, handler, absolute, tombstone: Tombstone) -> None:
        ref = {"ref": absolute(tombstone.permalink), "when": rfc3339_date(tombstone.gone_at)}
        handler.startElement("at:deleted-entry", ref)
        if tombstone.reason:
            handler.addQuickElement("at:comment", writable(tombstone.reason))
        handler.endElement("at:deleted-entry")


def _language(own: str | None, inherited: str) -> dict[str, str]:
    return {"xml:lang": own} if own and own != inherited else {}


def _taken(out: io.StringIO) -> str:
    """What was written since the last time."""
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _feed(request, title: str, path: str, changed: datetime | None, is_complete: bool = False) -> Feed:
    return Feed(
        title=title,
        link=request.build_absolute_uri(path),
        description="",
        language=get_language_from_path(request.path_info),
        feed_url=request.build_absolute_uri(),
        author_name="ILO/Cinterfor",
        changed=changed or timezone.now(),
        is_complete=is_complete,
    )


def feed_of(request, title: str, path: str, entries: Iterable[Entry]) -> str:
    """A feed with these entries, which are some of many."""
    entries = list(entries)
    changed = max((entry.changed for entry in entries), default=None)
    return "".join(_feed(request, title, path, changed).parts(request.build_absolute_uri, entries))


def _entry(record) -> Entry:
    summary = Text(plain(record.summary_text.value), record.summary_text.language)
    if when := type(record).record_type().when(record):
        summary = Text(". ".join(filter(None, (when, summary.value))), summary.language)
    path = record.get_absolute_url()
    return Entry(record.title_text, path, summary, record.permalink, record.datestamp, record.published_from)


def _entries(records, language: str) -> Iterator[Entry]:
    for record in records:
        # The response is written after the middleware has put the language back.
        with override(language):
            entry = _entry(record)
        yield entry


def write_list(request, listing):
    language, records = get_language_from_path(request.path_info), listing.records
    with override(language):
        title = f"OIT/Cinterfor: {listing.record_type.label_plural}"
        path = listing.path + (f"?{listing.query}" if listing.query else "")
    gone = tombstones(listing)
    moments = [*records.order_by().aggregate(Max("changed_at"), Max("published_from")).values()]
    moments += [tombstone.gone_at for tombstone in gone[:1]]
    changed = max(filter(None, moments), default=None)
    feed = _feed(request, title, path, changed, is_complete=True)
    found = _entries(records.iterator(chunk_size=CHUNK), language)
    yield from feed.parts(request.build_absolute_uri, found, gone)


def write_record(request, record, record_type):
    entry = _entry(record)
    feed = _feed(request, record.title_text.value, entry.path, entry.changed)
    yield from feed.parts(request.build_absolute_uri, [entry])
