"""What a word with a typing error may have meant: the nearest words of the index, by trigrams."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, IntegerField, Value, When

from .identifiers import identifier
from .languages import accentless, key
from .models import SearchName, SearchWord
from .query import Query
from .rows import SHORTEST_WORD
from .syntax import Term, Words

#: How alike two words must be (pg_trgm), and how many are proposed.
LIKENESS, PROPOSED = 0.4, 5
#: The words of one query that are looked up at the most.
MOST_LOOKED_UP = 6


def near_words(word: str, language: str, most: int = PROPOSED) -> list[str]:
    """Words of the index that are written nearly so, those of the reader's language first."""
    form = accentless(word)
    own = Case(When(language=language, then=Value(0)), default=Value(1), output_field=IntegerField())
    alike = (
        SearchWord.objects.filter(key__trigram_similar=form)
        .annotate(likeness=TrigramSimilarity("key", form), own=own)
        .filter(likeness__gte=LIKENESS)
        .exclude(key=form)
        .order_by("-likeness", "own", "word")
    )
    return list(dict.fromkeys(alike.values_list("word", flat=True)[: most * 2]))[:most]


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
