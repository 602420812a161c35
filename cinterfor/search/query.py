"""A query ready to be put to the index: what must match directly, and what matches by synonyms."""

from dataclasses import dataclass, replace
from enum import Enum

from cinterfor.publishing.registry import Relation

from .identifiers import identifier
from .languages import key, literal
from .models import SearchName
from .syntax import Term, Words, read
from .thesaurus import Concept, Label, concepts_in, labels_of
from .tsquery import Lexemes, all_of, any_of, lexemes, none_of, quoted

#: Queries of more words are not tried with one of them left out.
MOST_PARTS = 8


@dataclass(frozen=True)
class Query:
    """Tsqueries of what a reader asked; all are empty where nothing is left to look for.

    `match` is what every hit matches, `direct` all words as they are, `widened` they or their synonyms.
    """

    words: Words
    match: str = ""
    direct: str = ""
    widened: str = ""
    concepts: tuple[Concept, ...] = ()
    #: The words that count: all but those that stand nearly everywhere.
    terms: tuple[Term, ...] = ()
    #: The names of which one may be meant, as names are compared; and which of the words are acronyms.
    names: tuple[str, ...] = ()
    acronyms: frozenset[Term] = frozenset()
    #: Where some of the words are enough: the tsquery of each.
    parts: tuple[str, ...] = ()

    @property
    def labels(self) -> list[Label]:
        """The synonyms by which the query was widened."""
        return labels_of(self.concepts)

    @property
    def is_empty(self) -> bool:
        return not self.match


class Enough(Enum):
    """How many of the words a record must have."""

    ALL = "all"
    ALL_BUT_ONE = "all but one"
    ANY = "any"


def make_query(text: str, exact: bool = False) -> Query:
    """The query of what a reader typed; `exact` leaves the synonyms out."""
    words = Words(((Term(text.strip()),),)) if identifier(text) else read(text)
    return query_of(words, exact)


def as_query(words: "str | Query") -> Query:
    """The words as a query, where they are not one yet."""
    return words if isinstance(words, Query) else make_query(words)


def query_of(words: Words, exact: bool = False, enough: Enough = Enough.ALL) -> Query:
    """The query of words already read."""
    concepts = () if exact else tuple(concepts_in(words))
    asked = [(term.text, term.is_phrase, None) for term in [*words.terms, *words.excluded]]
    asked += [(label.text, True, label.language) for label in labels_of(concepts)]
    known = dict(zip(asked, lexemes(asked), strict=True))
    acronyms = acronyms_among([*words.terms, *words.excluded])
    for term in acronyms:
        known[term.text, term.is_phrase, None] = Lexemes(quoted(literal(term.text)), is_common=False)
    positive = _positive(words, known)
    if not any(positive):
        return Query(words)
    # A concept counts where one of its words does.
    concepts = tuple(concept for concept in concepts if any(positive[concept.first : concept.last + 1]))
    refused = none_of(_forms(term, known) for term in words.excluded)
    terms = tuple(
        term for group, query in zip(words.groups, positive, strict=True) if query for term in group
    )
    direct, widened = all_of([*positive, refused]), all_of([*_widened(positive, concepts, known), refused])
    names = (*words.names, *(key(term.text) for term in terms if term in acronyms))
    found = Query(words, widened, direct, widened, concepts, terms, names, acronyms)
    parts = tuple(query for query in positive if query)
    if enough is Enough.ALL or len(parts) < 2:
        return found
    return replace(found, match=all_of([_some(parts, enough), refused]), parts=parts)


def acronyms_among(terms: list[Term]) -> frozenset[Term]:
    """Those of the words that are an acronym of some record."""
    by_key = {key(term.text): term for term in terms if term.text.isalnum()}
    known = SearchName.objects.filter(relation=Relation.ACRONYM, key__in=by_key)
    written = known.values_list("key", "text").distinct()
    return frozenset(by_key[form] for form, text in written if text.isupper())


def _some(parts: tuple[str, ...], enough: Enough) -> str:
    if enough is Enough.ANY or not 2 < len(parts) <= MOST_PARTS:
        return any_of(parts)
    return any_of(all_of(parts[:place] + parts[place + 1 :]) for place in range(len(parts)))


def _positive(words: Words, known: dict) -> list[str]:
    """The tsquery of each group. Common words count only where nothing else is asked for."""
    groups = [any_of(_forms(term, known) for term in group) for group in words.groups]
    common = [all(_known(term, known).is_common for term in group) for group in words.groups]
    if all(common):
        return groups if len(groups) == 1 else [""] * len(groups)
    return ["" if is_common else query for query, is_common in zip(groups, common, strict=True)]


def _known(term: Term, known: dict) -> Lexemes:
    return known[term.text, term.is_phrase, None]


def _forms(term: Term, known: dict) -> str:
    """The forms of a word, and the number that it may be."""
    found = _known(term, known).tsquery
    if number := identifier(term.text):
        return any_of([found, quoted(number)])
    return found


def _widened(positive: list[str], concepts, known: dict) -> list[str]:
    """The groups, those that name a concept replaced by: their words, or a synonym."""
    queries, place = [], 0
    by_first = {concept.first: concept for concept in concepts}
    while place < len(positive):
        concept = by_first.get(place)
        last = concept.last if concept else place
        query = all_of(positive[place : last + 1])
        if concept:
            synonyms = [known[label.text, True, label.language].tsquery for label in concept.labels]
            query = any_of([query, *synonyms])
        queries.append(query)
        place = last + 1
    return queries
