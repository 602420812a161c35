"""The facts of a record as texts of cells, and back (widgets of django-import-export).

Facts are those of a record's state (history/state.py). An empty cell says nothing; a word of EMPTY says
that there is nothing. Texts that a spreadsheet would take for a formula stand behind an apostrophe.
"""

import math
import re
from decimal import Decimal, InvalidOperation

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from cinterfor.formats.tables import safe
from cinterfor.history.state import as_json
from cinterfor.publishing.plaintext import writable

#: By language; each is read in every language.
EMPTY = {"es": "(vacío)", "pt": "(vazio)", "en": "(empty)"}
YES = {"true", "1", "sí", "si", "sim", "yes", "verdadero", "verdadeiro"}
NO = {"false", "0", "no", "não", "nao", "falso"}
ITEMS = re.compile(r"(?<!\\)\|")


def even(text: str) -> str:
    """The text with one kind of line break, and without what no file can hold."""
    return writable(text.replace("\r\n", "\n").replace("\r", "\n"))


def written(text: str) -> str:
    """The text as a cell: an apostrophe before what would be read as a formula, or as a word of EMPTY."""
    text = even(text)
    # One that is there already gets a second, so that `read` takes off what was put on.
    bare = text.lstrip("'")
    return f"'{text}" if says_empty(bare) or safe(bare) != bare else text


def read(cell: str) -> str:
    """The text of a cell; the inverse of `written`."""
    cell = even(cell)
    return cell[1:] if cell.startswith("'") and written(cell[1:]) == cell else cell


def word_for_empty() -> str:
    """In the reader's language, or in English."""
    return EMPTY.get(get_language(), EMPTY["en"])


def says_empty(cell: str) -> bool:
    return cell.strip().casefold() in EMPTY.values()


class CellWidget(Widget):
    """One value of a model's field."""

    def __init__(self, field: models.Field):
        super().__init__()
        self.field = field

    def render(self, value, obj=None, **kwargs) -> str:
        return "" if value is None else written(str(value))

    def clean(self, value, row=None, **kwargs):
        """The value for the record's state; ValidationError where the field cannot have it."""
        if says_empty(value):
            return self.emptied()
        return as_json(self.field.clean(self.parsed(read(value).strip()), None))

    def parsed(self, text: str):
        return text

    def emptied(self):
        nothing = None if self.field.null else ""
        return as_json(self.field.clean(nothing, None))


class NumberWidget(CellWidget):
    """A number, with a point or a comma before decimals; no spreadsheet takes one for a formula."""

    def render(self, value, obj=None, **kwargs) -> str:
        return "" if value is None else str(value)

    def parsed(self, text: str):
        number = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
        try:
            is_number = math.isfinite(Decimal(number))
        except (InvalidOperation, ValueError):
            is_number = False
        if not is_number:
            raise ValidationError(_("“%(value)s” is not a number.") % {"value": text})
        if isinstance(self.field, models.DecimalField):
            # With as many decimals as the database keeps, so that equal amounts look equal.
            return self._padded(Decimal(number))
        return number.removesuffix(".0") if isinstance(self.field, models.IntegerField) else number

    def _padded(self, number: Decimal):
        padded = f"{number:.{self.field.decimal_places}f}"
        return padded if Decimal(padded) == number else number


class BooleanWidget(CellWidget):
    """Yes or no, in any of the languages."""

    def render(self, value, obj=None, **kwargs) -> str:
        return "" if value is None else str(value).lower()

    def parsed(self, text: str):
        if text.casefold() in YES | NO:
            return text.casefold() in YES
        raise ValidationError(_("“%(value)s” is neither true nor false.") % {"value": text})

    def emptied(self):
        if not self.field.null:
            raise ValidationError(self.field.error_messages["null"])
        return None


class ChoiceWidget(CellWidget):
    """One of the values that the field may have: the value itself, or its name."""

    def parsed(self, text: str):
        named = {str(label).casefold(): value for value, label in self.field.flatchoices}
        values = {str(value) for value, _label in self.field.flatchoices}
        return text if text in values else named.get(text.casefold(), text)


class ListWidget(CellWidget):
    """Several texts, with `|` between."""

    def render(self, value, obj=None, **kwargs) -> str:
        return written(" | ".join(str(item).replace("|", r"\|") for item in value or ()))

    def parsed(self, text: str) -> list[str]:
        items = (item.strip().replace(r"\|", "|") for item in ITEMS.split(text))
        return [item for item in items if item]

    def emptied(self):
        return self.field.clean([], None)


def named_by(model: type[models.Model]) -> str:
    """The field that names a record in cells: its address, unless the model says another."""
    return getattr(model, "named_by", "slug")


class Slugs:
    """The addresses (slugs) of related records, or what else names them; each model is asked once."""

    def __init__(self):
        self._known: dict[type, tuple[dict[str, int], dict[int, str]]] = {}

    def of(self, model: type[models.Model]) -> tuple[dict[str, int], dict[int, str]]:
        if model not in self._known:
            pairs = list(model._base_manager.values_list(named_by(model), "pk"))
            self._known[model] = dict(pairs), {key: slug for slug, key in pairs}
        return self._known[model]

    def key(self, model: type[models.Model], slug: str) -> int:
        found = self.of(model)[0].get(slug)
        if found is None:
            told = _("“%(slug)s” is no address among: %(records)s. Records that are new must be there first.")
            if named_by(model) != "slug":
                told = _("“%(slug)s” is not among: %(records)s. What is new must be added there first.")
            values = {"slug": slug, "records": capfirst(model._meta.verbose_name_plural)}
            raise ValidationError(told % values)
        return found

    def slug(self, model: type[models.Model], key: int) -> str:
        return self.of(model)[1].get(key, "")


class RelatedWidget(CellWidget):
    """Another record, by its address."""

    def render(self, value, obj=None, slugs=None, **kwargs) -> str:
        return written(slugs.slug(self.field.related_model, value)) if value else ""

    def clean(self, value, row=None, slugs=None, **kwargs):
        if not says_empty(value):
            return slugs.key(self.field.related_model, read(value).strip())
        if not self.field.null:
            raise ValidationError(self.field.error_messages["null"])
        return None


class SeveralRelatedWidget(CellWidget):
    """Other records, by their addresses, with `;` between."""

    def render(self, value, obj=None, slugs=None, **kwargs) -> str:
        return "; ".join(sorted(slugs.slug(self.field.related_model, key) for key in value or ()))

    def clean(self, value, row=None, slugs=None, **kwargs):
        if says_empty(value):
            return []
        named = {slug.strip() for slug in value.split(";") if slug.strip()}
        return sorted(slugs.key(self.field.related_model, slug) for slug in sorted(named))


def widget_of(field: models.Field) -> CellWidget:
    """How a model's field is written in cells."""
    if field.many_to_many:
        return SeveralRelatedWidget(field)
    if field.is_relation:
        return RelatedWidget(field)
    if isinstance(field, ArrayField):
        return ListWidget(field)
    if field.choices:
        return ChoiceWidget(field)
    if isinstance(field, models.BooleanField):
        return BooleanWidget(field)
    if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField):
        return NumberWidget(field)
    return CellWidget(field)
