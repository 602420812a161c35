"""Who provides what to whom: the agreements in which one party gives and another receives."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef
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


@dataclass
class Provision:
    """A provider and a recipient, with the agreements in which they are that, and what these are about."""

    provider: Party
    recipient: Party
    agreements: list[Agreement] = field(default_factory=list)

    @property
    def themes(self) -> list[Theme]:
        found = {theme.pk: theme for agreement in self.agreements for theme in agreement.themes.all()}
        public = [theme for theme in found.values() if theme.is_public]
        return sorted(public, key=lambda theme: fold(str(theme.title_text)))

    @property
    def newest(self) -> int:
        """The year of the last agreement that has a date; 0 where none has."""
        return max((found.signed_first.year for found in self.agreements if found.signed_first), default=0)


def name_of(party: Party) -> Text:
    """What a party is called: an institution with its acronym, a country, or a group."""
    if party.institution:
        return party.institution.label
    return party.country.title_text if party.country else text_in(party, "name")


def _newest_first():
    return [F("signed_first").desc(nulls_last=True), "-pk"]


#: How readers may sort the pairs: label, and the key of a pair.
SORTS = {
    "provider": (_("By provider"), lambda pair: _folded(pair.provider) + _folded(pair.recipient)),
    "recipient": (_("By recipient"), lambda pair: _folded(pair.recipient) + _folded(pair.provider)),
    "-agreements": (_("Most agreements first"), lambda pair: -len(pair.agreements)),
    "-date": (_("Newest first"), lambda pair: -pair.newest),
}


def _folded(party: Party) -> list[str]:
    return [fold(str(name_of(party)))]


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
    def pairs(self) -> list[Provision]:
        """The pairs of the agreements that are left, as the reader sorts them."""
        _label, key = SORTS[self.order]
        return sorted(pairs_of(exchanges(self.qs), self.form.cleaned_data["on"]), key=key)


def exchanges(agreements):
    """Those in which somebody provides and somebody receives, with what their pairs read."""
    own = Party.objects.filter(agreement=OuterRef("pk"))
    both = agreements.filter(Exists(own.filter(role=PROVIDER)), Exists(own.filter(role=RECIPIENT)))
    return both.with_card_data().prefetch_related("themes")


def pairs_of(agreements: Iterable[Agreement], on: datetime.date | None = None) -> list[Provision]:
    """Each provider with each recipient of an agreement by a day; who is not public makes no pair."""
    found: dict[tuple, Provision] = {}
    for agreement in agreements:
        for provider in _in_role(agreement, PROVIDER, on):
            for recipient in _in_role(agreement, RECIPIENT, on):
                key = (_identity(provider), _identity(recipient))
                found.setdefault(key, Provision(provider, recipient)).agreements.append(agreement)
    return list(found.values())


def _in_role(agreement: Agreement, role: str, on: datetime.date | None) -> Iterator[Party]:
    for party in agreement.parties.all():
        record = party.institution or party.country
        joined_later = on and party.joined_first and party.joined_first > on
        if party.role == role and not joined_later and (record is None or record.is_public):
            yield party


def _identity(party: Party) -> tuple:
    """The same for two parties that are the same institution, country or group."""
    return party.institution_id, party.country_id, fold(party.name or "")
