"""Keys and checks that a form judges by what it has read, where it can; the database judges in any case."""

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q


class ForeignKey(models.ForeignKey):
    """A key to another row; where that row was just read, validation does not look for it again."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs

    def validate(self, value, model_instance):
        if self.get_cached_value(model_instance, default=None) is None:
            super().validate(value, model_instance)


class CheckConstraint(models.CheckConstraint):
    """A check; where it is met because a field is filled or empty, validation need not ask the database.

    `at` is the field at which forms say what is wrong; else they say it above all fields.
    """

    def __init__(self, *, at: str = "", **options):
        super().__init__(**options)
        self.at = at

    def clone(self):
        copy = super().clone()
        copy.at = self.at
        return copy

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        if is_surely_met(self.condition, instance):
            return
        try:
            super().validate(model, instance, exclude, using)
        except ValidationError as error:
            raise ValidationError({self.at: error} if self.at else error) from error


def is_surely_met(condition: Q, instance: models.Model) -> bool:
    """Whether the values of the record meet the condition, as far as one sees without computing anything."""
    if condition.negated or condition.connector == Q.XOR:
        return False
    met = (
        is_surely_met(child, instance) if isinstance(child, Q) else _is_met(*child, instance)
        for child in condition.children
    )
    return any(met) if condition.connector == Q.OR else all(met)


def _is_met(lookup: str, wanted, instance: models.Model) -> bool:
    name, _, kind = lookup.partition("__")
    field = instance._meta.get_field(name)
    if field.generated or kind not in ("", "isnull"):
        return False
    value = getattr(instance, field.attname)
    if kind == "isnull":
        return (value is None) == wanted
    return value == wanted and (wanted is None or isinstance(wanted, str | bool))
