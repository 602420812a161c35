"""One page of a list: of all records under filters, or of what changed since a moment."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import cursors
from .changes import OVERLAP, Changes
from .forms import PageForm
from .problems import Refused
from .reading import misgiven


@dataclass
class Page:
    """What is told of a page, and the cursor of the next one."""

    items: list[dict]
    count: int
    cursor: str | None
    #: Further facts, of lists of changes.
    more: dict = field(default_factory=dict)


class Asked:
    """A list as it is asked for; raises Refused where a parameter cannot be read."""

    def __init__(self, request, record_type):
        self.request, self.record_type = request, record_type
        self.query: QueryDict = request.GET
        self.form = PageForm(self.query)
        self.filters = record_type.filters(self.query, queryset=record_type.public_in_full(), request=request)
        errors = misgiven(self.query, [*self.filters.filters, *self.form.fields])
        errors |= {**self.form.errors.get_json_data(), **self.filters.form.errors.get_json_data()}
        self.since = self.form.cleaned_data.get("since")
        if self.since and self.query.get("sort"):
            told = _("What changed since a moment comes in the order of change: leave “sort” out.")
            errors["sort"] = [{"message": told, "code": "invalid"}]
        if errors:
            raise Refused(errors)

    @property
    def active(self) -> dict[str, str]:
        """The filters and the sort, as they were written."""
        return {name: self.query[name] for name in self.filters.filters if name in self.query}

    @property
    def _digest(self) -> str:
        since = self.since and self.since.isoformat()
        return cursors.digest(self.record_type.name, self.active, since, get_language())

    def _told_before(self, length: int) -> list | None:
        cursor = self.form.cleaned_data["cursor"]
        return cursors.read(cursor, self._digest, length) if cursor else None

    def page(self, as_told) -> Page:
        return self._changes(as_told) if self.since else self._records(as_told)

    def _records(self, as_told) -> Page:
        records, keys = cursors.with_keys(self.filters.qs)
        before = self._told_before(len(keys))
        rest = records if before is None else cursors.told_after(records, keys, before)
        found = list(rest[: self.form.size + 1])
        told, is_last = found[: self.form.size], len(found) <= self.form.size
        cursor = None if is_last else cursors.write(self._digest, cursors.values_of(told[-1], keys))
        return Page([as_told(record) for record in told], self.filters.qs.count(), cursor)

    def _changes(self, as_told) -> Page:
        changes = Changes(self.record_type, self.filters.qs, self.since)
        before = self._told_before(2)
        moment, slug = (cursors.as_moment(before[0]), before[1]) if before else (self.since, None)
        found = changes.after(moment, slug, self.form.size + 1)
        told, is_last = found[: self.form.size], len(found) <= self.form.size
        cursor, more = None, {"since": self.since, "next_since": None}
        if not is_last:
            last = told[-1]
            cursor = cursors.write(self._digest, [last.datestamp.isoformat(), last.slug])
        else:
            last = told[-1].datestamp if told else moment
            more["next_since"] = max(self.since, last - OVERLAP) if told or before else self.since
        return Page(changes.told(self.request, told, as_told), changes.count(), cursor, more)

    def address_of(self, cursor: str) -> str:
        """The address of the next page of this list."""
        known = [*self.filters.filters, *self.form.fields, "lang"]
        query = QueryDict(mutable=True)
        for name in known:
            if name in self.query:
                query[name] = self.query[name]
        query["cursor"] = cursor
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")
