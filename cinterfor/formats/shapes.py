"""The shape of what columns give, as JSON Schema (2020-12): from the field of their name, or as told."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from cinterfor.publishing.dates import PATTERN, PartialDateField

COMPONENTS = "#/components/schemas/"
#: A text in the languages in which it is written, or in one of them where one was asked for.
TEXTS = {"$ref": f"{COMPONENTS}TranslatedText"}
TEXT, BOOLEAN, COUNT = {"type": "string"}, {"type": "boolean"}, {"type": "integer", "minimum": 0}
PARTIAL_DATE = {"type": "string", "pattern": PATTERN, "examples": ["2018", "2018-07", "2018-07-04"]}
DAY = {"type": "string", "format": "date"}
#: With the offset from universal time (RFC 3339).
MOMENT = {"type": "string", "format": "date-time"}
#: What a record is called in addresses.
KEY = {"type": "string", "minLength": 1}

#: The first that a field is an instance of.
PLAIN = (
    (PartialDateField, PARTIAL_DATE),
    (models.BooleanField, BOOLEAN),
    ((models.PositiveIntegerField, models.PositiveSmallIntegerField), COUNT),
    (models.IntegerField, {"type": "integer"}),
    (models.FloatField, {"type": "number"}),
    (models.DecimalField, {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}),
    (models.DateTimeField, MOMENT),
    (models.DateField, DAY),
    (models.CharField, TEXT),
    (models.TextField, TEXT),
)


def or_null(shape: dict) -> dict:
    """The shape, or nothing where nothing is known."""
    if "type" not in shape:
        return {"anyOf": [shape, {"type": "null"}]}
    kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    found = shape | {"type": [*dict.fromkeys([*kinds, "null"])]}
    return found | {"enum": [*shape["enum"], None]} if "enum" in shape else found


def one_of(choices, *others) -> dict:
    """One of the values of a TextChoices, or of others."""
    return {"type": "string", "enum": [*(str(value) for value, _label in choices), *others]}


def listed(shape: dict) -> dict:
    return {"type": "array", "items": shape}


def rows(optional=(), **fields: dict) -> dict:
    """Rows that belong to the record, each with these fields."""
    required = [name for name in fields if name not in optional]
    return listed({"type": "object", "properties": fields, "required": required})


def shape_of(model, column) -> dict:
    """What a column of a record of the model gives; {} is anything, where nobody says more."""
    if column.translated:
        return TEXTS
    if column.shape is not None:
        return column.shape
    try:
        field = model._meta.get_field(column.name)
    except FieldDoesNotExist:
        return {}
    return _of_field(field)


def _of_field(field) -> dict:
    if field.many_to_many or field.one_to_many:
        return listed(KEY)
    if field.is_relation:
        return or_null(KEY)
    if isinstance(field, ArrayField):
        return listed(_of_field(field.base_field))
    found = _with_choices(field) or next((shape for kind, shape in PLAIN if isinstance(field, kind)), {})
    return or_null(found) if field.null and found else found


def _with_choices(field) -> dict | None:
    if not field.choices:
        return None
    empty = [""] if field.blank and not field.null else []
    return one_of(field.flatchoices, *empty)
