"""A text, or a paragraph of one, as it lies on the translator's bench and as it comes back from there."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.translation import gettext as _

from cinterfor.history.differences import Piece as Stretch
from cinterfor.history.differences import in_pieces

from .aligning import Piece, State
from .blocks import TAG as BLOCK
from .checks import cleaned, doubts, is_kept, overflow
from .comparing import broken
from .terms import Glossary, Hit
from .texts import TranslatedText
from .units import even, mark_of, unit_id

TAG = re.compile(r"(<[^<>]*>)")


def was_edited(typed: str, seen: str) -> bool:
    """Whether the text is another than the one that was shown, see `Segment.seen`."""
    return all(mark_of(typed, state) != seen.rpartition(".")[2] for state in State)


@dataclass
class Segment:
    """A plain text, or a paragraph of a rich one; `typed` is what stands in its field."""

    #: The name of the text, and the place of the paragraph in it.
    text_name: str
    place: int | None
    number: int
    found: TranslatedText
    piece: Piece
    #: What it is in the languages that are neither source nor target.
    others: list[tuple[str, str]]
    glossary: Glossary
    typed: str = ""
    #: Whether it was changed since it was shown, or confirmed as it is.
    is_edited: bool = False
    is_right: bool = False
    errors: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.typed = self.target

    @property
    def name(self) -> str:
        return unit_id(self.text_name, self.place)

    @property
    def state(self) -> State:
        return State(self.piece.state)

    @property
    def source(self) -> str:
        return even(self.piece.source)

    @property
    def target(self) -> str:
        return even(self.piece.target)

    @property
    def has_lines(self) -> bool:
        """Whether its lines mean something: a rich text is broken by its tags, a title by nothing."""
        return isinstance(self.found.field, models.TextField) and not self.found.is_rich

    @cached_property
    def hits(self) -> list[Hit]:
        """The terms of the glossary in the source."""
        return self.glossary.hits(self.piece.source)

    @property
    def remarks(self) -> list[str]:
        """Where the translation has other words than the glossary."""
        return self.glossary.remarks(self.source, self.typed) if self.typed.strip() else []

    @property
    def rows(self) -> int:
        """About as many lines as the longer side takes."""
        longer = max(self.source, self.typed, key=len)
        return min(16, max(2, longer.count("\n") + 1 + len(longer) // 60))

    @property
    def source_parts(self) -> list[tuple[bool, str]]:
        """The source with its tags apart: (whether it is a tag, text)."""
        parts = TAG.split(self.source) if self.found.is_rich else [self.source]
        return [(place % 2 == 1, part) for place, part in enumerate(parts) if part]

    @cached_property
    def changes(self) -> list[Stretch]:
        """From the source that was translated to the present one; [] where the former is not known."""
        return in_pieces(even(self.piece.previous), self.source) if self.piece.previous else []

    @property
    def seen(self) -> str:
        """By this it is known from what is sent which source and which translation were before it."""
        return f"{mark_of(self.source, '')}.{mark_of(self.target, self.piece.state)}"

    def read(self, posted) -> None:
        """Take up what was sent, or kept, of a form; what was not touched stays what it is now. What was,
        and has changed meanwhile, is an error once: the next form knows of it.
        """
        typed = even(posted.get(f"text-{self.name}", self.target))
        seen = posted.get(f"seen-{self.name}", self.seen)
        self.is_edited = was_edited(typed, seen)
        self.is_right = f"right-{self.name}" in posted
        if self.is_edited or self.is_right:
            self.typed = typed
            if seen != self.seen and self._differs():
                self.errors.append(self._overtaken())

    def take_source(self) -> None:
        """Put the source into the field, to be translated there."""
        self.typed, self.is_edited = self.source, True

    def new_piece(self) -> Piece:
        """What the piece becomes; what stands against it is noted."""
        if self.is_edited:
            return self._edited()
        if self.is_right and self.state == State.OUTDATED:
            return self.piece._replace(previous="", state=State.COMPLETE)
        return self.piece

    def _differs(self) -> bool:
        return self.typed.strip() != self.target or self.state != State.COMPLETE

    def _overtaken(self) -> str:
        told = _(
            "Somebody changed this text or its source since you opened the page. Yours was not saved yet: "
            "look at the source again, then save once more to put yours in the place of “%(text)s”."
        )
        return told % {"text": self.target}

    def _edited(self) -> Piece:
        text = self.typed if self.has_lines else self.typed.replace("\n", " ")
        text = text.strip()
        if not text:
            if self.target:
                self.errors.append(_("A translation is not erased here. Do that in the record’s own form."))
            return self.piece
        if self.found.is_rich:
            saved = cleaned(text).strip()
            if not is_kept(text, saved) or BLOCK.search(saved):
                self.errors.append(broken())
            text = saved
        self.errors += overflow(text, self.found.field.max_length)
        self.doubts += doubts(self.source, text, self.found.is_rich)
        return Piece(self.piece.source, text, "", State.COMPLETE)
