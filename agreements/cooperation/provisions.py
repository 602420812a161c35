"""Who provides what to whom: the agreements in which one party gives and another receives."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, product
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from agreements.models import Agreement, Party
from cinterfor.publishing.filters import day_filter
from cinterfor.publishing.languages import Text, text_in
from cinterfor.publishing.periods import PeriodForm, year_from_filter, year_to_filter
from cinterfor.search.languages import fold
from knowledge.filters import CountryAndTheme, country_filter, theme_filter
from knowledge.models import Theme
from network.models import Region

from .days import signed_by

PROVIDER, RECIPIENT = Party.Role.PROVIDER, Party.Role.RECIPIENT


class Signed(NamedTuple):
    """An agreement, as much of it as its pairs are sorted by and named with."""

    key: int
    slug: str
    year: int | None


@dataclass
class Provision:
    """A provider and a recipient, with the agreements in which they are that, and what these are about."""

    provider: Party
    recipient: Party
    signed: list[Signed]
    #: Read for the pairs that are shown.
    agreements: list[Agreement] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)

    @property
    def newest(self) -> int:
        """The year of the last agreement that has a date; 0 where none has."""
        return max((found.year or 0 for found in self.signed), default=0)


class Provisions(Sequence):
    """Pairs in an order; what their agreements say is read for those that are asked for."""

    def __init__(self, pairs: list[Provision]):
        self._pairs = pairs

    def __len__(self) -> int:
        return len(self._pairs)

    def __getitem__(self, places: slice) -> list[Provision]:
        shown = self.with_themes(places)
        agreements = Agreement.objects.in_bulk({found.key for pair in shown for found in pair.signed})
        for pair in shown:
            pair.agreements = [agreements[found.key] for found in pair.signed]
        return shown

    def with_themes(self, places: slice) -> list[Provision]:
        """The pairs with the public themes of their agreements, by name."""
        shown = self._pairs[places]
        keys = {found.key for pair in shown for found in pair.signed}
        rows = Agreement.themes.through.objects.filter(agreement__in=keys)
        by_agreement = defaultdict(set)
        for agreement, theme in rows.values_list("agreement", "theme"):
            by_agreement[agreement].add(theme)
        known = Theme.objects.published().filter(pk__in={key for own in by_agreement.values() for key in own})
        in_order = sorted(known, key=lambda theme: fold(str(theme.title_text)))
        for pair in shown:
            own = set().union(*(by_agreement[found.key] for found in pair.signed))
            pair.themes = [theme for theme in in_order if theme.pk in own]
        return shown


def name_of(party: Party) -> Text:
    """What a party is called: an institution with its acronym, a country, or a group."""
    if party.institution:
        return party.institution.label
    return party.country.title_text if party.country else text_in(party, "name")


def _newest_first():
    return [F("signed_first").desc(nulls_last=True), "-pk"]


#: How readers may sort the pairs: label, and the key of a pair from the names of its parties.
SORTS = {
    "provider": (_("By provider"), lambda pair, names: _named(names, pair.provider, pair.recipient)),
    "recipient": (_("By recipient"), lambda pair, names: _named(names, pair.recipient, pair.provider)),
    "-agreements": (_("Most agreements first"), lambda pair, names: -len(pair.signed)),
    "-date": (_("Newest first"), lambda pair, names: -pair.newest),
}


def _named(names: dict[int, str], *parties: Party) -> list[str]:
    return [names[party.pk] for party in parties]


class ProvisionFilter(CountryAndTheme):
    """What the overview of cooperation is narrowed by."""

    sorts = {name: (label, _newest_first) for name, (label, _key) in SORTS.items()}

    region = ChoiceFilter(method="filter_region", label=_("Region"), choices=Region, empty_label=_("Any"))
    country = country_filter()
    theme = theme_filter()
    modality = ChoiceFilter(label=_("Modality"), choices=Agreement.Modality, empty_label=_("Any"))
    year_from = year_from_filter("signed_first")
    year_to = year_to_filter("signed_first")
    on = day_filter("filter_day")

    class Meta:
        model = Agreement
        form = PeriodForm
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["q"]

    def filter_region(self, queryset, name, value):
        return queryset.in_region(value)

    def filter_day(self, queryset, name, value):
        return signed_by(queryset, value)

    @property
    def pairs(self) -> Provisions:
        """The pairs of the agreements that are left, as the reader sorts them."""
        _label, key = SORTS[self.order]
        pairs = pairs_of(self.qs, self.form.cleaned_data["on"])
        parties = {party.pk: party for pair in pairs for party in (pair.provider, pair.recipient)}
        names = {pk: fold(str(name_of(party))) for pk, party in parties.items()}
        return Provisions(sorted(pairs, key=lambda pair: key(pair, names)))


def pairs_of(agreements: QuerySet, on: datetime.date | None) -> list[Provision]:
    """Each provider with each recipient of an agreement by a day; parties that are not public make no pair.

    Of thousands of agreements only the roles are read, and each party once.
    """
    signed: dict[tuple, list[Signed]] = {}
    parties: dict[tuple, int] = {}
    for agreement, rows in groupby(_roles(agreements, on), key=lambda row: Signed(*row[:3])):
        sides = defaultdict(list)
        for *_agreement, role, party, institution, country, name in rows:
            identity = (institution, country, fold(name or ""))
            parties.setdefault(identity, party)
            sides[role].append(identity)
        for pair in product(sides[PROVIDER], sides[RECIPIENT]):
            signed.setdefault(pair, []).append(agreement)
    read = Party.objects.select_related("institution__country", "country").in_bulk(parties.values())
    public = {identity: read[key] for identity, key in parties.items() if _is_public(read[key])}
    return [
        Provision(public[provider], public[recipient], found)
        for (provider, recipient), found in signed.items()
        if provider in public and recipient in public
    ]


def _roles(agreements: QuerySet, on: datetime.date | None) -> QuerySet:
    """Who provides and who receives in the agreements in which somebody does each: the newest first."""
    parties = Party.objects.on_day(on) if on else Party.objects.all()
    own = parties.filter(agreement=OuterRef("pk"))
    both = agreements.filter(Exists(own.filter(role=PROVIDER)), Exists(own.filter(role=RECIPIENT)))
    rows = parties.filter(role__in=(PROVIDER, RECIPIENT), agreement__in=both.order_by().values("pk"))
    rows = rows.annotate(year=ExtractYear("agreement__signed_first"))
    newest = F("agreement__signed_first").desc(nulls_last=True)
    return rows.order_by(newest, "-agreement_id", "position", "pk").values_list(
        "agreement", "agreement__slug", "year", "role", "pk", "institution", "country", "name"
    )


def _is_public(party: Party) -> bool:
    record = party.institution or party.country
    return record is None or record.is_public
