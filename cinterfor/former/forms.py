"""Where an address leads: a record found by typing, or the address of any page here."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.desk.editing import PlainErrorsForm
from cinterfor.publishing.models import FormerAddress
from cinterfor.publishing.permalinks import record_at
from cinterfor.publishing.registry import get_type

from .remembering import Target, named_by, read_target


class RecordByTyping(AutocompleteSelect):
    """A record of any type by its permalink, found as in the link dialog of the text editor."""

    def get_url(self):
        return reverse("admin:records_to_link")

    def optgroups(self, name, value, attr=None):
        """The chosen record alone: others are asked for while one types."""
        chosen = next(iter(value), "") or ""
        options = [self.create_option(name, "", "", not chosen, 0)]
        if chosen:
            options.append(self.create_option(name, chosen, title_at(chosen), True, 1))
        return [(None, options, 0)]


def title_at(permalink: str) -> str:
    """The name of the record with the permalink; the permalink itself where it has none."""
    found = record_at(permalink)
    record = get_type(found[0]).model.objects.filter(slug=found[1]).first() if found else None
    return str(record) if record else permalink


class FormerAddressForm(PlainErrorsForm):
    record = forms.CharField(
        label=gettext_lazy("Record"),
        required=False,
        help_text=gettext_lazy("Type a name or an acronym and choose."),
    )
    page = forms.CharField(
        label=gettext_lazy("Page, list or record by its address"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Or paste an address of this portal, such as /es/paises/ or that of a record."
        ),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    class Meta:
        model = FormerAddress
        fields = ("path", "host")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        row = self.instance
        if row.record_type and get_type(row.record_type):
            self.initial.setdefault("record", reverse("permalink", args=[row.record_type, row.slug]))
        self.initial.setdefault("page", row.target)

    def clean_path(self):
        """A whole address gives the path, and its host where that had pages of its own."""
        # What the field of the table has made of it is not what was typed.
        typed = self.data.get(self.add_prefix("path"), "")
        if not typed.strip().startswith(("/", "http://", "https://")):
            return self.cleaned_data["path"]
        try:
            self.named = named_by(typed)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return self.named.path

    def clean_host(self):
        typed = self.cleaned_data["host"].lower()
        return typed or (self.named.host if hasattr(self, "named") else "")

    def clean(self):
        cleaned = super().clean()
        record, page = cleaned.get("record"), cleaned.get("page")
        if bool(record) == bool(page):
            told = _("Give either a record or an address.") if record else _("Say where it leads.")
            self.add_error("page" if record else "record", told)
            return cleaned
        name = "record" if record else "page"
        try:
            target = read_target(record or page)
        except ValueError as error:
            self.add_error(name, str(error))
            return cleaned
        self._take(target)
        return cleaned

    def _take(self, target: Target) -> None:
        for name, value in target.columns.items():
            setattr(self.instance, name, value)
