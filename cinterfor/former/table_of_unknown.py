"""Unknown addresses as CSV, to be worked through in a spreadsheet and read by `load_legacy`."""

from collections.abc import Iterator

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

CHUNK = 500


def headings() -> list[str]:
    """The first two are words that `load_legacy` knows, in every language."""
    return [
        "address",
        "target",
        _("host"),
        _("times asked for"),
        _("first asked for"),
        _("last asked for"),
        _("asked from"),
    ]


def rows_of(addresses) -> Iterator[list[str]]:
    for row in addresses.iterator(chunk_size=CHUNK):
        days = (f"{localtime(moment):%Y-%m-%d}" for moment in (row.first_seen, row.last_seen))
        yield [row.path, "", row.host, str(row.count), *days, row.referrer]
