"""Texts of the interface brought in by an import, and taken back: both in the folder of changed texts.

Who writes holds the folder's lock until the database has taken the import too.
"""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from cinterfor.exchange.models import Import, Line
from cinterfor.exchange.undoing import mark_undone
from cinterfor.exchange.writing import ChangedMeanwhile, Step, batch_of, locked, mark_done

from . import overrides
from .catalogues import key
from .interface import Message, messages
from .interface_importing import message_of_line


def carry_out(item: Import, user) -> Iterator[Step]:
    """Bring the texts in, all together."""
    try:
        with overrides.locked(), transaction.atomic():
            item = locked(item, Import.State.READY)
            lines, found = list(item.lines.good()), messages(item.language)
            if any(_standing(found.get(message_of_line(line))) != line.before for line in lines):
                raise ChangedMeanwhile
            item.batch = batch_of(item, user, len(lines))
            mark_done(item, user)
            _write(item.language, [(found[message_of_line(line)], line.after) for line in lines])
    except ChangedMeanwhile:
        item.check_again()
        raise
    yield len(lines), len(lines)


def undo(item: Import, user) -> Iterator[Step]:
    """Put back what was shown before, where nobody has changed it since."""
    with overrides.locked(), transaction.atomic():
        item = locked(item, Import.State.DONE)
        lines, found, back = list(item.lines.good()), messages(item.language), []
        for line in lines:
            message = found.get(message_of_line(line))
            if message is None:
                line.left_alone = _("The portal no longer has this text.")
            elif _shown(message.standing) != _shown(line.after):
                line.left_alone = _("The text was changed since.")
            else:
                back.append((message, line.before))
        Line.objects.bulk_update(lines, ["left_alone"], batch_size=500)
        mark_undone(item, user)
        _write(item.language, back)
    yield len(lines), len(lines)


def _standing(message: Message | None) -> dict | None:
    return message and message.standing


def _shown(standing: dict) -> list[str]:
    """A release that took a changed text over has made it its own: it is shown as before."""
    return standing["texts"]


def _write(language: str, standings: list[tuple[Message, dict]]) -> None:
    """Give messages these standings; what the release has itself needs no override."""
    found = overrides.entries(language)
    for message, standing in standings:
        found.pop(key(message.entry), None)
        if standing["own"]:
            found[key(message.entry)] = message.override(standing["texts"])
    overrides.write(language, found.values())
