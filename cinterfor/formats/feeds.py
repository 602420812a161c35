"""Records as an Atom feed (RFC 4287), in the page's language."""

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language_from_path, override

from cinterfor.publishing.plaintext import plain, writable

from .objects import CHUNK


def feed_of(request, title, path, items) -> str:
    """A feed of items: title, path, text, permalink (a path), when changed and, where known, published."""
    feed = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(path),
        description="",
        language=get_language_from_path(request.path_info),
        feed_url=request.build_absolute_uri(),
        author_name="ILO/Cinterfor",
    )
    for title, path, text, permalink, changed, published in items:
        feed.add_item(
            title=writable(title),
            link=request.build_absolute_uri(path),
            # Atom1Feed marks the summary as HTML: in a plain text each sign means itself.
            description=escape(writable(text)),
            unique_id=request.build_absolute_uri(permalink),
            updateddate=changed,
            pubdate=published,
        )
    return feed.writeString("utf-8")


def _item(record) -> tuple:
    text = plain(record.summary_text.value)
    path = record.get_absolute_url()
    return (record.title_text.value, path, text, record.permalink, record.datestamp, record.published_from)


def write_list(request, listing):
    with override(get_language_from_path(request.path_info)):
        title = f"OIT/Cinterfor: {listing.record_type.label_plural}"
        path = listing.path + (f"?{listing.query}" if listing.query else "")
        yield feed_of(request, title, path, map(_item, listing.records.iterator(chunk_size=CHUNK)))


def write_record(request, record, record_type):
    yield feed_of(request, record.title_text.value, record.get_absolute_url(), [_item(record)])
