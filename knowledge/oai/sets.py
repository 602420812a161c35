"""The sets that harvesters may narrow their harvest to: language, country, kind and theme of the works.

A setSpec is the facet of the search index: `country:UY`; `country` is all works that have one.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Func
from django.utils.translation import override

from cinterfor.search.facets import facets
from knowledge.models import Product

from .harvest import gone, live

FAMILIES = {
    "country": "Country",
    "kind": "Kind of work",
    "language": "Language of the work",
    "theme": "Theme",
}


class Set(NamedTuple):
    """A set, under the name that people know it by."""

    spec: str
    name: str


def is_set(spec: str) -> bool:
    """Whether it may be one: a family, or in a family."""
    return spec.partition(":")[0] in FAMILIES


def sets() -> list[Set]:
    """All sets in which there is or was a work, each family before its members."""
    specs = existing()
    names = _names(specs)
    found = [
        Set(spec, f"{FAMILIES[spec.partition(':')[0]]}: {names.get(spec, spec.partition(':')[2])}")
        for spec in specs
    ]
    families = {spec.partition(":")[0] for spec in specs}
    return sorted([*(Set(name, FAMILIES[name]) for name in families), *found])


def existing() -> set[str]:
    """The setSpecs of all works that are or were public."""
    each = [
        rows.values_list(Func("facets", function="unnest"), flat=True).order_by() for rows in (live(), gone())
    ]
    return set(specs_of(each[0].union(each[1])))


def specs_of(facets_of_item: Iterable[str]) -> list[str]:
    """Which sets an item is in."""
    return sorted(filter(is_set, facets_of_item))


def _names(specs: Iterable[str]) -> dict[str, str]:
    known = {facet.name: facet for facet in facets()}
    values: dict[str, list[str]] = {}
    for spec in specs:
        family, _colon, value = spec.partition(":")
        values.setdefault(family, []).append(value)
    with override("en"):
        names = {f"kind:{kind.value}": str(kind.label) for kind in Product.Kind}
        for family in values.keys() & known.keys():
            labels = known[family].labels(values[family])
            names |= {f"{family}:{value}": str(label) for value, label in labels.items()}
    return names
