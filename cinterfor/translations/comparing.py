"""What a translator's file would change in one field of a record."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .aligning import Piece, State
from .blocks import parts, replaced
from .checks import cleaned, flaws, is_kept
from .files.received import Received
from .texts import TranslatedText
from .units import even, mark_of


@dataclass
class Compared:
    """The field's text as the file would make it, and what it would be made from; and refused units."""

    text: str
    made_from: str
    is_changed: bool = False
    #: By unit: why it is left out.
    refused: dict[str, list[str]] = field(default_factory=dict)


def compare(found: TranslatedText, received: dict[int | None, Received]) -> Compared:
    """The units of one field as they came, by place, beside what the field is now."""
    pieces, refused, changed = dict(found.pieces), {}, []
    for place, unit in received.items():
        piece = pieces.get(place)
        if piece is None:
            if unit.target.strip():
                refused[unit.id] = [_("There is no such paragraph any more: the source was changed.")]
            continue
        new, told = _taken(piece, unit, found)
        if told:
            refused[unit.id] = told
        elif new != piece:
            pieces[place], changed = new, [*changed, unit.id]
    if changed and (lacking := sum(not piece.target.strip() for piece in pieces.values())):
        refused |= {name: [_incomplete(lacking)] for name in changed}
        changed = []
    if not changed:
        return Compared(found.text, "", refused=refused)
    return joined(found, pieces, refused)


def joined(
    found: TranslatedText, pieces: dict[int | None, Piece], refused: dict[str, list[str]] | None = None
) -> Compared:
    """The field with these pieces, all of which are translated."""
    return Compared(_text(found, pieces), _made_from(found, pieces), True, refused or {})


def is_untouched(unit: Received) -> bool:
    """Whether the unit is as it went out, by its mark."""
    finished = (State.COMPLETE, State.MISSING)
    states = {None: (State.OUTDATED, *finished), True: (State.OUTDATED,), False: finished}
    return any(unit.mark == mark_of(even(unit.target), state) for state in states[unit.needs_editing])


def _incomplete(count: int) -> str:
    told = ngettext(
        "%(count)d other paragraph of this text is not translated yet; send all of them together.",
        "%(count)d other paragraphs of this text are not translated yet; send all of them together.",
        count,
    )
    return told % {"count": count}


def _taken(piece: Piece, unit: Received, found: TranslatedText) -> tuple[Piece, list[str]]:
    """The piece as the file has it; or why it stays as it is."""
    state = State.OUTDATED if unit.needs_editing else State.COMPLETE
    target = even(unit.target)
    if not target.strip() or is_untouched(unit):
        return piece, []
    if even(unit.source) != even(piece.source):
        return piece, [_("The source was changed since the file was made: look at it again.")]
    if target != even(piece.target):
        target, told = _new_target(piece, target, found)
    else:
        target, told = piece.target, []
    if told or (target, state) == (piece.target, piece.state):
        return piece, told
    if unit.mark and mark_of(even(piece.target), piece.state) != unit.mark:
        return piece, [_("Somebody else changed the translation since the file was made.")]
    return Piece(piece.source, target, piece.previous if state == State.OUTDATED else "", state), []


def _new_target(piece: Piece, target: str, found: TranslatedText) -> tuple[str, list[str]]:
    if found.is_rich:
        saved = cleaned(target)
        if not is_kept(target, saved):
            return piece.target, [broken()]
        target = saved
    target = target.strip()
    if target == even(piece.target):
        return piece.target, []
    return target, flaws(piece.source, target, found.is_rich, found.field.max_length)


def broken() -> str:
    """Said of a paragraph that cleaning would change."""
    return _("Its markup is broken, or it has tags that texts of the portal cannot have.")


def _text(found: TranslatedText, pieces: dict[int | None, Piece]) -> str:
    if not found.is_rich:
        return pieces[None].target
    return replaced(parts(found.source), {place: piece.target for place, piece in pieces.items()})


def _made_from(found: TranslatedText, pieces: dict[int | None, Piece]) -> str:
    """The source with what it was before where a piece still needs editing."""
    before = {place: piece.previous for place, piece in pieces.items() if piece.state == State.OUTDATED}
    if not found.is_rich:
        return before.get(None, found.source)
    return replaced(parts(found.source), before)
