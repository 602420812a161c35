"""The columns of a record type's tables: those of its form in the admin, under names that never change."""

from dataclasses import dataclass
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.files import FileField
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource

from cinterfor.desk.edition import WORKFLOW
from cinterfor.history.differences import label_of
from cinterfor.publishing.dates import PartialDateField
from cinterfor.publishing.richtext import TAGS, RichTextField

from .cells import Slugs, named_by, widget_of, word_for_empty
from .registry import columns_of

KEY = "slug"
#: Written beside the rows, for reading: passed over when they come back.
STATUS, REASON = "publication_status", "error"
ONLY_READ = (STATUS, REASON)
#: What the steps of publication write, and what only publishers may.
NOT_IN_TABLES = {*WORKFLOW, "assignee", "held_languages"}


class StateField(Field):
    """A column of a resource whose “instances” are states of records (history/state.py)."""

    @property
    def place(self) -> tuple[str, str]:
        field = self.widget.field
        return ("relations", field.name) if field.many_to_many else ("fields", field.attname)

    def get_value(self, instance):
        part, name = self.place
        return instance[part].get(name)

    def save(self, instance, row, is_m2m=False, **kwargs):
        part, name = self.place
        instance[part][name] = self.clean(row, **kwargs)


class RecordResource(ModelResource):
    """The records of a type as rows of texts."""

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        return StateField(field_name, field_name, widget_of(django_field), readonly=readonly)

    def cells_of(self, state: dict, slugs: Slugs) -> list[str]:
        """One row: the cells of a record's state, in the order of the columns."""
        return [self.fields[name].export(state, slugs=slugs) for name in self._meta.fields]

    def import_cells(self, state: dict, cells: dict[str, str], slugs: Slugs) -> dict[str, list[str]]:
        """Write the filled cells into the state; returns what is wrong with them, by column."""
        wrong = {}
        for name, cell in cells.items():
            field = self.fields[name]
            # What an export would print is what is there, also where it could not be typed today.
            if not cell.strip() or cell == field.export(state, slugs=slugs):
                continue
            try:
                self.import_field(field, state, {name: cell}, slugs=slugs)
            except ValidationError as error:
                wrong[name] = error.messages
        return wrong


@cache
def resource_of(model: type[models.Model], names: tuple[str, ...]) -> type[RecordResource]:
    options = {"model": model, "fields": names, "import_id_fields": (KEY,)}
    return type(f"{model.__name__}Resource", (RecordResource,), {"Meta": type("Meta", (), options)})


def column_names(model_admin) -> tuple[str, ...]:
    """The key, then what the record's form shows; uploads and the steps of publication left out."""
    fields = {field.name: field for field in (*model_admin.opts.fields, *model_admin.opts.many_to_many)}
    names = [KEY, *model_admin.named_fields()]
    return tuple(
        dict.fromkeys(
            name
            for name in names
            if name in fields
            and fields[name].editable
            and name not in NOT_IN_TABLES
            and not isinstance(fields[name], FileField)
            and _is_writable(fields[name])
        )
    )


def _is_writable(field: models.Field) -> bool:
    """Whether words can say it: what has no address of its own, such as an image, is chosen in the form."""
    return not field.is_relation or KEY in {other.name for other in field.related_model._meta.fields}


def resource_for(model_admin) -> RecordResource:
    return resource_of(model_admin.model, column_names(model_admin))()


def closed_columns(model_admin, request) -> set[str]:
    """Those that the account may not write, as in the record's form. The key only names the record."""
    closed = set(model_admin.get_readonly_fields(request)) - {KEY}
    if not model_admin.has_full_change_permission(request):
        closed |= {column.name for column in columns_of(model_admin.model)}
    return closed


@dataclass(frozen=True)
class Explained:
    """What the template says of a column."""

    name: str
    label: str
    holds: str
    choices: str = ""


def explained(resource: RecordResource) -> list[Explained]:
    """Each column in the editor's language."""
    fields = [
        Explained(name, _label(field.widget.field), _holds(name, field.widget.field), _choices(field))
        for name, field in ((name, resource.fields[name]) for name in resource._meta.fields)
    ]
    columns = columns_of(resource._meta.model)
    return fields + [Explained(column.name, str(column.label), str(column.holds)) for column in columns]


def _label(field: models.Field) -> str:
    label, language = label_of(field)
    return f"{label} [{language}]" if language else label


def _holds(name: str, field: models.Field) -> str:
    if name == KEY:
        return _(
            "Which record the row is about. An address that no record has makes a new record; left empty, "
            "a new record whose address is made from its name."
        )
    original = getattr(field, "translated_field", field)
    help_text = "" if isinstance(field, ArrayField) else str(original.help_text)
    told = [_kind(field, original), help_text]
    return " ".join(part for part in told if part)


def _kind(field: models.Field, original: models.Field) -> str:
    """What the cell may hold, by the kind of its field."""
    records = {"records": field.related_model._meta.verbose_name_plural} if field.is_relation else {}
    if field.many_to_many:
        return _("Addresses (slugs) among: %(records)s; with “;” between.") % records
    if field.is_relation and named_by(field.related_model) != KEY:
        return _("The title of one of: %(records)s.") % records
    if field.is_relation:
        return _("The address (slug) of one of: %(records)s.") % records
    told = {
        PartialDateField: "",
        ArrayField: _("Several texts, with “|” between."),
        RichTextField: _("Text; of HTML only: %(tags)s.") % {"tags": ", ".join(sorted(TAGS))},
        models.BooleanField: _("true or false."),
        models.DateField: _("A day: 2018-07-04."),
        models.TimeField: _("An hour of the day: 14:00."),
        models.IntegerField: _("A whole number."),
        (models.FloatField, models.DecimalField): _("A number."),
        models.URLField: _("An address that begins with https://."),
    }
    for kind, text in told.items():
        if isinstance(original, kind):
            return text
    if field.choices:
        return _("One of the values beside.")
    if field.max_length:
        return _("Text of at most %(count)d characters.") % {"count": field.max_length}
    return _("Text.")


def _choices(field: StateField) -> str:
    choices = field.widget.field.flatchoices if field.widget.field.choices else ()
    return "\n".join(f"{value} = {label}" for value, label in choices if value not in (None, ""))


def rules() -> list[str]:
    """How a table is read, for the head of its explanations."""
    return [
        _("Only filled cells change anything: an empty cell or a missing column leaves the field as it is."),
        _("To empty a field, write %(word)s in its cell.") % {"word": f"“{word_for_empty()}”"},
        _(
            "An apostrophe before =, +, - or @ keeps spreadsheets from reading a formula; "
            "it is no part of the text."
        ),
    ]
