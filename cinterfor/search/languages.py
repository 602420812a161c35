"""Language -> PostgreSQL text-search configuration; the vector of a record, the query of a reader.

Stock Portuguese stemming misses most singular and plural pairs of this field, so texts and queries
are read twice: as they are, and folded (case, accents, Portuguese plurals) by `portal_fold`.
"""

import unicodedata
from functools import reduce
from operator import add, or_

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Func, TextField, Value

from cinterfor.publishing.languages import LANGUAGES

CONFIGURATIONS = {"es": "spanish", "pt": "portuguese", "en": "english"}


def configuration(language: str) -> str:
    return CONFIGURATIONS.get(language, "simple")


def fold(text: str) -> str:
    """A name as it is compared: without case, accents or outer space."""
    spread = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _fold(text: str) -> Func:
    return Func(Value(text), function="portal_fold", output_field=TextField())


def search_vector(texts: dict[str, dict[str, str]], names: str):
    """The weighted vector of `{weight: {language: text}}` and of names in no language."""
    parts = [SearchVector(_fold(names), config="simple", weight="A")]
    for weight, by_language in texts.items():
        for language, text in by_language.items():
            config = configuration(language)
            parts.append(SearchVector(Value(text), config=config, weight=weight))
            parts.append(SearchVector(_fold(text), config=config, weight=weight))
    return reduce(add, parts)


def search_query(text: str, language: str | None = None) -> SearchQuery:
    """What a reader typed, as in web search, in one language or (without one) in any."""
    parts = [SearchQuery(_fold(text), config="simple", search_type="websearch")]
    for code in [language] if language else LANGUAGES:
        config = configuration(code)
        parts.append(SearchQuery(text, config=config, search_type="websearch"))
        parts.append(SearchQuery(_fold(text), config=config, search_type="websearch"))
    return reduce(or_, parts)
