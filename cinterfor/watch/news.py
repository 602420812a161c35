"""What is new in a month: what happened, which records became public, and which went."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Exists, F, Max, OuterRef, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cinterfor.publishing.addresses import Address
from cinterfor.publishing.languages import best
from cinterfor.publishing.months import Month
from cinterfor.publishing.moved import departures
from cinterfor.publishing.profiles import in_menu_order
from cinterfor.publishing.registry import get_type, record_types
from cinterfor.search.models import SearchEntry

from .registry import Item, Scope, happenings

#: So many of one kind are told, the newest first; the first load of a portal makes hundreds new at once.
MOST = 40


@dataclass
class Group:
    """News of one kind."""

    heading: str
    hue: str
    items: list[Item]
    #: How many more there are, and the list where they are found.
    more: int = 0
    path: str = ""


@dataclass
class News:
    """All news of a scope, in groups that have any."""

    scope: Scope
    groups: list[Group] = field(default_factory=list)

    def __bool__(self):
        return bool(self.groups)

    @property
    def count(self) -> int:
        return sum(len(group.items) + group.more for group in self.groups)

    @cached_property
    def last_month(self) -> Month | None:
        """The nearest earlier month in which records became public."""
        before = _entries(self.scope).filter(public_from__lt=self.scope.month.moments[0])
        moment = before.aggregate(last=Max("public_from"))["last"]
        return Month.of(timezone.localdate(moment)) if moment else None


def news_of(scope: Scope) -> News:
    """In the active language, each text in another where it has none."""
    happened = [Group(str(one.heading), one.hue, list(one.find(scope))) for one in happenings()]
    told = {item.path for group in happened for item in group.items}
    groups = [*happened, *_new_records(scope, told), _gone(scope)]
    return News(scope, [group for group in groups if group.items])


def _entries(scope: Scope):
    entries = SearchEntry.objects.public()
    return entries.filter(facets__contains=scope.facets) if scope.facets else entries


def _new_records(scope: Scope, told: set[str]) -> list[Group]:
    """By type, in the order of the menu; what was told above is not told twice."""
    begins, ends = scope.month.moments
    by_type = {"partition_by": "record_type"}
    newest = [F("public_from").desc(), F("pk").desc()]
    found = _entries(scope).filter(public_from__gte=begins, public_from__lt=ends)
    found = found.annotate(
        place=Window(RowNumber(), order_by=newest, **by_type), total=Window(Count("*"), **by_type)
    )
    first = found.filter(place__lte=MOST).order_by("record_type", "place")
    groups: dict[str, Group] = {}
    for name, slug, titles, total in first.values_list("record_type", "slug", "titles", "total"):
        if name not in groups:
            groups[name] = _group_of(name, total)
        path = reverse(f"{name}_detail", args=[slug])
        if path not in told:
            groups[name].items.append(Item(best(titles), path))
    ordered = in_menu_order(record_type for record_type in record_types() if record_type.name in groups)
    return [groups[record_type.name] for record_type in ordered]


def _group_of(name: str, total: int) -> Group:
    record_type = get_type(name)
    # Translators: a heading over records that became public; the kind is such as “Agreements”.
    heading = _("New in this directory: %(types)s") % {"types": record_type.label_plural}
    return Group(heading, name, [], max(0, total - MOST), reverse(record_type.list_name))


def _gone(scope: Scope) -> Group:
    """Records that were withdrawn or deleted; one that was renamed is still there."""
    begins, ends = scope.month.moments
    there = SearchEntry.objects.public().filter(
        record_type=OuterRef("record_type"), record_id=OuterRef("record_id")
    )
    gone = Address.objects.gone().filter(~Exists(there), gone_at__gte=begins, gone_at__lt=ends)
    if scope.facets:
        gone = gone.filter(facets__contains=scope.facets)
    newest = list(gone.order_by("-gone_at", "pk")[:MOST])
    items = {}
    for record_type in {address.record_type: get_type(address.record_type) for address in newest}.values():
        own = [address for address in newest if address.record_type == record_type.name]
        for address, reason, _successor in departures(record_type, own):
            key = (address.record_type, address.record_id or f"-{address.pk}")
            path = reverse(f"{record_type.name}_detail", args=[address.slug])
            items.setdefault(key, Item(best(address.titles), path, reason))
    return Group(_("Withdrawn from this directory"), "", list(items.values()))
