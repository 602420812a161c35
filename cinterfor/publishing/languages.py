"""In which language a text is: the reader's own, or honestly another."""

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# The languages of works are the world's, not only the interface's: BCP 47.
WORK_LANGUAGES = list(
    (dict(settings.LANGUAGES) | {"fr": _("French"), "it": _("Italian"), "de": _("German")}).items()
)


class Text(NamedTuple):
    """A text and its language (BCP 47); the language is None where it is not known."""

    value: str
    language: str | None

    def __str__(self):
        return self.value or ""

    def __bool__(self):
        return bool(self.value)


def language_name(code: str | None, languages=WORK_LANGUAGES) -> str:
    """A language's name in the reader's language, as it stands in a sentence."""
    name = str(dict(languages).get(code, code or ""))
    # English writes the names of languages with a capital everywhere; Spanish and Portuguese do not.
    return name if get_language() == "en" else name.lower()


def reading_order(language: str | None = None) -> list[str]:
    """The reader's language first, then the others as the settings rank them for this reader."""
    language = language or get_language() or settings.LANGUAGE_CODE
    fallback = settings.MODELTRANSLATION_FALLBACK_LANGUAGES
    return list(dict.fromkeys([language, *fallback.get(language, fallback["default"])]))


def is_filled(text: str | None) -> bool:
    """Whether there is anything to read in a text; blanks are nothing."""
    return bool(text and text.strip())


def text_in(record, field: str, language: str | None = None) -> Text:
    """A translated field's best text for a reader, or the plain field where it is not translated."""
    if not hasattr(record, f"{field}_{LANGUAGES[0]}"):
        return Text(getattr(record, field) or "", None)
    for code in shown_languages(record, reading_order(language)):
        if is_filled(value := getattr(record, f"{field}_{code}", None)):
            return Text(value, code)
    return Text("", None)


def shown_languages(record, codes=LANGUAGES) -> list[str]:
    """Of the languages those that an editor does not hold back in this record."""
    held = getattr(record, "held_languages", ())
    return [code for code in codes if code not in held]


def best(by_language: dict[str, str], language: str | None = None) -> Text:
    """Of a text in several languages the one for a reader; in any language rather than none."""
    for code in [*reading_order(language), *by_language]:
        if value := by_language.get(code):
            return Text(value, code)
    return Text("", None)


def texts(record, field: str) -> dict[str, str]:
    """All languages that a translated field is filled in."""
    found = {code: getattr(record, f"{field}_{code}", None) for code in shown_languages(record)}
    return {code: value for code, value in found.items() if is_filled(value)}
