"""The facets beside the results: each value with its count and the address that chooses it."""

from dataclasses import dataclass

from cinterfor.publishing.languages import Text

from .facets import Facet
from .forms import SearchForm
from .hits import Hits

#: The values of a facet that are seen without asking, and those that are listed at all.
SEEN, LISTED = 7, 70


@dataclass
class FacetValue:
    """One value; choosing it again takes it away."""

    value: str
    label: Text
    count: int
    query: str
    chosen: bool


@dataclass
class FacetGroup:
    """A facet with its values: the first are seen at once, the others on demand."""

    facet: Facet
    values: list[FacetValue]
    left_out: int
    is_estimate: bool

    @property
    def seen(self) -> int:
        return SEEN

    @property
    def hidden(self) -> int:
        """How many values are not seen at once."""
        return max(0, len(self.values) - SEEN)


def counts_of(found: Hits, name: str, chosen: str | None = None) -> dict[str, int]:
    """How many hits have each value of a facet; the chosen one is there even where it has none."""
    prefix = f"{name}:"
    counts = {
        facet.removeprefix(prefix): number
        for facet, number in found.facets.items()
        if facet.startswith(prefix)
    }
    return counts | {chosen: counts.get(chosen, 0)} if chosen else counts


def group_of(facet: Facet, form: SearchForm, found: Hits, labels: dict) -> FacetGroup:
    """The group of one facet, its chosen value first among those that are seen."""
    chosen, labels = form.chosen.get(facet.name), labels.get(facet.name, {})
    counts = counts_of(found, facet.name, chosen)
    ordered = facet.in_order(counts, labels)
    if chosen in ordered[SEEN:]:
        ordered.remove(chosen)
        ordered.insert(0, chosen)
    values = [
        FacetValue(
            value,
            labels[value],
            counts[value],
            form.query(**{facet.name: None if value == chosen else value}),
            value == chosen,
        )
        for value in ordered[:LISTED]
    ]
    return FacetGroup(facet, values, max(0, len(ordered) - LISTED), found.is_estimated(facet.name))
