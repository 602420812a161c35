"""The ties as a table: what the drawing says, pair by pair, in any order."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.listing import page_or_404
from network.models import Institution

from .nodes import agreements_in_words, events_in_words
from .scope import Scope
from .ties import Tie

#: Ties on a page of the table.
PER_PAGE = 40
#: Each column with its heading, and whether its numbers are first shown from the largest down.
COLUMNS = {
    "first": (_("Institution"), False),
    "second": (_("Works with"), False),
    "agreements": (_("Agreements"), True),
    "events": (_("Events"), True),
    "since": (_("Since"), False),
}


class Heading(NamedTuple):
    """The head of a column: what it is called, the query that sorts by it, and how it is sorted now."""

    label: str
    query: str
    #: As `aria-sort` says it; empty where the table is not sorted by it.
    sorted: str


class Count(NamedTuple):
    """How many agreements or events there are, in words, and their list; no list of none."""

    number: int
    words: str
    path: str


class Row(NamedTuple):
    """A tie as the table tells it."""

    first: Institution
    second: Institution
    counts: list[Count]
    since: int | None


@dataclass
class Table:
    """The ties of a scope, sorted as the address asks; by nothing: the strongest first."""

    scope: Scope
    sort: str = ""

    @property
    def column(self) -> str:
        return self.sort.removeprefix("-")

    @cached_property
    def rows(self) -> list[tuple]:
        if not self.column:
            return self.scope.rows
        return sorted(self.scope.rows, key=self._key, reverse=self.sort.startswith("-"))

    def _key(self, row):
        value = getattr(Tie(*row), self.column)
        if self.column in ("first", "second"):
            return (self._names.get(value, ""), row)
        # Years that are not known come after all others, in both directions.
        return (value is None) != self.sort.startswith("-"), value or 0

    @cached_property
    def _names(self) -> dict[int, str]:
        names = Institution.objects.filter(pk__in=self.scope.institutions)
        return dict(names.values_list("pk", f"sort_key_{get_language()}"))

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(name, label, down) for name, (label, down) in COLUMNS.items()]

    def _heading(self, name, label, largest_first):
        down = self.sort.startswith("-")
        is_sorted = self.column == name
        wanted = not down if is_sorted else largest_first
        query = self.scope.but()
        query["sort"] = f"-{name}" if wanted else name
        state = ("descending" if down else "ascending") if is_sorted else ""
        return Heading(str(label), query.urlencode(), state)

    def page(self, request):
        """The page that the address asks for, its rows with their institutions; raises Http404 beyond it."""
        page = page_or_404(self.rows, request, PER_PAGE)
        ties = [Tie(*row) for row in page]
        found = Institution.objects.published().with_mark(self.scope.on).select_related("country")
        ends = found.in_bulk({key for tie in ties for key in tie[:2]})
        page.object_list = [self._row(tie, ends[tie.first], ends[tie.second]) for tie in ties]
        return page

    def _row(self, tie, first, second):
        of_both = first.slug, second.slug
        agreements = self.scope.agreements_path(*of_both) if tie.agreements else ""
        events = self.scope.events_path(*of_both) if tie.events else ""
        counts = [
            Count(tie.agreements, agreements_in_words(tie.agreements), agreements),
            Count(tie.events, events_in_words(tie.events), events),
        ]
        return Row(first, second, counts, tie.since)
