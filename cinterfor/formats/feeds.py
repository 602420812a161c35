"""Records as an Atom feed (RFC 4287), in the page's language or, marked, in another."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language_from_path, override

from cinterfor.publishing.languages import Text
from cinterfor.publishing.plaintext import plain, writable

from .objects import CHUNK


class Entry(NamedTuple):
    """What a feed says of a record; addresses are paths."""

    title: Text
    path: str
    summary: Text
    permalink: str
    changed: datetime
    published: datetime | None = None


class Feed(Atom1Feed):
    """Says of each entry in which language it is, and of its summary where that is in another."""

    def item_attributes(self, item):
        return _language(item["title_language"], self.feed["language"])

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        inherited = item["title_language"] or self.feed["language"]
        attributes = {"type": "html"} | _language(item["summary_language"], inherited)
        # In a plain text each sign means itself.
        handler.addQuickElement("summary", escape(item["summary"]), attributes)


def _language(own: str | None, inherited: str) -> dict[str, str]:
    return {"xml:lang": own} if own and own != inherited else {}


def feed_of(request, title: str, path: str, entries: Iterable[Entry]) -> str:
    feed = Feed(
        title=title,
        link=request.build_absolute_uri(path),
        description="",
        language=get_language_from_path(request.path_info),
        feed_url=request.build_absolute_uri(),
        author_name="ILO/Cinterfor",
    )
    for entry in entries:
        feed.add_item(
            title=writable(entry.title.value),
            title_language=entry.title.language,
            link=request.build_absolute_uri(entry.path),
            description=None,
            summary=writable(entry.summary.value),
            summary_language=entry.summary.language,
            unique_id=request.build_absolute_uri(entry.permalink),
            updateddate=entry.changed,
            pubdate=entry.published,
        )
    return feed.writeString("utf-8")


def _entry(record) -> Entry:
    summary = Text(plain(record.summary_text.value), record.summary_text.language)
    path = record.get_absolute_url()
    return Entry(record.title_text, path, summary, record.permalink, record.datestamp, record.published_from)


def write_list(request, listing):
    with override(get_language_from_path(request.path_info)):
        title = f"OIT/Cinterfor: {listing.record_type.label_plural}"
        path = listing.path + (f"?{listing.query}" if listing.query else "")
        yield feed_of(request, title, path, map(_entry, listing.records.iterator(chunk_size=CHUNK)))


def write_record(request, record, record_type):
    yield feed_of(request, record.title_text.value, record.get_absolute_url(), [_entry(record)])
