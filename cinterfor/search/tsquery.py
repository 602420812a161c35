"""From words to PostgreSQL's tsquery: each word in every language, as it is and folded."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from .languages import CONFIGURATIONS, configuration

#: (configuration, SQL of the text that it reads); a term is looked for in all of these forms.
FORMS = [("simple", "portal_fold(term)")] + [
    (config, text) for config in CONFIGURATIONS.values() for text in ("term", "portal_fold(term)")
]
TERMS = """(SELECT portal_spaced(given.term) AS term, phrase, place
    FROM unnest(%s::text[], %s::bool[]) WITH ORDINALITY AS given(term, phrase, place)) AS terms"""


class TsQuery(SearchQuery):
    """A finished tsquery, as the functions here write it."""

    def __init__(self, text: str):
        super().__init__(text)
        self.text = text

    def as_sql(self, compiler, connection):
        return "%s::tsquery", [self.text]


@dataclass(frozen=True)
class Lexemes:
    """A term as the index knows it: a tsquery that matches any of its forms.

    A common word is a stop word of some language.
    """

    tsquery: str
    is_common: bool


def lexemes(terms: list[tuple[str, bool, str | None]]) -> list[Lexemes]:
    """The lexemes of each (text, whether it is a phrase, language); without a language, of any."""
    if not terms:
        return []
    forms = ", ".join(
        f"(CASE WHEN phrase THEN phraseto_tsquery('{config}', {text})"
        f" ELSE plainto_tsquery('{config}', {text}) END)::text"
        for config, text in FORMS
    )
    sql = f"SELECT ARRAY[{forms}] FROM {TERMS} ORDER BY place"  # noqa: S608 (constants of this file)
    with connection.cursor() as cursor:
        cursor.execute(sql, [[text for text, *_rest in terms], [phrase for _text, phrase, _code in terms]])
        rows = cursor.fetchall()
    return [_lexemes(found, language) for (found,), (*_rest, language) in zip(rows, terms, strict=True)]


def _lexemes(forms: list[str], language: str | None) -> Lexemes:
    by_configuration = list(zip((config for config, _text in FORMS), forms, strict=True))
    own = [form for config, form in by_configuration if config == configuration(language)]
    return Lexemes(any_of(own if language in CONFIGURATIONS else forms), is_common=not all(forms))


def quoted(lexeme: str) -> str:
    """The tsquery of one lexeme, whatever signs it holds."""
    return "'{}'".format(lexeme.replace("\\", "\\\\").replace("'", "''"))


def any_of(queries) -> str:
    return _join(" | ", queries)


def all_of(queries) -> str:
    return _join(" & ", queries)


def none_of(queries) -> str:
    return all_of(f"!({query})" for query in queries if query)


def _join(operator: str, queries) -> str:
    distinct = list(dict.fromkeys(filter(None, queries)))
    return distinct[0] if len(distinct) == 1 else operator.join(f"({query})" for query in distinct)
