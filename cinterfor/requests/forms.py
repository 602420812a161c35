"""The public forms: one for each kind of request, made from what is asked for in askings.py."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy, ngettext, override
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.open_forms import OpenForm
from cinterfor.publishing.registry import get_type
from knowledge.models import Theme
from network.models import Country, Institution

from .askings import Asking
from .models import MOST_IN_TEXT, Request

LINE_BREAKERS = {"Cc", "Zl", "Zp"}


def one_line(text: str) -> None:
    """Refuse line breaks and other control characters: the text may stand in the head of a mail."""
    if any(unicodedata.category(character) in LINE_BREAKERS for character in text.replace("\x00", "")):
        raise ValidationError(_("Write it on one line, without control characters."))


def own_path(page: str) -> str:
    """A path of this site; the root where the text is anything else."""
    written_well = page.startswith("/") and page.isprintable()
    return page[:500] if written_well and url_has_allowed_host_and_scheme(page, allowed_hosts=None) else "/"


def record_at(page: str) -> tuple[str, str] | None:
    """The type and slug of the record whose page has this path; None for any other page."""
    language = page.split("/")[1] if page.startswith("/") else ""
    if language not in LANGUAGES:
        return None
    with override(language):
        try:
            found = resolve(page.partition("?")[0])
        except Resolver404:
            return None
    type_name, _underscore, view = (found.url_name or "").rpartition("_")
    return (type_name, found.kwargs["slug"]) if view == "detail" and get_type(type_name) else None


def record_of(reference: str):
    """The public record of a reference such as `product/una-obra`; None where there is none."""
    type_name, _slash, slug = reference.partition("/")
    record_type = get_type(type_name)
    if record_type is None or not slug.isprintable():
        return None
    return record_type.model.objects.published().filter(slug=slug).first()


class Slugged(forms.ModelChoiceField):
    """A public record by its slug, and by no text that PostgreSQL would refuse to look for."""

    def __init__(self, model, **kwargs):
        self.model = model
        super().__init__(model.objects.none(), to_field_name="slug", **kwargs)

    def to_python(self, value):
        if value and not str(value).isprintable():
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)

    def label_from_instance(self, record):
        return str(getattr(record, "label", record))


class Lines(forms.CharField):
    """Text of several lines; a line break counts once, as it does in the browser."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def widget_attrs(self, widget):
        # At `maxlength` browsers cut what is pasted without a word; the answer of the form says it.
        attrs = super().widget_attrs(widget)
        return {name: value for name, value in attrs.items() if name != "maxlength"}


#: What a kind of request may ask for or not.
CHOSEN = ("name", "email", "organisation_name", "country", "theme", "institution", "language")


class RequestForm(OpenForm, forms.ModelForm):
    """One request."""

    country = Slugged(Country, label=gettext_lazy("Country"), required=False)
    theme = Slugged(Theme, label=gettext_lazy("Theme"), required=False)
    institution = Slugged(Institution, label=gettext_lazy("Institution"), required=False)
    message = Lines(max_length=MOST_IN_TEXT, widget=forms.Textarea(attrs={"rows": 8}))
    page = forms.CharField(required=False, widget=forms.HiddenInput())
    record = forms.CharField(required=False, widget=forms.HiddenInput())

    class Meta:
        model = Request
        fields = (
            "name",
            "email",
            "organisation_name",
            "country",
            "theme",
            "institution",
            "message",
            "language",
            "page",
        )
        labels = {
            "name": gettext_lazy("Your name"),
            "email": gettext_lazy("Your e-mail"),
            "organisation_name": gettext_lazy("Your institution"),
            "language": gettext_lazy("Language of the answer"),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "organisation_name": forms.TextInput(attrs={"autocomplete": "organization"}),
        }

    def __init__(self, asking: Asking, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.asking, self.instance.kind, self.instance.language = asking, asking.kind, get_language()
        for name in CHOSEN:
            if name in asking.fields:
                self._ask(name)
            else:
                del self.fields[name]
        if "name" not in asking.fields:
            self.order_fields(["message", "email"])
        self.initial["language"] = get_language()
        self._describe()

    def _ask(self, name: str) -> None:
        field = self.fields[name]
        field.required = name in self.asking.required
        if isinstance(field, Slugged):
            field.queryset = field.model.objects.published().in_order()
            field.empty_label = _("Choose one") if field.required else _("None chosen")
        else:
            field.validators.append(one_line)
        if not field.required:
            # Translators: the label of a field that may stay empty.
            field.label = _("%(label)s (optional)") % {"label": field.label}

    def _describe(self) -> None:
        most = ngettext("At most %(count)d character.", "At most %(count)d characters.", MOST_IN_TEXT)
        told = (str(self.asking.message_help), most % {"count": MOST_IN_TEXT})
        self.fields["message"].label = self.asking.message
        self.fields["message"].help_text = " ".join(filter(None, told))
        if "email" in self.fields:
            self.fields["email"].help_text = _("Only to answer you about this request.")
        if "institution" in self.fields and "institution" not in self.asking.required:
            self.fields["institution"].help_text = _("If you have one in mind that could help.")

    def clean_page(self):
        return own_path(self.cleaned_data["page"])

    def clean_record(self):
        return record_of(self.cleaned_data["record"])

    def made(self) -> Request:
        """The request as the form has it, not stored."""
        if about := self.cleaned_data["record"]:
            self.instance.record_type, self.instance.record_slug = about.record_type().name, about.slug
        self.instance.key = self.key
        return self.instance
