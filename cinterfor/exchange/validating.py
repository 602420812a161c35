"""What the form of a record would say of a state that no form has seen."""

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
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


def complaints(model: type[models.Model], key: int | None, state: dict, before: dict | None) -> dict:
    """What is wrong, by field (“” for the whole); the state becomes what the database will hold.

    Of a record that is there, fields that stay as they are are not judged anew.
    """
    record = as_record(model, key, state)
    unchanged = _unchanged(model, state, before) if before else set()
    # The plain column of a translated field holds whatever language wrote it last.
    apart = set(plain_translated(model))
    related = {field.name for field in stored_fields(model) if field.is_relation}
    wrong: dict[str, list[str]] = {}
    _collect(wrong, lambda: record.clean_fields(exclude=unchanged | apart | related))
    _collect(wrong, record.clean)
    _collect(wrong, lambda: record.validate_unique(exclude=unchanged | apart))
    _collect(wrong, lambda: record.validate_constraints(exclude=apart))
    for name in _lacking(model, state):
        told = wrong.setdefault(f"{name}_{LANGUAGES[0]}", [])
        told.append(_("Fill this in, in at least one language."))
    state["fields"] = fields_of(record)
    return wrong


def _unchanged(model, state: dict, before: dict) -> set[str]:
    return {
        field.name
        for field in stored_fields(model)
        if state["fields"].get(field.attname) == before["fields"].get(field.attname)
    }


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
