"""What a table or a translators’ file would change, found out without changing anything."""

import time
from collections import Counter

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cinterfor.history.state import fields_of
from cinterfor.publishing.models import Publication

from .bases import bases
from .cells import Slugs, read
from .columns import KEY, ONLY_READ, RecordResource
from .models import Import, Line
from .reading import Row, Table, Unreadable
from .validating import are_accepted, as_record, complaints, conflicts

CHUNK = 100
#: A request looks at rows for so long, then the browser asks again.
SECONDS = 2
CHECKED = ["slug", "record_id", "before", "beside", "after", "made_from", "wrong", "remarks", "outcome"]
GOOD = (Line.Outcome.NEW, Line.Outcome.CHANGED)


@transaction.atomic
def begin(table: Table, resource: RecordResource, closed: set[str], **values) -> Import:
    """Keep a table that was sent; `closed` are columns that the account may not write."""
    if KEY not in table.headings:
        raise Unreadable(
            _("The first row must name the columns, and one of them must be “slug”: download the template.")
        )
    model = resource._meta.model
    columns, passed_over = _sorted_columns(table.headings, resource, closed)
    made = Import.objects.create(
        model=model._meta.label_lower, columns=columns, passed_over=passed_over, **values
    )
    lines = [_line(made, row) for row in table.rows]
    for name in (KEY, *_unique_columns(resource)):
        _refuse_twins(lines, name)
    for line in lines:
        line.outcome = Line.Outcome.BAD if line.flaws else ""
    Line.objects.bulk_create(lines, batch_size=1000)
    return made


def _line(source: Import, row: Row) -> Line:
    return Line(
        source=source,
        number=row.number,
        slug=read(row.cells.get(KEY, "")).strip()[:300],
        cells={name: row.cells[name] for name in source.columns if name in row.cells},
        flaws=row.wrong,
    )


def _sorted_columns(headings, resource, closed) -> tuple[list[str], dict[str, str]]:
    columns, passed_over = [], {}
    for heading in headings:
        if heading in ONLY_READ:
            passed_over[heading] = _("only for reading")
        elif heading not in resource.fields:
            passed_over[heading] = _("not known here")
        elif heading in closed:
            passed_over[heading] = _("your account may not change it")
        else:
            columns.append(heading)
    return columns, passed_over


def _unique_columns(resource) -> list[str]:
    fields = ((name, column.widget.field) for name, column in resource.fields.items())
    return [name for name, field in fields if name != KEY and field.unique]


def _refuse_twins(lines: list[Line], name: str) -> None:
    """Rows with the same unique value: none of them is better than the others."""
    values = [read(line.cells.get(name, "")).strip() for line in lines]
    counted = Counter(value for value in values if value)
    for line, value in zip(lines, values, strict=True):
        if counted[value] > 1:
            told = _("“%(value)s” stands in %(count)d rows of the file.")
            line.flaws.setdefault(name, []).append(told % {"value": value, "count": counted[value]})


class Check:
    """Looks at the rows of an import, some at a time; `check(lines)` says what becomes of each."""

    def __init__(self, item: Import):
        self.item = item

    def go_on(self) -> None:
        """Look at rows until a request has lasted long enough, or all are checked."""
        begun = time.monotonic()
        while time.monotonic() - begun < SECONDS:
            lines = list(self.item.lines.unchecked()[:CHUNK])
            if not lines:
                self.item.state = Import.State.READY
                self.item.save(update_fields=["state"])
                return
            self.check(lines)
            Line.objects.bulk_create(
                lines, update_conflicts=True, unique_fields=["id"], update_fields=CHECKED
            )

    def check(self, lines: list[Line]) -> None:
        raise NotImplementedError

    def ask_database(self, model: type[models.Model], lines: list[Line]) -> None:
        """Refuse good rows that the database would not take."""
        good = [line for line in lines if line.outcome in GOOD]
        if are_accepted(model, [self.record(model, line) for line in good]):
            return
        for line in good:
            if told := conflicts(self.record(model, line), line.after, line.before):
                line.wrong, line.outcome = line.wrong | told, Line.Outcome.BAD

    def record(self, model: type[models.Model], line: Line) -> models.Model:
        return as_record(model, line.record_id, line.after)


class TableCheck(Check):
    """Looks at the rows of a table."""

    def __init__(self, item: Import, resource: RecordResource, may_add: bool):
        super().__init__(item)
        self.resource, self.may_add = resource, may_add
        self.model = resource._meta.model
        self.slugs = Slugs()

    def check(self, lines: list[Line]) -> None:
        named = [line.slug for line in lines if KEY in line.cells]
        keys = dict(self.model._base_manager.filter(slug__in=named).values_list("slug", "pk"))
        found = bases(self.model, keys.values(), self.item.at_once)
        self.taken = set(self.item.lines.exclude(slug="").values_list("slug", flat=True))
        for line in lines:
            line.record_id = keys.get(line.slug)
            base = found.get(line.record_id)
            line.before, line.beside = (base.state, base.beside) if base else (None, False)
            self._check_line(line)
        self.ask_database(self.model, lines)

    def _check_line(self, line: Line) -> None:
        if line.before is None and not self.may_add:
            told = _("No record has this address, and your account may not add records.")
            line.outcome, line.wrong = Line.Outcome.BAD, {KEY: [told]}
            return
        line.after = _copy(line.before) if line.before else self._blank()
        cells = {name: cell for name, cell in line.cells.items() if name != KEY}
        line.wrong = self.resource.import_cells(line.after, cells, self.slugs)
        if line.before is None:
            self._name(line, line.after)
        if not line.wrong and line.after != line.before:
            line.wrong = complaints(self.record(self.model, line), line.after, line.before)
        line.outcome = self._outcome(line)

    def _outcome(self, line: Line) -> str:
        if line.wrong:
            return Line.Outcome.BAD
        if line.before is None:
            return Line.Outcome.NEW
        return Line.Outcome.UNCHANGED if line.after == line.before else Line.Outcome.CHANGED

    def _blank(self) -> dict:
        """A record of which nothing is known yet."""
        relations = {field.name: [] for field in self.model._meta.many_to_many}
        state = {"fields": fields_of(self.model()), "relations": relations, "rows": {}}
        status = Publication.PUBLISHED if self.item.at_once else Publication.DRAFT
        state["fields"]["publication_status"] = status
        return state

    def _name(self, line: Line, state: dict) -> None:
        """The address of a new record: as written, or made from its name where no record has that."""
        if not line.slug:
            record = as_record(self.model, None, state)
            wish = slugify(record.title_text.value)[:110]
            record._complete()
            if self._is_taken(record.slug, wish):
                told = _(
                    "There is a record with the address “%(slug)s” already. To change it write that here; "
                    "for a new record write another address."
                )
                line.wrong[KEY] = [told % {"slug": wish or record.slug}]
            line.slug = record.slug
            self.taken.add(line.slug)
        state["fields"]["slug"] = line.slug

    def _is_taken(self, slug: str, wish: str) -> bool:
        """Whether the address that would be made is in use, here or further up in the file."""
        was_numbered = bool(wish) and slug.startswith(f"{wish}-")
        in_use = self.model._base_manager.filter(slug=slug).exists()
        return was_numbered or slug in self.taken or in_use


def _copy(state: dict) -> dict:
    """The parts that cells may change, apart from the original."""
    return {
        "fields": dict(state["fields"]),
        "relations": dict(state["relations"]),
        "rows": state["rows"],
    }
