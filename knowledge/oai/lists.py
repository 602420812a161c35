"""ListIdentifiers and ListRecords: a page of items, and where the next begins."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from cinterfor.publishing.registry import get_type
from cinterfor.renditions.keeping import renditions
from cinterfor.renditions.kinds import ORIGIN, kinds_of

from . import markup
from .arguments import period
from .envelope import Identifiers, header
from .errors import NO_FORMAT, NO_MATCH, ProtocolError
from .formats import FORMATS, MetadataFormat
from .harvest import PAGE, TYPE, Item, Position, Selection, items, size
from .sets import is_set
from .tokens import Progress, resumed


def format_of(prefix: str) -> MetadataFormat:
    if prefix not in FORMATS:
        raise ProtocolError(NO_FORMAT, f"The formats of this repository are {', '.join(FORMATS)}.")
    return FORMATS[prefix]


@dataclass
class Page:
    """A part of a list: its items, and how far the list is told with them."""

    asked: dict[str, str]
    items: list[Item]
    cursor: int
    size: int
    is_last: bool

    def add_token(self, parent: etree._Element) -> None:
        """The token for the next page; on the last of several an empty one."""
        if self.is_last and not self.cursor:
            return
        told = self.cursor + len(self.items)
        last = self.items[-1]
        progress = Progress(self.asked, Position(last.datestamp, last.slug), told, self.size)
        # What came meanwhile makes a list longer than it was when it was counted.
        numbers = {"completeListSize": str(max(self.size, told)), "cursor": str(self.cursor)}
        markup.add(parent, "resumptionToken", "" if self.is_last else progress.token(), **numbers)


def page(asked: dict[str, str]) -> Page:
    """The page that is asked for; raises ProtocolError where there is nothing on it."""
    token = asked.get("resumptionToken")
    progress = resumed(token, asked["verb"]) if token else None
    wanted = progress.asked if progress else asked
    selection = _selection(wanted)
    found = items(selection, progress.after if progress else None, PAGE + 1)
    if not found:
        raise ProtocolError(NO_MATCH, "There are no items between these moments and in this set.")
    is_last = len(found) <= PAGE
    if progress:
        return Page(wanted, found[:PAGE], progress.cursor, progress.size, is_last)
    return Page(wanted, found[:PAGE], 0, len(found) if is_last else size(selection), is_last)


def _selection(asked: dict[str, str]) -> Selection:
    first, last = period(asked)
    spec = asked.get("set")
    if spec and not is_set(spec):
        raise ProtocolError(NO_MATCH, "There is no such set.")
    return Selection(first, last, spec, format_of(asked["metadataPrefix"]).dated)


def headers(found: Iterable[Item], identifiers: Identifiers) -> str:
    return "".join(header(item, identifiers) for item in found)


def records(found: list[Item], identifiers: Identifiers, prefix: str, origin: str) -> str:
    """Records with their metadata; one that went since the items were read is told of later, as gone."""
    kept = renditions(kinds_of(get_type(TYPE))[prefix], [item.record_id for item in found if item.is_public])
    written = []
    for item in found:
        if not item.is_public:
            written.append(f"<record>{header(item, identifiers)}</record>")
        elif contents := kept.get(item.record_id):
            written.append(f"<record>{header(item, identifiers)}{contents}</record>")
    return "".join(written).replace(ORIGIN, origin)
