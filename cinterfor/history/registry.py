"""Of which models every change is kept: the record types, and what apps name besides."""

from functools import cache
from typing import NamedTuple

from django.apps import apps

from cinterfor.publishing.registry import record_types


class Kept(NamedTuple):
    """A model with history, and the reverse names of the rows that belong to each of its records."""

    model: type
    rows: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """`network.institution`: by this the history knows the model."""
        return self.model._meta.label_lower


_plain: list[Kept] = []


def keep(model: type, *rows: str) -> None:
    """Keep the changes of a model that is no record type."""
    _plain.append(Kept(model, rows))


@cache
def kept_models() -> dict[type, Kept]:
    records = [Kept(record_type.model, record_type.rows) for record_type in record_types()]
    return {item.model: item for item in (*records, *_plain)}


@cache
def owners() -> dict[type, str]:
    """By the model of rows: the name of the field that points to the record that they belong to."""
    return {
        item.model._meta.get_field(name).related_model: item.model._meta.get_field(name).field.name
        for item in kept_models().values()
        for name in item.rows
    }


def model_of(label: str) -> type:
    return apps.get_model(label)
