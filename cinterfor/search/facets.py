"""What results can be narrowed by: the facets that every entry has, and those that record types offer."""

import re

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.languages import WORK_LANGUAGES, Text, best
from cinterfor.publishing.registry import FacetOffer, record_types

from .languages import fold
from .models import SearchEntry

YEAR = re.compile(r"(?:1[89]|20)\d\d")


class Facet:
    """A property of records that has one value or several, such as country or year."""

    def __init__(self, name: str, label: str):
        self.name, self.label = name, label

    def labels(self, values) -> dict[str, Text]:
        """Those of the values that are known, in words."""
        raise NotImplementedError

    def knows(self, value: str) -> bool:
        return value in self.labels([value])

    def in_order(self, counts: dict[str, int], labels: dict[str, Text]) -> list[str]:
        """The known values as they are listed: those of most hits first, then by name."""
        return sorted(
            labels.keys() & counts.keys(), key=lambda value: (-counts[value], fold(str(labels[value])))
        )


class ChoiceFacet(Facet):
    """A facet with a fixed list of values."""

    def __init__(self, name, label, choices):
        super().__init__(name, label)
        self._choices = choices

    @cached_property
    def choices(self) -> dict:
        return dict(self._choices() if callable(self._choices) else self._choices)

    def labels(self, values):
        return {value: Text(str(self.choices[value]), None) for value in values if value in self.choices}


class YearFacet(Facet):
    def labels(self, values):
        return {value: Text(value, None) for value in values if YEAR.fullmatch(value)}

    def in_order(self, counts, labels):
        return sorted(labels.keys() & counts.keys(), reverse=True)


class RecordFacet(Facet):
    """A facet whose values are records: codes or slugs, known where the record is public."""

    def __init__(self, name, label, record_type: str):
        super().__init__(name, label)
        self.record_type = record_type

    def labels(self, values):
        wanted = {value.lower(): value for value in values}
        entries = SearchEntry.objects.public().of_type(self.record_type).filter(slug__in=wanted)
        return {wanted[slug]: best(titles) for slug, titles in entries.values_list("slug", "titles")}


def _type_choices():
    return [(record_type.name, record_type.label_plural) for record_type in record_types()]


def facets() -> list[Facet]:
    """All facets, in the order in which they stand beside the results."""
    offered = [_made(offer) for record_type in record_types() for offer in record_type.offers]
    of_records = [facet for facet in offered if isinstance(facet, RecordFacet)]
    of_choices = [facet for facet in offered if not isinstance(facet, RecordFacet)]
    return [
        ChoiceFacet("type", _("Type"), _type_choices),
        *of_records,
        YearFacet("year", _("Year")),
        ChoiceFacet("language", _("Language"), WORK_LANGUAGES),
        *of_choices,
    ]


def _made(offer: FacetOffer) -> Facet:
    if offer.choices:
        return ChoiceFacet(offer.name, offer.label, offer.choices)
    return RecordFacet(offer.name, offer.label, offer.record_type)
