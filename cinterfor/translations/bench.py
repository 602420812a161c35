"""A record on the translator's bench: all its texts in one language, typed, checked and saved by hand."""

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass
from itertools import count

from django.utils.translation import ngettext

from cinterfor.desk.preparing import prepare_many
from cinterfor.exchange.bases import Base, bases_of
from cinterfor.exchange.validating import as_record, complaints, conflicts
from cinterfor.exchange.writing import store
from cinterfor.history.state import states_of
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Publication

from . import ledger
from .aligning import Piece, State, by_block, state_of
from .comparing import Compared, joined
from .models import Translation
from .segments import Segment, was_edited
from .terms import Glossary
from .texts import TranslatedText, holder, texts_of
from .units import even, label_of


@dataclass
class BenchText:
    """One text of the record, in its segments."""

    name: str
    found: TranslatedText
    segments: list[Segment]
    #: How many paragraphs are still to be translated, once some of them are: such a text is not saved yet.
    lacking: int = 0

    @property
    def state(self) -> State:
        return state_of(segment.piece for segment in self.segments)

    @property
    def is_edited(self) -> bool:
        return any(segment.is_edited or segment.is_right for segment in self.segments)


class Bench:
    """The texts of a record that are translated into a language, as whoever translates has them in hand."""

    def __init__(self, model: type, key: int, language: str, base: Base, texts: dict[str, TranslatedText]):
        self.model, self.key, self.language, self.base = model, key, language, base
        self.glossaries: dict[str, Glossary] = {}
        numbers = count(1)
        ordered = sorted(texts.items(), key=_place_in_form)
        self.texts = [self._text(name, found, numbers) for name, found in ordered]
        #: What is wrong with the record as a whole.
        self.errors: list[str] = []
        #: What was typed for paragraphs that are no longer there.
        self.homeless: list[str] = []

    @classmethod
    def of(cls, model: type, key: int, language: str, is_locked: bool = False) -> "Bench | None":
        """None where there is no such record, or it is withdrawn; else it is held, if asked for."""
        if is_locked:
            list(model._base_manager.select_for_update().filter(pk=key).values_list("pk"))
        live = states_of(model, [key])
        base = bases_of(model, live, at_once=False).get(key)
        if base is None or base.state["fields"].get("publication_status") == Publication.WITHDRAWN:
            return None
        texts = texts_of(model, key, base.state, language, ledger.Sources(model, live))
        return cls(model, key, language, base, texts)

    def _text(self, name: str, found: TranslatedText, numbers) -> BenchText:
        others = self._others(name, found)
        glossary = self.glossaries.get(found.source_language)
        if glossary is None:
            glossary = Glossary(found.source_language, self.language)
            self.glossaries[found.source_language] = glossary
        segments = [
            Segment(
                name,
                place,
                next(numbers),
                found,
                piece,
                [(code, pieces[place].target) for code, pieces in others if pieces[place].target],
                glossary,
            )
            for place, piece in found.pieces.items()
        ]
        return BenchText(name, found, segments)

    def _others(self, name: str, found: TranslatedText) -> list[tuple[str, dict]]:
        """The text in the other languages, in the same pieces."""
        values, field = holder(self.base.state, name)
        others = []
        for code in LANGUAGES:
            if code not in (self.language, found.source_language):
                text = values.get(f"{field}_{code}") or ""
                plain = {None: Piece(found.source, text, "", "")}
                pieces = by_block(found.source, found.source, text) if found.is_rich else plain
                others.append((code, pieces))
        return others

    @property
    def title(self) -> str:
        return label_of(self.model, self.base.state["fields"])

    @property
    def segments(self) -> list[Segment]:
        return [segment for text in self.texts for segment in text.segments]

    @property
    def first_waiting(self) -> Segment | None:
        return next((item for item in self.segments if item.state != State.COMPLETE), None)

    @property
    def first_told(self) -> Segment | None:
        """The first of which something was said."""
        return next((item for item in self.segments if item.errors or item.doubts), None)

    @property
    def has_errors(self) -> bool:
        return bool(self.errors or self.homeless) or any(segment.errors for segment in self.segments)

    @property
    def has_doubts(self) -> bool:
        return any(segment.doubts for segment in self.segments)

    def read(self, posted) -> None:
        """Take up what was sent, or kept, of a form."""
        for segment in self.segments:
            segment.read(posted)
        known = {f"text-{segment.name}" for segment in self.segments}
        for name in posted:
            typed, seen = even(posted[name]), posted.get(name.replace("text-", "seen-", 1))
            if name not in known and name.startswith("text-") and seen and was_edited(typed, seen):
                self.homeless.append(typed)

    def changes(self) -> dict[str, Compared]:
        """By text, what it becomes; a rich one whose paragraphs are not all translated stays as it is."""
        found = {}
        for text in self.texts:
            pieces = {segment.place: segment.new_piece() for segment in text.segments}
            if pieces == text.found.pieces:
                continue
            text.lacking = sum(not piece.target.strip() for piece in pieces.values())
            if not text.lacking:
                found[text.name] = joined(text.found, pieces)
        return found

    def state_with(self, changes: dict[str, Compared]) -> dict:
        """The record's state with these texts; what its form would say against it is noted."""
        after = deepcopy(self.base.state)
        for name, compared in changes.items():
            values, field = holder(after, name)
            values[f"{field}_{self.language}"] = compared.text
        if after != self.base.state and not self.has_errors:
            record = as_record(self.model, self.key, after)
            told = complaints(record, after, self.base.state) or conflicts(record, after, self.base.state)
            self._note(told)
        return after

    def _note(self, told: dict[str, list[str]]) -> None:
        """Each complaint at its text, or above the form."""
        first = defaultdict(list, {f"{text.name}_{self.language}": text.segments[:1] for text in self.texts})
        for column, reasons in told.items():
            for segment in first[column]:
                segment.errors += reasons
            self.errors += [] if first[column] else reasons

    def save(self, is_sure: bool) -> int | None:
        """The number of texts that were saved, in a transaction that holds the record; None where something
        stands against it. Who is sure has seen the doubts.
        """
        changes = self.changes()
        after = self.state_with(changes)
        if self.has_errors or (self.has_doubts and not is_sure):
            return None
        ledger.tell(self.model, self._made(changes, after), Translation.Origin.HUMAN)
        if after != self.base.state and self.base.beside:
            prepare_many(self.model, {self.key: after})
        elif after != self.base.state:
            store(self.model, {self.key: (self.base.state, after)})
        return len(changes)

    def _made(self, changes: dict[str, Compared], after: dict) -> dict[ledger.Place, ledger.Made]:
        """What the texts are made from; the ledger knows nothing of rows."""
        made = {}
        for text in self.texts:
            if text.name in changes and "." not in text.name:
                stored = after["fields"][f"{text.name}_{self.language}"]
                told = changes[text.name].made_from
                made[self.key, text.name, self.language] = ledger.Made(
                    stored, text.found.source_language, told, text.found.source
                )
        return made

    def left_over(self) -> list[str]:
        """In words: the texts that were edited and are not saved yet."""
        return [_left_over(text) for text in self.texts if text.lacking and text.is_edited]


def _place_in_form(named: tuple[str, TranslatedText]) -> tuple[bool, bool, int]:
    """The record's title, its other texts in the order of its fields, then those of its rows."""
    name, found = named
    return "." in name, name != ledger.TITLE_OF_A_WORK, found.field.creation_counter


def _left_over(text: BenchText) -> str:
    told = ngettext(
        "“%(text)s” is saved when all of it is translated; %(count)d paragraph is still empty. "
        "What you typed is kept.",
        "“%(text)s” is saved when all of it is translated; %(count)d paragraphs are still empty. "
        "What you typed is kept.",
        text.lacking,
    )
    return told % {"text": text.found.label, "count": text.lacking}
