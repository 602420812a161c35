"""What a word with a typing error may have meant: the nearest words of the index, by trigrams."""

from difflib import SequenceMatcher

from django.contrib.postgres.search import TrigramSimilarity

from .identifiers import identifier
from .languages import accentless, key
from .models import SearchEntry, SearchName, SearchWord
from .query import Query, make_query
from .rows import SHORTEST_WORD
from .syntax import Term, Words

#: How alike two words must be: by trigrams to be looked at, by what they have in common to be meant.
LIKENESS, RATIO = 0.3, 0.83
#: How many words are looked at, and how many proposed.
LOOKED_AT, PROPOSED = 40, 5
#: The words of one query that are looked up at the most.
MOST_LOOKED_UP = 6


def near_words(word: str, language: str, most: int = PROPOSED) -> list[str]:
    """Words of the index that are written nearly so, those of the reader's language first among equals."""
    form = accentless(word)
    alike = (
        SearchWord.objects.filter(key__trigram_similar=form)
        .annotate(likeness=TrigramSimilarity("key", form))
        .filter(likeness__gte=LIKENESS)
        .exclude(key=form)
        .order_by("-likeness", "word")
    )
    found = {
        (-_ratio(form, near.key), near.language not in (language, ""), near.word)
        for near in alike[:LOOKED_AT]
    }
    meant = [word for ratio, _is_foreign, word in sorted(found) if -ratio >= RATIO]
    return list(dict.fromkeys(meant))[:most]


def _ratio(one: str, other: str) -> float:
    """How much two words have in common, from 0 to 1 (Ratcliff and Obershelp)."""
    return SequenceMatcher(None, one, other).ratio()


def corrected(query: Query, language: str) -> Words | None:
    """The query with each word that the index does not hold replaced by the nearest that it holds."""
    single = [term for term in query.terms if " " not in term.text and not identifier(term.text)]
    changes = {}
    for term in _unknown(single)[:MOST_LOOKED_UP]:
        if near := near_words(term.text, language, most=1):
            changes[term] = Term(near[0], term.is_phrase)
    return query.words.with_terms(changes) if changes else None


def _unknown(terms: list[Term]) -> list[Term]:
    forms = {term: accentless(term.text) for term in terms}
    known = set(SearchWord.objects.filter(key__in=forms.values()).values_list("key", flat=True))
    known |= set(SearchName.objects.filter(key__in=map(key, forms.values())).values_list("key", flat=True))
    return [term for term, form in forms.items() if form not in known and len(form) >= SHORTEST_WORD]


def is_found(text: str) -> bool:
    """Whether a public record has the words: those of records that are not public yet are never proposed."""
    query = make_query(text, exact=True)
    return not query.is_empty and SearchEntry.objects.public().matching(query.match).exists()
