"""What the records that are compared have in common: records that belong to several of them, and themes."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Value, When, Window
from django.urls import reverse
from django.utils.text import capfirst

from cinterfor.activity.scope import THEME, values_of
from cinterfor.publishing.registry import RecordType
from cinterfor.search.facets import facets

from .counting import Lists
from .registry import Said

#: The records in common that are listed.
MOST_LISTED = 8


@dataclass
class Common:
    """Records of one type that belong to at least two of those compared: how many, and the first of them."""

    record_type: RecordType
    count: int
    #: Each with those of the compared to which it belongs.
    records: list[tuple[object, list]]

    @property
    def heading(self) -> str:
        return capfirst(str(self.record_type.label_plural))


def in_common(lists: Lists) -> Common:
    """Those that belong to most first, then in the list's own order."""
    belongs = {
        f"of_{place}": Case(
            When(pk__in=lists.narrowed(place, {}).values("pk"), then=Value(1)),
            default=Value(0),
            output_field=IntegerField(),
        )
        for place in range(len(lists.compared))
    }
    order = next(iter(lists.record_type.filters.sorts.values()))[1]()
    shared = lists.record_type.public().annotate(**belongs).annotate(shared_by=sum(map(F, belongs), Value(0)))
    found = shared.filter(shared_by__gte=2).order_by("-shared_by", *order)
    first = list(found.annotate(in_all=Window(Count("*")))[:MOST_LISTED])
    listed = [
        (record, [one for place, one in enumerate(lists.compared) if getattr(record, f"of_{place}")])
        for record in first
    ]
    return Common(lists.record_type, first[0].in_all if first else 0, listed)


def common_themes(all_lists: list[Lists]) -> list[Said]:
    """The themes on which there are records of every one of the compared, by name."""
    prefix, on = f"{THEME}:", {}
    for lists in all_lists:
        if THEME in lists.record_type.filters.base_filters:
            for place, facet in lists.facets:
                on.setdefault(facet, set()).add(place)
    route = next(f"{found.record_type}_detail" for found in facets() if found.name == THEME)
    return [
        Said(item.label, reverse(route, args=[value]))
        for value, item in values_of(THEME).items()
        if len(on.get(prefix + value, ())) == len(all_lists[0].compared)
    ]
