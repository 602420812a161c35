"""What a table or a translators’ file would change, found out without changing anything."""

import time
from collections import Counter
from collections.abc import Iterable

from django.db import models, transaction
from django.utils.translation import gettext as _

from .cells import read
from .columns import KEY, ONLY_READ, RecordResource
from .models import Import, Line
from .origins import ID
from .reading import Row, Table, Unreadable
from .registry import columns_of
from .validating import are_accepted, as_record, conflicts

CHUNK = 100
#: A request looks at rows for so long, then the browser asks again.
SECONDS = 2
CHECKED = [
    *("slug", "record_id", "before", "beside", "after", "made_from", "wrong", "remarks", "near", "outcome")
]
GOOD = (Line.Outcome.NEW, Line.Outcome.CHANGED)


@transaction.atomic
def begin(table: Table, resource: RecordResource, closed: set[str], **values) -> Import:
    """Keep a table that was sent; `closed` are columns that the account may not write."""
    if not {KEY, ID} & {*table.headings}:
        raise Unreadable(
            _("The first row must name the columns, and one of them must be “slug”: download the template.")
        )
    model = resource._meta.model
    columns, passed_over = _sorted_columns(table.headings, resource, closed)
    made = Import.objects.create(
        model=model._meta.label_lower, columns=columns, passed_over=passed_over, **values
    )
    lines = lines_of(made, table.rows, (KEY, ID, *_unique_columns(resource)))
    Line.objects.bulk_create(lines, batch_size=1000)
    return made


def lines_of(item: Import, rows: list[Row], unique: Iterable[str] = ()) -> list[Line]:
    """The rows as they wait to be checked, not saved; no two may be the same in a `unique` column."""
    lines = [_line(item, row) for row in rows]
    for name in unique:
        _refuse_twins(lines, name)
    for line in lines:
        line.outcome = Line.Outcome.BAD if line.flaws else ""
    return lines


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
    known = {*resource.fields, *(column.name for column in columns_of(resource._meta.model))}
    for heading in headings:
        if heading in ONLY_READ:
            passed_over[heading] = _("only for reading")
        elif heading not in known:
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
