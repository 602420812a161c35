"""Units as a gettext catalogue (PO), for Poedit, Weblate and whatever else translators use.

The context of a message is the id of its unit; what stands in comments is for reading, but for the mark.
"""

import tempfile
from collections.abc import Iterable, Iterator
from itertools import zip_longest

import polib
from django.utils import timezone
from django.utils.translation import gettext as _

from cinterfor.translations.aligning import State
from cinterfor.translations.catalogues import plural_forms
from cinterfor.translations.units import Unit, form_id, together

from .notes import notes_of
from .received import MARK, Received, ReceivedFile, Unreadable


def write(units: Iterable[Unit], language: str) -> Iterator[bytes]:
    """The file, part by part."""
    yield str(_header(language)).encode()
    for forms in together(units):
        entry = _plural(forms) if forms[0].group else _entry(forms[0])
        yield f"\n{entry.__unicode__(wrapwidth=0)}".encode()


def _header(language: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "cinterfor-portal-content",
        "PO-Revision-Date": timezone.localtime().strftime("%Y-%m-%d %H:%M%z"),
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
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


def _plural(forms: list[Unit]) -> polib.POEntry:
    """The forms of a message as one; their marks stand side by side."""
    is_fuzzy = any(unit.state == State.OUTDATED for unit in forms)
    told = [notes_of(unit) for unit in forms]
    shared = [line for line in told[0] if all(line in lines for lines in told)]
    return polib.POEntry(
        msgctxt=forms[0].group,
        msgid=forms[0].source,
        msgid_plural=forms[-1].source,
        msgstr_plural={number: unit.target for number, unit in enumerate(forms)},
        flags=["fuzzy"] if is_fuzzy else [],
        comment="\n".join([*shared, f"{MARK}{','.join(unit.mark for unit in forms)}"]),
    )


class _Units(polib.POFile):
    """A catalogue of which only the units are kept, each as soon as it is read; and its head."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.units: list[Received] = []

    def append(self, entry: polib.POEntry) -> None:
        if not entry.msgctxt:
            super().append(entry)
        elif not entry.obsolete:
            self.units += _received(entry)


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
            catalogue = polib.pofile(file.name, encoding="utf-8", klass=_Units)
        except (OSError, ValueError, IndexError, AttributeError) as error:
            reason = str(error).replace(file.name, "").strip()
            told = _("This is not a PO file, or it is damaged (%(reason)s).")
            raise Unreadable(told % {"reason": reason}) from error
    language = catalogue.metadata.get("Language", "").strip()
    return ReceivedFile(language, catalogue.units)


def _received(entry: polib.POEntry) -> Iterator[Received]:
    lines = [line.strip() for line in entry.comment.splitlines()]
    mark = next((line.removeprefix(MARK) for line in lines if line.startswith(MARK)), "")
    if not entry.msgid_plural:
        yield Received(entry.msgctxt, entry.msgid, entry.msgstr, entry.fuzzy, mark)
        return
    forms = sorted(entry.msgstr_plural.items())
    for (number, text), own in zip_longest(forms, mark.split(",")[: len(forms)], fillvalue=""):
        source = entry.msgid if number == 0 and len(forms) > 1 else entry.msgid_plural
        yield Received(form_id(entry.msgctxt, number), source, text, entry.fuzzy, own)
