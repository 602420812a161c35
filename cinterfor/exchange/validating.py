"""What the form of a record would say of a state that no form has seen."""

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from cinterfor.history.state import as_python, fields_of, plain_translated, stored_fields
from cinterfor.publishing.languages import LANGUAGES


def as_record(model: type[models.Model], key: int | None, state: dict) -> models.Model:
    """The record with this state, not saved."""
    record = model(pk=key)
    record._state.adding = key is None
    for field in stored_fields(model):
        value = state["fields"].get(field.attname)
        setattr(record, field.attname, value if value is None else as_python(field, value))
    return record


def as_row(relation, key: int, owner: int, values: dict) -> models.Model:
    """A row that belongs to a record, not saved."""
    row = relation.related_model(pk=key)
    setattr(row, relation.field.attname, owner)
    for field in stored_fields(relation.related_model):
        if field.attname in values and field.attname != relation.field.attname:
            value = values[field.attname]
            setattr(row, field.attname, value if value is None else as_python(field, value))
    return row


def complaints(record: models.Model, state: dict, before: dict | None) -> dict[str, list[str]]:
    """What is wrong with the record in itself, by field; the state becomes what the database will hold.

    Of a record that is there, fields that stay as they are are not judged anew.
    """
    model = type(record)
    related = {field.name for field in stored_fields(model) if field.is_relation}
    wrong: dict[str, list[str]] = {}
    _collect(wrong, lambda: record.clean_fields(exclude=_settled(model, state, before) | related))
    _collect(wrong, record.clean)
    for name in _lacking(model, state):
        told = wrong.setdefault(f"{name}_{LANGUAGES[0]}", [])
        told.append(_("Fill this in, in at least one language."))
    state["fields"] = fields_of(record)
    return wrong


def conflicts(record: models.Model, state: dict, before: dict | None) -> dict[str, list[str]]:
    """What the database would refuse, in words: constraints, and values that another record has."""
    model = type(record)
    wrong: dict[str, list[str]] = {}
    _collect(wrong, lambda: record.validate_unique(exclude=_settled(model, state, before)))
    _collect(wrong, lambda: record.validate_constraints(exclude=set(plain_translated(model))))
    return wrong


def are_accepted(model: type[models.Model], records: list[models.Model]) -> bool:
    """Whether the database takes the records, all together; nothing of them stays."""
    # Django's own query set: addresses, search and history hear nothing of it.
    plain = models.QuerySet(model)
    names = [field.name for field in stored_fields(model)]
    try:
        with transaction.atomic():
            plain.bulk_create([record for record in records if record.pk is None])
            known = [record for record in records if record.pk is not None]
            plain.bulk_create(known, update_conflicts=True, unique_fields=["id"], update_fields=names)
            transaction.set_rollback(True)
    except (IntegrityError, DataError):
        return False
    return True


def _settled(model, state: dict, before: dict | None) -> set[str]:
    """Fields that need no judgement: those that stay as they are, and the plain ones of translated texts,
    which hold whatever language wrote them last.
    """
    unchanged = (
        field.name
        for field in stored_fields(model)
        if before and state["fields"].get(field.attname) == before["fields"].get(field.attname)
    )
    return {*unchanged, *plain_translated(model)}


def _collect(wrong: dict[str, list[str]], judge: Callable) -> None:
    try:
        judge()
    except ValidationError as error:
        told = getattr(error, "error_dict", {NON_FIELD_ERRORS: error})
        for name, errors in told.items():
            known = wrong.setdefault("" if name == NON_FIELD_ERRORS else name, [])
            known += [text for text in ValidationError(errors).messages if text not in known]


def _lacking(model, state: dict) -> list[str]:
    """Texts that the record must have in some language, and has in none."""
    return [
        name
        for name in sorted(plain_translated(model))
        if not model._meta.get_field(name).blank
        and not any(state["fields"].get(f"{name}_{code}") for code in LANGUAGES)
    ]
