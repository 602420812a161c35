"""Moving what points to one record to another: rows, sets of records, addresses, pending versions."""

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cinterfor.history.registry import kept_models, owners
from cinterfor.history.state import fields_of
from cinterfor.publishing.models import Address, Record

from .relations import own_sets, pointing_rows, set_rows, unique_sets

#: What a row says of its place among others, not of the thing.
PLACES = {"position"}


class Moved(NamedTuple):
    """What points to a record in one way: so many will point to the kept one, so many did already."""

    model: type[models.Model]
    label: str
    moved: int
    there: int


class Refusal(NamedTuple):
    """Why two records cannot be made one, and what it is about, where that has a page to be changed on."""

    told: str
    about: models.Model | None = None


class Without(NamedTuple):
    """A row of a model without history that was moved: nothing else remembers where it was."""

    model: str
    field: str
    key: int


@dataclass
class Move:
    """From one record to another: what stands against it, and what only this remembers."""

    lost: models.Model
    kept: models.Model
    refusals: list[Refusal] = dataclass_field(default_factory=list)
    without_history: list[Without] = dataclass_field(default_factory=list)

    def rows(self, relation, printed_in: str = "") -> Moved:
        """Give the rows to the kept record; one that it has is dropped where nothing is lost by that."""
        field, model = relation.field, relation.related_model
        moved = there = 0
        for row in model._base_manager.filter(**{field.name: self.lost.pk}).order_by("pk"):
            twin = _twin(row, field, self.kept) or self._row(row, field, printed_in)
            moved += twin is None
            there += twin is not None and self._join(row, twin, field)
        return Moved(model, _label(model, field), moved, there)

    def _row(self, row, field, printed_in: str):
        """Move the row; where the database refuses, the row of the kept record that it can be joined with."""
        setattr(row, field.name, self.kept)
        if printed_in and not getattr(row, printed_in) and str(self.lost) != str(self.kept):
            setattr(row, printed_in, str(self.lost))
        try:
            if isinstance(row, type(self.kept)):
                row.clean()
            with transaction.atomic():
                row.save()
        except (IntegrityError, ValidationError) as error:
            rows = type(row)._base_manager.filter(**{field.name: self.kept.pk}).order_by("pk")
            twin = next((other for other in rows if not _joined(row, other, field)[1]), None)
            if twin is None:
                self.refusals.append(Refusal(f"{row}: {in_words(type(row), error)}", row))
            return twin or row
        if type(row) not in kept_models() and type(row) not in owners():
            self.without_history.append(Without(row._meta.label_lower, field.name, row.pk))
        return None

    def _join(self, row, twin, field) -> bool:
        """Drop the row after its twin has taken in what it alone says, and what points to it."""
        if row.pk == twin.pk:  # refused before
            return False
        values, differ = _joined(row, twin, field)
        if differ:
            names = ", ".join(capfirst(str(_column(row, name).verbose_name)) for name in differ)
            told = _("Both have “%(row)s”, but with different facts: %(fields)s. Make them the same first.")
            self.refusals.append(Refusal(told % {"row": twin, "fields": names}, twin))
            return False
        for relation in pointing_rows(type(row)):
            Move(row, twin, self.refusals, self.without_history).rows(relation)
        row.delete()
        for name, value in values.items():
            column = _column(twin, name)
            setattr(twin, name, value if column.is_relation else column.to_python(value))
        if values:
            twin.save()
        return True


def _label(model, field) -> str:
    # Translators: records of one kind, and the field by which they point to another record.
    return _("%(records)s: %(field)s") % {
        "records": capfirst(model._meta.verbose_name_plural),
        "field": field.verbose_name,
    }


def _twin(row, field, kept):
    """The row of the kept record that says the same, or that this one cannot stand beside."""
    rows = type(row)._base_manager.filter(**{field.name: kept.pk}).order_by("pk")
    for names in unique_sets(type(row), field.name):
        values = {name: getattr(row, row._meta.get_field(name).attname) for name in names}
        if None not in values.values() and (found := rows.filter(**values).first()):
            return found
    if owners().get(type(row)) != field.name:
        return None
    content = _content(row, field)
    return next((other for other in rows if _content(other, field) == content), None)


def _content(row, field) -> dict:
    return {name: value for name, value in fields_of(row, without=field.name).items() if name not in PLACES}


def _joined(row, twin, field) -> tuple[dict, list[str]]:
    """What the twin would take in from the row, and the columns in which the two disagree.

    A model names in `noted` what the portal notes for itself, such as when a mail went out: either will do.
    """
    taken, differ = {}, []
    noted = getattr(row, "noted", ())
    mine = _content(twin, field)
    for name, value in _content(row, field).items():
        if value == mine[name] or value in (None, "", []):
            continue
        if mine[name] in (None, ""):
            taken[name] = value
        elif isinstance(value, list):
            taken[name] = list(dict.fromkeys([*mine[name], *value]))
        elif name not in noted:
            differ.append(name)
    return taken, differ


def _column(row, attname: str):
    return next(field for field in row._meta.concrete_fields if field.attname == attname)


def move_set(relation, lost, kept) -> Moved:
    """Put the kept record in the place of the lost one in the sets of other records."""
    field = relation.field
    own, other = f"{field.m2m_reverse_field_name()}_id", f"{field.m2m_field_name()}_id"
    rows = set_rows(field)
    holders = set(rows.filter(**{own: lost.pk}).values_list(other, flat=True))
    there = set(rows.filter(**{own: kept.pk}).values_list(other, flat=True))
    if relation.hidden:
        for holder in relation.related_model._base_manager.filter(pk__in=holders).order_by("pk"):
            getattr(holder, field.name).add(kept.pk)
            getattr(holder, field.name).remove(lost.pk)
    else:
        accessor = relation.get_accessor_name()
        getattr(kept, accessor).add(*holders)
        getattr(lost, accessor).clear()
    model = relation.related_model
    return Moved(model, _label(model, field), len(holders - there), len(holders & there))


def unite_own_sets(lost, kept) -> list[Moved]:
    """The kept record is related to all that either was related to."""
    found = []
    for field in own_sets(type(kept)):
        theirs = set(getattr(lost, field.name).values_list("pk", flat=True))
        there = set(getattr(kept, field.name).values_list("pk", flat=True))
        getattr(kept, field.name).add(*theirs)
        label = capfirst(str(field.verbose_name))
        found.append(Moved(field.related_model, label, len(theirs - there), len(theirs & there)))
    return found


def give_addresses(lost, kept) -> list[str]:
    """The addresses at which readers could find the lost record; they lead to the kept one from now on."""
    if not isinstance(lost, Record):
        return []
    own = Address.objects.filter(record_type=type(lost).record_type().name, record_id=lost.pk)
    slugs = list(own.order_by("slug").values_list("slug", flat=True))
    own.mark_gone()
    own.update(record_id=kept.pk)
    return slugs


def in_words(model, error: IntegrityError | ValidationError) -> str:
    """Why the database, or the model itself, refuses to store a row so."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    known = {item.name: item for item in model._meta.constraints}
    if name in known:
        return str(known[name].get_violation_error_message())
    return _("The database refuses it: %(constraint)s.") % {"constraint": name or error}
