"""A cleaned rich text as its blocks, so that one changed word touches one paragraph.

`parts` are the texts between the tags of blocks (at even places) and these tags (at odd ones); joined they
are the same text again. What is translated are the texts that are not blank, each known by its place.
"""

import re
from difflib import SequenceMatcher

NAMES = ("p", "h2", "h3", "ul", "ol", "li", "blockquote")
TAG = re.compile(rf"(</?(?:{'|'.join(NAMES)})>)")


def parts(html: str) -> list[str]:
    return TAG.split(html)


def texts(found: list[str]) -> dict[int, str]:
    """The texts to translate, by place."""
    return {place: text for place, text in enumerate(found) if place % 2 == 0 and text.strip()}


def shape(found: list[str]) -> tuple[list[str], list[int]]:
    """What two texts have in common when one is the translation of the other, block for block."""
    return found[1::2], list(texts(found))


def kinds(found: list[str]) -> list[str]:
    """Of each text to translate: the tag before it."""
    return [found[place - 1] if place else "" for place in texts(found)]


def replaced(found: list[str], new: dict[int, str]) -> str:
    """The text with others at these places."""
    return "".join(new.get(place, part) for place, part in enumerate(found))


def partners(old: dict[int, str], new: dict[int, str]) -> dict[int, int]:
    """By the place of each new text: that of the old one that it is, or that it was made from."""
    old_places, new_places = list(old), list(new)
    pairs = paired(list(old.values()), list(new.values()))
    found = {new_places[second]: old_places[first] for first, second in pairs}
    moved = {text: place for place, text in old.items() if place not in found.values()}
    found |= {place: moved.pop(text) for place, text in new.items() if place not in found and text in moved}
    if old_places != new_places:
        return found
    # Blocks that changed stay where they are, unless more of them are the same somewhere else.
    in_place = {place: place for place in new}

    def same(chosen: dict[int, int]) -> int:
        return sum(old[before] == new[now] for now, before in chosen.items())

    return max(in_place, found, key=same)


def paired(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Which items of two sequences stand for each other: the same ones, and between them one by one."""
    found = []
    for op, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op in ("equal", "replace"):
            found += zip(range(i, j), range(k, m), strict=False)
    return found
