"""What each form and field of the admin is for, in a sentence that needs no other page.

Each app tells it for its own models in its `explanations.py`; a help text of the model itself comes first.
"""

_kinds: dict[type, str] = {}
_fields: dict[type, dict[str, str]] = {}


def explain(model: type, kind: str, /, **fields: str) -> None:
    """Say what a record of the model is, and what goes into its fields (translated ones without language)."""
    _kinds[model] = kind
    _fields[model] = fields


def kind_of(model: type) -> str:
    """The sentence above the form; empty where there is none."""
    return _kinds.get(model, "")


def help_for(db_field) -> str:
    """What goes into the field: of its model, or of the abstract ones that it builds on."""
    name = getattr(db_field, "translated_field", db_field).name
    found = (_fields[model][name] for model in db_field.model.__mro__ if name in _fields.get(model, ()))
    return next(found, "")


class Explained:
    """Admin forms whose fields say what goes into them."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and not field.help_text:
            field.help_text = help_for(db_field)
        return field
