"""Form fields whose values are rows of other lists: found by typing, and looked up once."""

from collections import defaultdict

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError


def are_keys(model, texts) -> bool:
    """Whether rows of the model could have these keys."""
    try:
        return all(model._meta.pk.to_python(text) is not None for text in texts)
    except ValidationError:
        return False


class ReadsKnownKeys:
    """Shows the chosen rows again after a refused form, and passes over what is no key at all."""

    def optgroups(self, name, value, attr=None):
        model = self.field.remote_field.model
        return super().optgroups(name, [text for text in value if are_keys(model, [text])], attr)


class FoundByTyping(ReadsKnownKeys, AutocompleteSelect):
    """One row of another list, found by typing."""


class SeveralFoundByTyping(ReadsKnownKeys, AutocompleteSelectMultiple):
    """Rows of another list, found by typing."""


class ChosenRow(forms.ModelChoiceField):
    """One row of another list; a row that was just read for the whole form is not read again."""

    #: By key as it is written in forms.
    known: dict = {}

    def is_to_read(self, key) -> bool:
        return not self.known and are_keys(self.queryset.model, [key])

    def to_python(self, value):
        return self.known.get(str(value)) or super().to_python(value)


class ChosenRows(forms.ModelMultipleChoiceField):
    """Rows of another list; those that the record is related to already need no look at the database."""

    def _clean_bound_field(self, bound):
        if bound.data and not self.has_changed(bound.initial, bound.data):
            return bound.initial
        return super()._clean_bound_field(bound)


class ChosenByTyping:
    """Admin forms whose related rows are found by typing."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", FoundByTyping(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, form_class=ChosenRow, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            widget = SeveralFoundByTyping(db_field, self.admin_site, using=kwargs.get("using"))
            kwargs.setdefault("widget", widget)
        return super().formfield_for_manytomany(db_field, request, form_class=ChosenRows, **kwargs)


def look_up_once(forms) -> None:
    """Read what the rows of one record point to, of each field in one statement for all rows."""
    asked = defaultdict(list)
    for form in forms:
        for name, field in form.fields.items():
            if isinstance(field, ChosenRow) and field.is_to_read(form[name].data):
                asked[name].append((field, form[name].data))
    for chosen in asked.values():
        queryset = chosen[0][0].queryset
        records = queryset.in_bulk({key for _field, key in chosen})
        for field, _key in chosen:
            field.known = {str(key): record for key, record in records.items()}
