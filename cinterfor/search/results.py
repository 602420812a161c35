"""What the results page, and the same results as data, show of a search."""

from dataclasses import dataclass, field
from functools import cache, cached_property

from django.utils import translation

from cinterfor.publishing.filters import RELEVANCE
from cinterfor.publishing.languages import LANGUAGES, Text
from cinterfor.publishing.listing import page_or_404
from cinterfor.publishing.registry import RecordType, get_type, record_types

from .forms import SORTS, SearchForm
from .hits import Hits, Request, find
from .languages import key
from .models import SearchEntry
from .narrowing import FacetGroup, counts_of, group_of
from .query import Enough, Query, make_query, query_of
from .shown import Hit
from .snippets import Marker, pattern
from .spelling import corrected, is_found, near_words
from .standards import is_about_standards
from .syntax import Words

PER_PAGE = 20
#: The hits that are listed: beyond, another word helps more than another page.
MOST_LISTED = 1_000
#: With fewer hits than FEW, a query of LONG words or more is also tried without one of them.
FEW, LONG = 3, 3


@dataclass
class Chip:
    label: str
    value: Text
    query: str


@dataclass
class Results:
    """A search answered: hits of one page, counts, facets, and what was done to the words."""

    form: SearchForm
    query: Query | None = None
    found: Hits = field(default_factory=Hits)
    hits: list[Hit] = field(default_factory=list)
    page: object = None
    labels: dict[str, dict[str, Text]] = field(default_factory=dict)
    #: The words that were looked for instead, where those typed are nowhere.
    corrected: Words | None = None
    #: How many records have all words, or synonyms of them.
    with_all_words: int = 0

    @property
    def text(self):
        return self.form.text

    @property
    def is_partial(self) -> bool:
        """Whether there are hits with some of the words only, because few or none have them all."""
        return bool(self.query and self.query.parts)

    @property
    def is_too_common(self) -> bool:
        """Nothing to look for but words that stand nearly everywhere, or that are to be left out."""
        return bool(self.query and self.query.is_empty and self.text)

    @cached_property
    def lists(self) -> list[RecordType]:
        """The lists of records that the words name: “noticias” asks for the news."""
        return [
            record_type for record_type in record_types() if key(self.text) in names_of_type(record_type.name)
        ]

    @property
    def is_about_standards(self) -> bool:
        return is_about_standards(self.text)

    @property
    def is_cut(self) -> bool:
        return self.found.total > MOST_LISTED

    @property
    def most_listed(self) -> int:
        return MOST_LISTED

    @cached_property
    def also_searched(self) -> list[Text]:
        """The synonyms by which the query was widened, each way of writing once, the reader's first."""
        reader = translation.get_language()
        labels = sorted(self.query.labels, key=lambda label: label.language != reader) if self.query else []
        return [Text(*label) for label in {label.text.lower(): label for label in reversed(labels)}.values()][
            ::-1
        ]

    @cached_property
    def facets(self) -> list[FacetGroup]:
        groups = (group_of(facet, self.form, self.found, self.labels) for facet in self.form.facets.values())
        return [group for group in groups if group.values]

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(self.form.facets[name].label, self.labels[name][value], self.form.query(**{name: None}))
            for name, value in self.form.chosen.items()
        ]

    @property
    def sorts(self) -> list[dict]:
        return [
            {
                "label": label,
                "query": self.form.query(sort=None if name == RELEVANCE else name),
                "chosen": self.form.sort_order == name,
            }
            for name, label in SORTS
        ]

    @property
    def canonical_query(self) -> str:
        """The parameters in their one order, with the page where it is not the first."""
        query = self.form.query(sort=None if self.form.sort_order == RELEVANCE else self.form.sort_order)
        return f"{query}&page={self.page.number}" if self.page and self.page.number > 1 else query

    @property
    def is_indexable(self) -> bool:
        """Whether search engines may keep the page: words that find something, and nothing else."""
        only_words = self.form.is_valid() and self.canonical_query == self.form.query(
            exact=None, sort=None, **dict.fromkeys(self.form.facets)
        )
        return only_words and (not self.text or bool(self.hits))

    @property
    def query_without_facets(self) -> str:
        return self.form.query(**dict.fromkeys(self.form.facets))

    @property
    def exact_query(self) -> str:
        return self.form.query(exact="yes")

    @property
    def inexact_query(self) -> str:
        return self.form.query(exact=None)

    @property
    def near(self) -> list[str]:
        """Words like those typed that would be found."""
        terms = self.query.words.terms if self.query else []
        single = [term.text for term in terms if " " not in term.text][:3]
        found = dict.fromkeys(
            word for text in single for word in near_words(text, translation.get_language(), most=4)
        )
        return [word for word in found if is_found(word)][:6]


@cache
def names_of_type(record_type_name: str) -> frozenset[str]:
    """What records of a type are called, one or many, in each language."""
    found, record_type = set(), get_type(record_type_name)
    for language in LANGUAGES:
        with translation.override(language):
            found |= {key(str(record_type.label)), key(str(record_type.label_plural))}
    return frozenset(found)


def search(request, per_page: int = PER_PAGE) -> Results:
    """The results of the search in the address; Http404 for a page that they do not have."""
    form = SearchForm(request.GET)
    results = Results(form)
    if not form.is_valid() or not form.text:
        return results
    offset = (page_or_404(range(MOST_LISTED), request, per_page).number - 1) * per_page
    _answer(results, translation.get_language(), offset, per_page)
    listed = range(min(results.found.total, MOST_LISTED))
    results.page = page_or_404(listed, request, per_page)
    results.labels = {
        name: facet.labels(counts_of(results.found, name, form.chosen.get(name)))
        for name, facet in form.facets.items()
    }
    results.hits = hits_of(results)
    return results


def _answer(results: Results, language: str, offset: int, limit: int) -> None:
    """Look for all words; for what they may have meant; for most of them; for any."""
    form = results.form
    for query, correction in _attempts(results, language):
        found = find(Request(query, language, form.chosen, form.sort_order, offset, limit))
        if found.unfiltered > results.found.unfiltered:
            results.query, results.found, results.corrected = query, found, correction
        if not query.parts:
            results.with_all_words = max(results.with_all_words, found.unfiltered)


def _attempts(results: Results, language: str):
    """Queries to try, as long as there are none or too few hits, each with the correction in it."""
    form = results.form
    query, better = make_query(form.text, form.is_exact), None
    results.query = query
    if query.is_empty:
        return
    yield query, None
    if form.is_exact:
        return
    if not results.found.unfiltered and (better := corrected(query, language)):
        yield query_of(better), better
    words = better or query.words
    if results.found.unfiltered < FEW and len(words.groups) >= LONG and words.is_plain:
        yield query_of(words, enough=Enough.ALL_BUT_ONE), better
    if not results.found.unfiltered and len(words.groups) > 1:
        yield query_of(words, enough=Enough.ANY), better


def hits_of(results: Results) -> list[Hit]:
    entries = SearchEntry.objects.defer("vector", "name_vector").in_bulk(results.found.ids)
    acronyms = results.query.acronyms
    direct = [pattern(term.text, is_exact=term in acronyms) for term in results.query.terms]
    wide = [*direct, *(pattern(label.text) for label in results.query.labels)]
    marker, narrow = Marker(wide), Marker(direct)
    ordered = (entries[key] for key in results.found.ids if key in entries)
    return [Hit(entry, marker, narrow, results.labels) for entry in ordered]
