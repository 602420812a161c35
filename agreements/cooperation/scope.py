"""What the cooperation graph is narrowed by, and the agreements and events that are then counted."""

import datetime
from dataclasses import dataclass, fields, replace

from django.core.cache import cache
from django.db.models import Count, Max
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from agreements.filters import NOT_ENDED
from agreements.models import Agreement, Party
from cinterfor.publishing.dates import today
from cinterfor.search.models import SearchEntry
from knowledge.models import Event, Theme
from network.models import Country, Institution

from .ties import Tie, ties

#: The types of records that ties follow from.
COUNTED = ("agreement", "event", "institution")


@dataclass(frozen=True)
class Scope:
    """The cooperation that is asked for."""

    country: Country | None = None
    theme: Theme | None = None
    modality: str | None = None
    year: int | None = None
    on: datetime.date | None = None

    @property
    def agreements(self):
        """Those that count: of a day, the ones in force on it or not known to have ended."""
        found = Agreement.objects.published()
        if self.theme:
            found = found.on_theme(self.theme)
        if self.modality:
            found = found.filter(modality=self.modality)
        if self.year:
            found = found.filter(signed_first__year=self.year)
        return found.not_ended(self.on) if self.on else found

    @property
    def events(self):
        """Those that count; None where only agreements can: events have no modality and no term."""
        if self.modality or self.on:
            return None
        found = Event.objects.published()
        if self.theme:
            found = found.on_theme(self.theme)
        return found.filter(begins_first__year=self.year) if self.year else found

    @cached_property
    def ties(self) -> list[Tie]:
        """The ties of the scope, the strongest first."""
        return [Tie(*row) for row in self.rows]

    @cached_property
    def rows(self) -> list[tuple]:
        """The same as plain tuples, counted once as long as no record changes: thousands are read at once."""
        return cache.get_or_set(f"cooperation:ties:{self.state}", self._counted)

    @cached_property
    def institutions(self) -> set[int]:
        """The keys of those that are tied to another."""
        return {key for row in self.rows for key in row[:2]}

    def _counted(self):
        if self.country:
            own = set(Institution.objects.in_country(self.country.code).values_list("pk", flat=True))
            return [row for row in replace(self, country=None).rows if own.intersection(row[:2])]
        # Of a day, also who is a party on it.
        parties = Party.objects.on_day(self.on) if self.on else None
        found = ties(self.agreements, self.events, parties)
        return [tuple(tie) for tie in sorted(found, key=lambda tie: (-tie.weight, tie))]

    @cached_property
    def state(self) -> str:
        """New when anything that the graph says may be new: a record, the day, what is asked for."""
        entries = SearchEntry.objects.public().filter(record_type__in=COUNTED).order_by()
        known = entries.aggregate(number=Count("*"), changed=Max("datestamp"))
        moment = known["changed"].timestamp() if known["changed"] else 0
        return f"{known['number']}:{moment}:{today()}:{self.query}"

    @cached_property
    def query(self) -> str:
        """The scope as the address has it, in a fixed order."""
        return self.but().urlencode()

    def but(self, **changed) -> QueryDict:
        """The query of this scope with other values; None leaves one out."""
        query = QueryDict(mutable=True)
        values = {field.name: getattr(self, field.name) for field in fields(self)} | changed
        for name, value in values.items():
            if value is not None:
                query[name] = getattr(value, {"country": "code", "theme": "slug"}.get(name, ""), value)
        if self.on and "on" in query:
            query["on"] = query["on"].isoformat()
        return query

    @property
    def is_everything(self) -> bool:
        return not self.query

    def agreements_path(self, one: str, other: str) -> str:
        """The list of the agreements that tie two institutions, by their addresses."""
        query = self.but(country=None, institution=one, partner=other)
        if self.on:
            query["status"] = NOT_ENDED
        return f"{reverse('agreement_list')}?{query.urlencode()}"

    def events_path(self, one: str, other: str) -> str:
        query = self.but(country=None, institution=one, partner=other)
        return f"{reverse('event_list')}?{query.urlencode()}"
