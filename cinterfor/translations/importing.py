"""Translators' files that come in: kept as an import, and looked at without changing anything."""

import re
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy

from django.db import models, transaction
from django.utils.translation import gettext as _

from cinterfor.desk.roles import languages_of, may_change
from cinterfor.exchange.bases import Base, bases_of
from cinterfor.exchange.checking import Check
from cinterfor.exchange.models import Import, Line
from cinterfor.exchange.validating import complaints
from cinterfor.exchange.writing import by_model
from cinterfor.history.state import states_of
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Record

from . import interface_importing
from .comparing import Compared, compare
from .files.received import Received, ReceivedFile, Unreadable
from .import_lines import edited, line_of, repeated_in
from .interface import is_interface
from .ledger import Sources
from .terms import Glossary
from .texts import Texts, TranslatedText, holder, texts_of
from .units import label_of, translated_models

UNIT_ID = re.compile(r"(?P<type>[a-z]+):(?P<key>[0-9]{1,18}):[a-z_]+(\.[0-9]{1,18}\.[a-z_]+)?(:[0-9]{1,6})?")


def open_models(user) -> list[type[models.Model]]:
    """The models whose texts the account may bring in; all for a command, which has none.

    Who may write a language may do so in every record, but not in what stands beside records, such as
    images and sectors.
    """
    known = translated_models().values()
    return [model for model in known if user is None or issubclass(model, Record) or may_change(user, model)]


@transaction.atomic
def begin(file: ReceivedFile, user, **values) -> Import:
    """Keep the units that were edited; what is as it went out asks for nothing."""
    if file.language not in LANGUAGES:
        told = _("The file does not say into which language of the portal it translates (“%(language)s”).")
        raise Unreadable(told % {"language": file.language})
    if user is not None and file.language not in languages_of(user):
        told = _("Your account may not write texts in the language of this file (“%(language)s”).")
        raise Unreadable(told % {"language": file.language})
    of_interface = {is_interface(unit.id) for unit in file.units}
    if len(of_interface) > 1:
        told = _("The file has texts of records and of the interface. Send them one after the other.")
        raise Unreadable(told)
    if of_interface == {True}:
        return interface_importing.begin(file, user=user, **values)
    made = Import.objects.create(language=file.language, user=user, **values)
    Line.objects.bulk_create(_lines(made, file.units), batch_size=1000)
    return made


def _lines(made: Import, units: list[Received]) -> Iterator[Line]:
    """One for each record, and one for each unit that is of none."""
    repeated = repeated_in(units)
    found: dict[tuple[str, int], list[Received]] = defaultdict(list)
    strangers = []
    for unit in edited(units, repeated):
        key = _record_of(unit.id)
        found[key].append(unit) if key else strangers.append(unit)
    number = 0
    for number, ((label, key), own) in enumerate(found.items(), 1):
        yield line_of(made, number, own, repeated, model=label, record_id=key)
    for more, unit in enumerate(strangers, number + 1):
        told = {unit.id: [_("This is no text of the portal.")]}
        values = {"slug": unit.id[:300], "flaws": told, "outcome": Line.Outcome.BAD}
        yield line_of(made, more, [unit], set(), **values)


def _record_of(unit_id: str) -> tuple[str, int] | None:
    """The model and the key of the record that the unit is a text of; None where it cannot be one."""
    found = UNIT_ID.fullmatch(unit_id)
    model = translated_models().get(found["type"]) if found else None
    return (model._meta.label_lower, int(found["key"])) if model else None


class TranslationCheck(Check):
    """Looks at the units of a translators' file, record by record."""

    def __init__(self, item: Import, user):
        super().__init__(item)
        self.open_models = open_models(user)
        self.glossaries: dict[str, Glossary] = {}

    def check(self, lines: list[Line]) -> None:
        for model, own in by_model(lines):
            live = states_of(model, [line.record_id for line in own])
            found, sources = bases_of(model, live, self.item.at_once), Sources(model, live)
            for line in own:
                self._check_line(model, line, found.get(line.record_id), sources)
            self.ask_database(model, own)

    def _check_line(self, model, line: Line, base: Base | None, sources: Sources) -> None:
        line.wrong, line.remarks, line.made_from, line.after = {}, {}, {}, None
        line.before, line.beside = (base.state, base.beside) if base else (None, False)
        if base is None or model not in self.open_models:
            gone, closed = _("The record is no longer there."), _("Your account may not change this.")
            line.wrong = {unit_id: [closed if base else gone] for unit_id in line.cells}
            line.outcome = Line.Outcome.BAD
            return
        line.slug = label_of(model, base.state["fields"])[:300]
        texts = texts_of(model, line.record_id, base.state, self.item.language, sources)
        changes = self._compared(line, texts)
        self._take(model, line, texts, changes)
        line.remarks = self._remarks(line, texts, changes)
        if line.made_from:
            line.outcome = Line.Outcome.CHANGED
        else:
            line.outcome = Line.Outcome.BAD if line.wrong or line.flaws else Line.Outcome.UNCHANGED

    def _compared(self, line: Line, texts: Texts) -> dict[str, Compared]:
        """By field, what changes; what is refused is noted."""
        received: dict[str, dict[int | None, Received]] = defaultdict(dict)
        for unit_id, unit in line.cells.items():
            _name, _key, field, *place = unit_id.split(":")
            if field not in texts:
                line.wrong[unit_id] = [_("There is nothing to translate here any more.")]
            elif unit_id not in line.flaws:
                received[field][int(place[0]) if place else None] = Received(unit_id, *unit)
        found = {field: compare(texts[field], units) for field, units in received.items()}
        for compared in found.values():
            line.wrong |= compared.refused
        return {field: compared for field, compared in found.items() if compared.is_changed}

    def _take(self, model, line: Line, texts: Texts, changes: dict[str, Compared]) -> None:
        """Write the texts into the record's state; those that its form would refuse are left out."""
        line.after = self._written(line, changes)
        told = complaints(self.record(model, line), line.after, line.before) if line.is_rewritten else {}
        if told:
            self._leave_out(line, changes, told)
            line.after = self._written(line, changes)
        for name, compared in changes.items():
            values, field = holder(line.after, name)
            text = values[f"{field}_{self.item.language}"]
            line.made_from[name] = {} if "." in name else _made_from(texts[name], compared, text)

    def _remarks(self, line: Line, texts: Texts, changes: dict[str, Compared]) -> dict[str, list[str]]:
        """By unit that goes in: where it has other words than the glossary."""
        found = {}
        for unit_id, unit in line.cells.items():
            name = unit_id.split(":")[2]
            if name in changes and unit_id not in line.wrong and unit_id not in line.flaws:
                received = Received(unit_id, *unit)
                glossary = self._glossary(texts[name].source_language)
                found[unit_id] = glossary.remarks(received.source, received.target)
        return {unit_id: told for unit_id, told in found.items() if told}

    def _glossary(self, source_language: str) -> Glossary:
        if source_language not in self.glossaries:
            self.glossaries[source_language] = Glossary(source_language, self.item.language)
        return self.glossaries[source_language]

    def _written(self, line: Line, changes: dict[str, Compared]) -> dict:
        """The record's state with the texts."""
        state = deepcopy(line.before)
        for name, compared in changes.items():
            values, field = holder(state, name)
            values[f"{field}_{self.item.language}"] = compared.text
        return state

    def _leave_out(self, line: Line, changes: dict[str, Compared], told: dict[str, list[str]]) -> None:
        named = {name: told[column] for name in changes if (column := f"{name}_{self.item.language}") in told}
        # What is wrong with the record as a whole can come from any of its texts.
        all_told = [text for texts in told.values() for text in texts]
        for name, reasons in (named or dict.fromkeys(changes, all_told)).items():
            del changes[name]
            line.wrong |= {unit_id: reasons for unit_id in line.cells if unit_id.split(":")[2] == name}


def _made_from(found: TranslatedText, compared: Compared, text: str) -> dict:
    """What the ledger is told, and what to tell it when the import is undone: see `ledger.Made`."""
    before = [found.text, found.source_language, found.made_from, found.source] if found.text else None
    return {"before": before, "after": [text, found.source_language, compared.made_from, found.source]}
