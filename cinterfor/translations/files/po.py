"""Units as a gettext catalogue (PO), for Poedit, Weblate and whatever else translators use.

The context of a message is the id of its unit; what stands in comments is for reading, but for the mark.
"""

import tempfile
from collections.abc import Iterable, Iterator

import polib
from django.utils import timezone
from django.utils.translation import gettext as _

from cinterfor.translations.aligning import State
from cinterfor.translations.units import Unit

from .notes import notes_of
from .received import MARK, Received, ReceivedFile, Unreadable


def write(units: Iterable[Unit], language: str) -> Iterator[bytes]:
    """The file, part by part."""
    yield str(_header(language)).encode()
    for unit in units:
        yield f"\n{_entry(unit).__unicode__(wrapwidth=0)}".encode()


def _header(language: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "cinterfor-portal-content",
        "PO-Revision-Date": timezone.localtime().strftime("%Y-%m-%d %H:%M%z"),
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return catalogue


def _entry(unit: Unit) -> polib.POEntry:
    is_fuzzy = unit.state == State.OUTDATED
    return polib.POEntry(
        msgctxt=unit.id,
        msgid=unit.source,
        msgstr=unit.target,
        previous_msgid=unit.previous if is_fuzzy and unit.previous else None,
        flags=["fuzzy"] if is_fuzzy else [],
        comment="\n".join([*notes_of(unit), f"{MARK}{unit.mark}"]),
    )


def read(content: bytes) -> ReceivedFile:
    """The units of a file that a translator's program has written."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("The accents of this file cannot be read: it is not in UTF-8. Save it as UTF-8 and send that.")
        ) from error
    # polib reads texts line by line as Python counts lines, files as the format does.
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(content.removeprefix(b"\xef\xbb\xbf"))
        file.flush()
        try:
            catalogue = polib.pofile(file.name, encoding="utf-8")
        except (OSError, ValueError, IndexError, AttributeError) as error:
            reason = str(error).replace(file.name, "").strip()
            told = _("This is not a PO file, or it is damaged (%(reason)s).")
            raise Unreadable(told % {"reason": reason}) from error
    language = catalogue.metadata.get("Language", "").strip()
    return ReceivedFile(
        language, [_received(entry) for entry in catalogue if entry.msgctxt and not entry.obsolete]
    )


def _received(entry: polib.POEntry) -> Received:
    lines = [line.strip() for line in entry.comment.splitlines()]
    mark = next((line.removeprefix(MARK) for line in lines if line.startswith(MARK)), "")
    return Received(entry.msgctxt, entry.msgid, entry.msgstr, entry.fuzzy, mark)
