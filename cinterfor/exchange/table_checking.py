"""What the rows of a table, or of references, would make of records."""

import itertools

from django.utils.text import slugify
from django.utils.translation import gettext as _

from cinterfor.history.state import fields_of
from cinterfor.publishing.models import Publication

from .alike import filled, look_for_names, look_for_numbers
from .bases import bases
from .cells import Slugs, read
from .checking import Check
from .columns import KEY, RecordResource
from .models import Import, Line
from .registry import columns_of
from .validating import as_record, complaints

Choice, Outcome = Line.Choice, Line.Outcome


class TableCheck(Check):
    """Looks at the rows of a table."""

    def __init__(self, item: Import, resource: RecordResource, may_add: bool):
        super().__init__(item)
        self.resource, self.may_add = resource, may_add
        self.model = resource._meta.model
        self.columns = columns_of(self.model)
        self.slugs = Slugs()

    def check(self, lines: list[Line]) -> None:
        look_for_numbers(self.model, [line for line in lines if line.choice != Choice.FILL])
        self._find_records(lines)
        self.taken = set(self.item.lines.exclude(slug="").values_list("slug", flat=True))
        for line in lines:
            line.remarks = {}
            self._check_line(line)
        good = [line for line in lines if not line.wrong]
        for column in self.columns:
            column.check(self.model, good)
        self._judge(lines)
        self.ask_database(self.model, lines)

    def _find_records(self, lines: list[Line]) -> None:
        """Which record each row is about, if it says so, and what the row builds on."""
        named = [line.slug for line in lines if KEY in line.cells]
        keys = dict(self.model._base_manager.filter(slug__in=named).values_list("slug", "pk"))
        for line in lines:
            line.record_id = keys.get(line.slug) or self._known(line)
        found = bases(self.model, {line.record_id for line in lines} - {None}, self.item.at_once)
        for line in lines:
            base = found.get(line.record_id)
            line.before, line.beside = (base.state, base.beside) if base else (None, False)
            line.record_id = line.record_id if base else None
            if base and KEY not in line.cells:
                line.slug = base.state["fields"]["slug"]

    def _known(self, line: Line) -> int | None:
        """The record that was chosen; of a table also the one that came from where the row says."""
        says_it = not self.item.source_format and KEY not in line.cells and line.choice != Choice.NEW
        return line.near[0][0] if line.near and (line.choice == Choice.FILL or says_it) else None

    def _check_line(self, line: Line) -> None:
        if line.before is None and not self.may_add:
            told = _("No record has this address, and your account may not add records.")
            line.outcome, line.wrong = Outcome.BAD, {KEY: [told]}
            return
        given = _copy(line.before) if line.before and line.choice != Choice.FILL else self._blank()
        cells = {
            name: cell for name, cell in line.cells.items() if name in self.resource.fields and name != KEY
        }
        line.wrong = self.resource.import_cells(given, cells, self.slugs)
        if self.item.source_format:
            self._leave_out(line)
        if line.before is None:
            self._name(line, given)
        line.after = filled(line.before, given) if line.before and line.choice == Choice.FILL else given
        if not line.wrong and line.after != line.before:
            line.wrong = complaints(self.record(self.model, line), line.after, line.before)

    def _leave_out(self, line: Line) -> None:
        """Nobody corrects the file of a catalogue: what may be empty stays so where it is wrong."""
        for name, told in list(line.wrong.items()):
            if self.resource.fields[name].widget.field.blank or name == "issued":
                left = _("“%(value)s” is left out: %(reason)s")
                value = read(line.cells[name])[:100]
                line.remarks[name] = [left % {"value": value, "reason": reason} for reason in told]
                del line.wrong[name]

    def _judge(self, lines: list[Line]) -> None:
        """What becomes of each row: also by what no state says, and by what is here already."""
        new = [line for line in lines if line.before is None and not line.wrong and line.choice != Choice.NEW]
        look_for_names(self.model, new)
        there = [line for line in lines if line.before]
        news = {key for column in self.columns for key in column.news(self.model, there) or ()}
        for line in lines:
            line.outcome = self._outcome(line, line.pk in news)

    def _outcome(self, line: Line, has_news: bool) -> str:
        if line.wrong:
            return Outcome.BAD
        if line.before is None:
            return Outcome.ALIKE if line.near and line.choice != Choice.NEW else Outcome.NEW
        return Outcome.CHANGED if has_news or line.after != line.before else Outcome.UNCHANGED

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
            line.slug = record.slug
            if self.item.source_format or line.choice == Choice.NEW:
                line.slug = self._numbered(record.slug)
            elif self._is_taken(record.slug, wish):
                told = _(
                    "There is a record with the address “%(slug)s” already. To change it write that here; "
                    "for a new record write another address."
                )
                line.wrong[KEY] = [told % {"slug": wish or record.slug}]
            self.taken.add(line.slug)
        state["fields"]["slug"] = line.slug

    def _is_taken(self, slug: str, wish: str) -> bool:
        """Whether the address that would be made is in use, here or further up in the file."""
        was_numbered = bool(wish) and slug.startswith(f"{wish}-")
        in_use = self.model._base_manager.filter(slug=slug).exists()
        return was_numbered or slug in self.taken or in_use

    def _numbered(self, slug: str) -> str:
        """The address, with a number behind it where one further up in the file has it."""
        kept = itertools.chain([slug], (f"{slug}-n{number}" for number in itertools.count(2)))
        return next(wish for wish in kept if wish not in self.taken)


def _copy(state: dict) -> dict:
    """The parts that cells may change, apart from the original."""
    return {
        "fields": dict(state["fields"]),
        "relations": dict(state["relations"]),
        "rows": state["rows"],
    }
