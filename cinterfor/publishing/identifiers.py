"""Identifiers that other catalogues know too: kept in one form, however they are typed or pasted."""

from collections.abc import Callable

from django.db import models

#: A whole address may be pasted, longer than the identifier in it.
LONGEST_PASTED = 500


class IdentifierField(models.CharField):
    """A column for an identifier. `normal` gives its one form, and what it does not know as it is.

    The validators judge that form, so that a whole address is taken wherever the identifier would be.
    """

    def __init__(self, *args, normal: Callable[[str], str] = str.strip, **kwargs):
        super().__init__(*args, **kwargs)
        self.normal = normal

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def to_python(self, value):
        value = super().to_python(value)
        return self.normal(value.strip()) if value else value

    def formfield(self, **kwargs):
        return super().formfield(**{**kwargs, "max_length": LONGEST_PASTED})
