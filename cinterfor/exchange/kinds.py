"""What differs between imports of tables and those of translators' files: rights, words,
the check, and how they are written."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext

from cinterfor.desk.roles import may_publish
from cinterfor.history.differences import Difference, differences

from . import tables
from .cells import read
from .columns import closed_columns, resource_for
from .models import Import, Line
from .registry import Told, columns_of
from .table_checking import TableCheck
from .undoing import undo
from .writing import Step, carry_out


class ImportOfRecords:
    """How records that an import changes are compared and written, whatever file they came in."""

    item: Import

    def told(self) -> list:
        """What is to be said of the whole, besides the numbers."""
        return []

    def beside(self, line: Line) -> list:
        """What the row says besides the fields of its record."""
        return []

    def changes(self, line: Line) -> list[Difference]:
        return differences(line.record_model, line.before, line.after)

    def carry_out(self, user) -> Iterator[Step]:
        return carry_out(self.item, user)

    def undo(self, user) -> Iterator[Step]:
        return undo(self.item, user)


class TableImport(ImportOfRecords):
    """An import of a table: records of one model, by whoever may import them."""

    template = "admin/exchange/report.html"
    progress = gettext_lazy("%(done)s of %(total)s rows")

    def __init__(self, site, item: Import):
        self.item, self.admin = item, site.get_model_admin(item.record_model)

    @property
    def records(self) -> str:
        """What it is about."""
        return capfirst(self.item.record_model._meta.verbose_name_plural)

    def may_see(self, request) -> bool:
        return self.admin.has_import_permission(request)

    def may_write(self, request) -> bool:
        """Whether the account, perhaps another than the sender, may do all that the import does."""
        if self.item.at_once and not may_publish(request.user, self.item.record_model):
            return False
        adds = self.item.lines.filter(outcome=Line.Outcome.NEW).exists()
        if adds and not self.admin.has_add_permission(request):
            return False
        return not closed_columns(self.admin, request) & set(self.item.columns)

    def check(self, request) -> TableCheck:
        return TableCheck(self.item, resource_for(self.admin), self.admin.has_add_permission(request))

    def refused(self, form: str) -> HttpResponse:
        return tables.refused_rows(self.item, form, f"{self.item.record_model.record_type().path}-refused")

    def told(self) -> list[Told]:
        """What the columns that no field holds have to say of the whole."""
        columns = (
            column for column in columns_of(self.item.record_model) if column.name in self.item.columns
        )
        return [told for column in columns if (told := column.tell(self.item))]

    def beside(self, line: Line) -> list[tuple[str, str]]:
        """What the row says in columns that no field holds: their names, and the texts."""
        columns = columns_of(self.item.record_model)
        return [
            (column.label, read(line.cells[column.name])) for column in columns if line.cells.get(column.name)
        ]

    def button(self, good: int, bad: int) -> str:
        """All rows, or the good ones where some are bad."""
        if bad:
            told = ngettext("Import the %(count)s good row", "Import the %(count)s good rows", good)
        else:
            told = ngettext("Import %(count)s row", "Import %(count)s rows", good)
        return told % {"count": number_format(good)}


#: The classes for translators' files, which another app brings, by what stands for a model.
_others: dict[str, type] = {}


def register_translations(kind: type, model: str = "") -> None:
    _others[model] = kind


def kind_of(site, item: Import):
    return _others[item.model](site, item) if item.language else TableImport(site, item)
