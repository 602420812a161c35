"""What is wrong with a translation beside its source: markup, placeholders, links, numbers, room."""

import html
import re
from collections import Counter
from collections.abc import Iterator

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cinterfor.publishing.richtext import clean_html

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
HREF = re.compile(r'(?<= href=")[^"]*(?=")')
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]\b|\{\w*\}")
#: A number with marks between its thousands, or any row of digits.
NUMBER = re.compile(r"\d{1,3}(?:[.,’' \u00a0\u202f]\d{3})+(?!\d)|\d+")
ROMAN = re.compile(r"\b(?=[IVXLC]+\b)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def cleaned(target: str) -> str:
    """The paragraph as it would be saved."""
    return clean_html(f"<p>{target}</p>").removeprefix("<p>").removesuffix("</p>")


def flaws(source: str, target: str, is_rich: bool, room: int | None) -> list[str]:
    """All that speaks against the translation; of a rich text it is one paragraph, as `cleaned` gave it."""
    return [*doubts(source, target, is_rich), *overflow(target, room)]


def doubts(source: str, target: str, is_rich: bool) -> list[str]:
    """What is mostly a slip, but may be meant: tags, links, placeholders and numbers unlike the source’s."""
    found = list(_markup_flaws(source, target)) if is_rich else []
    words = (_words(source), _words(target)) if is_rich else (source, target)
    return [*found, *_placeholder_flaws(*words), *number_flaws(*words)]


def overflow(target: str, room: int | None) -> list[str]:
    """What the database would refuse."""
    if not room or len(target) <= room:
        return []
    told = _("It has %(count)d characters; there is room for %(room)d.")
    return [told % {"count": len(target), "room": room}]


def is_kept(target: str, saved: str) -> bool:
    """Whether cleaning has left the paragraph's tags and words as they came."""
    return _tags(target) == _tags(saved) and _words(target).split() == _words(saved).split()


def _tags(text: str) -> Counter:
    return Counter(closing + name.lower() for closing, name in TAG.findall(text))


def _words(text: str) -> str:
    return html.unescape(TAG.sub(" ", text))


def _markup_flaws(source: str, target: str) -> Iterator[str]:
    wanted, found = _tags(source), _tags(target)
    lost = [f"<{name}>" for name in wanted - found if not name.startswith("/")]
    extra = [f"<{name}>" for name in found - wanted if not name.startswith("/")]
    yield from listed(_("Tags of the source that are missing: %(found)s."), lost)
    yield from listed(_("Tags that the source does not have: %(found)s."), extra)
    wanted, found = Counter(HREF.findall(source)), Counter(HREF.findall(target))
    yield from listed(_("Links of the source that are missing: %(found)s."), [*(wanted - found)])
    yield from listed(_("Links that the source does not have: %(found)s."), [*(found - wanted)])


def _placeholder_flaws(source: str, target: str) -> Iterator[str]:
    wanted, found = Counter(PLACEHOLDER.findall(source)), Counter(PLACEHOLDER.findall(target))
    yield from listed(_("Placeholders of the source that are missing: %(found)s."), [*(wanted - found)])
    yield from listed(_("Placeholders that the source does not have: %(found)s."), [*(found - wanted)])


def number_flaws(source: str, target: str) -> Iterator[str]:
    """“Siglo XX” is “20th century”: a number may be written with Roman numerals on the other side."""
    wanted, found = numbers(source), numbers(target)
    lost = sorted(wanted - found - _roman(target))
    extra = sorted(found - wanted - _roman(source))
    yield from listed(_("Numbers of the source that are missing: %(found)s."), lost)
    yield from listed(_("Numbers that the source does not have: %(found)s."), extra)


def numbers(text: str) -> set[str]:
    """The numbers in a text, without what languages write between thousands."""
    return {re.sub(r"\D", "", found) for found in NUMBER.findall(text)}


def _roman(text: str) -> set[str]:
    return {str(_value(match[0])) for match in ROMAN.finditer(text) if match[0]}


def _value(numeral: str) -> int:
    values = [ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def listed(message: str, found: list[str]) -> Iterator[str]:
    if found:
        yield message % {"found": get_text_list(found, _("and"))}
