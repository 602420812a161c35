"""Records as an Atom feed (RFC 4287), in the page's language."""

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language_from_path, override

from cinterfor.publishing.plaintext import plain, writable

from .objects import CHUNK


def _feed(request, title, path, records):
    feed = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(path),
        description="",
        language=get_language_from_path(request.path_info),
        feed_url=request.build_absolute_uri(),
        author_name="ILO/Cinterfor",
    )
    for record in records:
        feed.add_item(
            title=writable(record.title_text.value),
            link=request.build_absolute_uri(record.get_absolute_url()),
            description=writable(plain(record.summary_text.value)),
            unique_id=request.build_absolute_uri(record.permalink),
            updateddate=record.datestamp,
            pubdate=record.published_from,
        )
    return feed.writeString("utf-8")


def write_list(request, listing):
    with override(get_language_from_path(request.path_info)):
        title = f"OIT/Cinterfor: {listing.record_type.label_plural}"
        path = listing.path + (f"?{listing.query}" if listing.query else "")
        yield _feed(request, title, path, listing.records.iterator(chunk_size=CHUNK))


def write_record(request, record, record_type):
    yield _feed(request, record.title_text.value, record.get_absolute_url(), [record])
