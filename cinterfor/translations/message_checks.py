"""What is wrong with a translated message of the interface beside what the code says.

Messages are put into pages as they are, and filled in by the code: a foreign tag could run a script in the
reader's browser, a damaged placeholder stop a page. Such a translation is refused, not doubted.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from .checks import TAG, listed, number_flaws

CONVERSION = re.compile(r"%%|%(?:\(\w+\))?[#0 +-]*\d*(?:\.\d+)?(?P<kind>[diouxXeEfFgGcrsa])")
BRACES = re.compile(r"\{[^{}]*\}")


def message_flaws(source: str, target: str, sources: Sequence[str], is_of_one: bool) -> list[str]:
    """All that speaks against a translation, or one of its plural forms, of which these are all sources.

    One that is of a single number (`is_of_one`) may say it in words.
    """
    found = [*_placeholder_flaws(source, target, sources, is_of_one), *_markup_flaws(source, target)]
    if "\n" in target and "\n" not in source:
        found.append(_("It has several lines; the source has one."))
    if not is_of_one:
        found += number_flaws(_words(source), _words(target))
    return found


def _placeholder_flaws(source: str, target: str, sources, is_of_one: bool) -> Iterator[str]:
    wanted, found = _placeholders(source), _placeholders(target)
    known = Counter()
    for other in sources:
        known |= _placeholders(other)
    if not is_of_one:
        yield from listed(_("Placeholders of the source that are missing: %(found)s."), [*(wanted - found)])
    yield from listed(_("Placeholders that the source does not have: %(found)s."), [*(found - known)])
    yield from _percent_flaws(target, sources)
    if _single_braces(target) - _single_braces(source):
        yield _("It has a brace that the source does not have.")


def _single_braces(text: str) -> Counter:
    return Counter(re.findall("[{}]", BRACES.sub("", text)))


def _percent_flaws(target: str, sources: Sequence[str]) -> Iterator[str]:
    """A text that is filled in has its percent signs twice; templates may fill in any text."""
    if any(CONVERSION.search(other) for other in sources):
        if "%" in CONVERSION.sub("", target):
            yield _("It has a percent sign that is part of no placeholder: write two of them for one.")
    elif "%" in target and not any("%" in other for other in sources):
        yield _("It has a percent sign that the source does not have.")


def _placeholders(text: str) -> Counter:
    named = (match[0] for match in CONVERSION.finditer(text) if match["kind"])
    return Counter([*named, *BRACES.findall(text)])


def _markup_flaws(source: str, target: str) -> Iterator[str]:
    """Tags must be those of the source to the letter; nothing else may begin a tag or end an attribute."""
    wanted, found = (Counter(match[0] for match in TAG.finditer(text)) for text in (source, target))
    yield from listed(_("Tags of the source that are missing: %(found)s."), [*(wanted - found)])
    yield from listed(_("Tags that the source does not have: %(found)s."), [*(found - wanted)])
    before, after = TAG.sub("", source), TAG.sub("", target)
    if any(mark in after and mark not in before for mark in "<>"):
        yield _("It has one of the signs < and >, which begin and end tags.")
    if '"' in after and '"' not in before:
        yield _("Write quotation marks as “ and ”: straight ones would break the page.")


def _words(text: str) -> str:
    return BRACES.sub(" ", CONVERSION.sub(" ", TAG.sub(" ", text)))
