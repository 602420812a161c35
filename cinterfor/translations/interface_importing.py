"""Translators' files with texts of the interface: kept as an import, and looked at."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cinterfor.exchange.checking import Check
from cinterfor.exchange.models import Import, Line

from . import overrides
from .comparing import is_untouched
from .files.received import Received, ReceivedFile, Unreadable
from .import_lines import edited, line_of, repeated_in
from .interface import UNIT_ID, Message, messages
from .message_checks import message_flaws
from .models import INTERFACE
from .units import even, mark_of


def begin(file: ReceivedFile, **values) -> Import:
    """Keep the units that were edited, a line for each message. Readers see these texts at once."""
    _refuse_without_folder(file.language)
    made = Import.objects.create(model=INTERFACE, language=file.language, **values | {"at_once": True})
    Line.objects.bulk_create(_lines(made, file.units), batch_size=1000)
    return made


def _refuse_without_folder(language: str) -> None:
    if not overrides.is_writable(language):
        told = _("The portal may not write into its folder for changed texts. Tell whoever runs the server.")
        raise Unreadable(told)
    try:
        overrides.entries(language)
    except overrides.Damaged as error:
        told = _("The portal’s file of changed texts is damaged. Tell whoever runs the server.")
        raise Unreadable(told) from error


def _lines(made: Import, units: list[Received]) -> Iterator[Line]:
    repeated = repeated_in(units)
    found: dict[str, list[Received]] = defaultdict(list)
    for unit in edited(units, repeated):
        found[message_of(unit.id)].append(unit)
    for number, own in enumerate(found.values(), 1):
        yield line_of(made, number, own, repeated, model=INTERFACE, slug=own[0].source[:300])


def message_of(unit_id: str) -> str:
    """The id of the message; of what cannot be one, its own."""
    found = UNIT_ID.fullmatch(unit_id)
    return found["message"] if found else unit_id


def message_of_line(line: Line) -> str:
    return message_of(next(iter(line.cells)))


class InterfaceCheck(Check):
    """Looks at the units of a file, message by message: a message comes in with all of its forms, or not."""

    def __init__(self, item: Import):
        super().__init__(item)
        self.messages = messages(item.language)

    def check(self, lines: list[Line]) -> None:
        for line in lines:
            self._check_line(line)

    def _check_line(self, line: Line) -> None:
        line.wrong, line.before, line.after = {}, None, None
        message = self.messages.get(message_of_line(line))
        if message is None:
            line.wrong = {unit_id: [_("The portal no longer has this text.")] for unit_id in line.cells}
            line.outcome = Line.Outcome.BAD
            return
        units = [Received(unit_id, *unit) for unit_id, unit in line.cells.items()]
        line.before, (texts, line.wrong) = message.standing, _compared(message, units)
        if line.wrong or line.flaws:
            line.outcome = Line.Outcome.BAD
            return
        after = message.with_texts(texts) if texts else line.before
        is_changed = after != line.before
        line.after = after if is_changed else None
        line.outcome = Line.Outcome.CHANGED if is_changed else Line.Outcome.UNCHANGED


def _compared(message: Message, units: list[Received]) -> tuple[list[str] | None, dict[str, list[str]]]:
    """The message's texts as the file has them, None where it touches none; and why units are refused."""
    texts, refused, is_touched = [*message.texts], {}, False
    for unit in units:
        number = _form_of(unit.id, message)
        if number is None:
            refused[unit.id] = [_("The language has no such plural form.")]
        elif told := _complaints(message, number, unit):
            refused[unit.id] = told
        elif not is_untouched(unit):
            texts[number], is_touched = _as_written(message.sources[number], unit.target), True
    if is_touched and not all(map(str.strip, texts)):
        told = _("Another plural form of this text is not translated yet; send all of them together.")
        refused |= {unit.id: [told] for unit in units if unit.id not in refused}
    return texts if is_touched else None, refused


def _form_of(unit_id: str, message: Message) -> int | None:
    form = UNIT_ID.fullmatch(unit_id)["form"]
    if (form is not None) != bool(message.entry.msgid_plural):
        return None
    number = int(form or 0)
    return number if number < len(message.texts) else None


def _complaints(message: Message, number: int, unit: Received) -> list[str]:
    source, present = message.sources[number], even(message.texts[number])
    if is_untouched(unit):
        return []
    if even(unit.source) != even(source):
        return [_("The source was changed since the file was made: look at it again.")]
    if unit.needs_editing:
        return [_("It is marked “needs editing”. Readers get finished texts only: take the mark away.")]
    target = _as_written(source, unit.target)
    if target == present:
        return []
    if told := message_flaws(source, target, message.sources, message.is_form_of_one(number)):
        return told
    if unit.mark and mark_of(present, message.state) != unit.mark:
        return [_("Somebody else changed the translation since the file was made.")]
    return []


def _as_written(source: str, target: str) -> str:
    """With the spaces and line breaks around it that the source has."""
    before = source[: len(source) - len(source.lstrip())]
    after = source[len(source.rstrip()) :]
    return f"{before}{even(target).strip()}{after}"
