"""Which stretch of a translation belongs to which block of its source, also when the source has changed."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .blocks import kinds, paired, partners, parts, shape, texts


class State(TextChoices):
    """What is to be done with a text."""

    MISSING = "missing", _("Missing")
    OUTDATED = "outdated", _("Needs editing")
    COMPLETE = "complete", _("Complete")


class Piece(NamedTuple):
    """A text to translate, what it is now in the other language, and the source that this was made from
    (where that is another).
    """

    source: str
    target: str
    previous: str
    state: str


def state_of(pieces: Iterable[Piece]) -> State:
    """Of a text: missing where none of it is translated, complete where all of it is."""
    states = {piece.state for piece in pieces}
    return State(states.pop()) if len(states) == 1 else State.OUTDATED


def whole(source: str, made_from: str, target: str) -> Piece:
    """A plain text in one piece."""
    if not target.strip():
        return Piece(source, "", "", State.MISSING)
    if source == made_from:
        return Piece(source, target, "", State.COMPLETE)
    return Piece(source, target, made_from, State.OUTDATED)


def by_block(source: str, made_from: str, target: str) -> dict[int, Piece]:
    """A rich text in pieces, by their places in the source.

    It is complete where it was made from this very source, and has its blocks: `columns.py` and
    `waiting_sql.py` say the same of many texts at once.
    """
    found = _paired(source, made_from, target)
    if source != made_from and found and state_of(found.values()) == State.COMPLETE:
        # Blocks changed their kind or their order: no words do, but the translation has yet to follow.
        first = next(iter(found))
        found[first] = found[first]._replace(state=State.OUTDATED)
    return found


def _paired(source: str, made_from: str, target: str) -> dict[int, Piece]:
    now, then, done = parts(source), parts(made_from), parts(target)
    if not texts(done):
        return {place: Piece(text, "", "", State.MISSING) for place, text in texts(now).items()}
    if shape(done) == shape(then):
        return _followed(now, then, done)
    return _same_shape(now, then, done) if shape(done) == shape(now) else _alike(now, done)


def _followed(now, then, done) -> dict[int, Piece]:
    """The translation has the blocks of what it was made from: each follows its own block."""
    old = texts(then)
    origins = partners(old, texts(now))
    found = {}
    for place, text in texts(now).items():
        origin = origins.get(place)
        target = done[origin] if origin is not None else ""
        found[place] = whole(text, old.get(origin, ""), target)
    return found


def _same_shape(now, then, done) -> dict[int, Piece]:
    """The translation has the blocks of the source as it is now, and some were made from others."""
    old = texts(then)
    origins = partners(old, texts(now))
    return {
        place: whole(text, old.get(origins.get(place), ""), done[place]) for place, text in texts(now).items()
    }


def _alike(now, done) -> dict[int, Piece]:
    """The translation has blocks of its own: the nearest of the same kind, each to be looked at."""
    targets = list(texts(done).values())
    matched = {second: first for first, second in paired(kinds(done), kinds(now))}
    found = {}
    for number, (place, text) in enumerate(texts(now).items()):
        found[place] = whole(text, "", targets[matched[number]] if number in matched else "")
    return _with_leftovers(found, targets, set(matched.values()), matched)


def _with_leftovers(found: dict[int, Piece], targets, used: set[int], matched) -> dict[int, Piece]:
    """What fits nowhere stands behind the piece before it, so that nothing is lost unseen."""
    if not found:
        return found
    places = list(found)
    owner = {first: places[second] for second, first in matched.items()}
    current = owner.get(min(used, default=0), places[0])
    for number, target in enumerate(targets):
        current = owner.get(number, current)
        if number not in used:
            piece = found[current]
            found[current] = Piece(piece.source, f"{piece.target} {target}".strip(), "", State.OUTDATED)
    return found
