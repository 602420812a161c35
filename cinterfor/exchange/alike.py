"""Rows that seem to be about records that are here already, though they do not name them."""

from django.db import models

from cinterfor.duplicates.finding import Facts, near
from cinterfor.duplicates.likeness import ALIKE
from cinterfor.duplicates.models import Why
from cinterfor.duplicates.names import names_in
from cinterfor.duplicates.registry import compared_of

from .models import Line
from .origins import Origin, number_of

#: So many are shown of the records that a row may be about.
SHOWN = 3


def look_for_numbers(model: type[models.Model], lines: list[Line]) -> None:
    """The record that came from another catalogue under the number of the row is the same: first of all."""
    known = Origin.objects.records(model, map(number_of, lines))
    for line in lines:
        key = known.get(number_of(line))
        line.near = [[key, Why.IDENTIFIER]] if key else []


def look_for_names(model: type[models.Model], lines: list[Line]) -> None:
    """Records with the same identifier, or of nearly the same name; `lines` have a state of their own."""
    compared = compared_of(model)
    if compared is None or not lines:
        return
    # What is asked about is no record yet: keys below zero are no record's.
    by_key = {-line.pk: line for line in lines}
    named = {key: names_in(compared, line.after["fields"].get) for key, line in by_key.items()}
    facts = {key: Facts.of(compared, named[key], line.after["fields"].get) for key, line in by_key.items()}
    for key, found in near(compared, named, facts).items():
        line = by_key[key]
        alike = [[item.record_id, item.why] for item in found if item.score >= ALIKE]
        known = [item[0] for item in line.near]
        line.near = (line.near + [item for item in alike if item[0] not in known])[:SHOWN]


def filled(base: dict, given: dict) -> dict:
    """The state with what is empty in it taken from another one."""
    fields = {
        name: given["fields"].get(name) if value in (None, "", []) else value
        for name, value in base["fields"].items()
    }
    relations = {name: keys or given["relations"].get(name, []) for name, keys in base["relations"].items()}
    return {"fields": fields, "relations": relations, "rows": dict(base["rows"])}


def near_of(line: Line) -> list[tuple[models.Model, str]]:
    """The records that a row may be about, and what says so in words."""
    if not line.near:
        return []
    found = line.record_model._base_manager.in_bulk([key for key, _why in line.near])
    return [(found[key], Why(why).label) for key, why in line.near if key in found]
