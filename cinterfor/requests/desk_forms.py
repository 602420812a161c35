"""The forms of the staff on the page of one request."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.desk.choosing import ChosenRow, FoundByTyping
from cinterfor.desk.explaining import help_for

from . import letters
from .models import MOST_IN_TEXT, Request, Status

BIG = {"rows": 10, "cols": 70, "class": "vLargeTextField"}


def found_by_typing(name: str, **kwargs) -> forms.Field:
    """The field of a request that points to a record, which is found by typing."""
    field = Request._meta.get_field(name)
    widget = FoundByTyping(field, admin.site)
    return ChosenRow(
        field.remote_field.model.objects.all(),
        widget=widget,
        label=capfirst(field.verbose_name),
        help_text=help_for(field),
        required=False,
        **kwargs,
    )


class CareForm(forms.ModelForm):
    """Who sees to a request, and what is known of it by now."""

    class Meta:
        model = Request
        fields = ("assignee", "organisation", "country", "theme", "institution", "partner")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="care_%s", **kwargs)
        for name in ("organisation", "country", "theme", "institution", "partner"):
            self.fields[name] = found_by_typing(name)
        self.fields["assignee"].queryset = (
            get_user_model()
            .objects.with_perm("requests.change_request", backend="django.contrib.auth.backends.ModelBackend")
            .filter(is_active=True, is_staff=True)
        )
        self.fields["assignee"].empty_label = _("Nobody yet")
        self.fields["assignee"].help_text = help_for(Request._meta.get_field("assignee"))


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("New note for colleagues"),
        max_length=MOST_IN_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 70, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Never shown or sent to who asked."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="note_%s", **kwargs)


class StepForm(forms.Form):
    """A step, and the letter that tells of it; without a step (`status` empty) a letter alone."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is declined"),
        max_length=MOST_IN_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 70, "class": "vLargeTextField"}),
        help_text=gettext_lazy("For colleagues. Tell who asked in the letter, in their language."),
    )
    send = forms.BooleanField(label=gettext_lazy("Send this letter"), required=False, initial=True)
    letter = forms.CharField(
        label=gettext_lazy("Letter to who asked"),
        max_length=2 * MOST_IN_TEXT,
        required=False,
        widget=forms.Textarea(attrs=BIG),
    )

    def __init__(self, request: Request, status: str, data=None):
        super().__init__(
            data,
            initial={
                "letter": letters.draft(request, status),
                "partner": request.partner or request.institution,
            },
        )
        if status == Status.MATCHED:
            self.fields["partner"] = found_by_typing("partner")
            self.fields["partner"].required = True
            self.order_fields(["partner", "send", "letter"])
        if status != Status.DECLINED:
            del self.fields["reason"]
        if not request.email:
            del self.fields["send"], self.fields["letter"]
        elif status:
            self.fields["letter"].help_text = _("In %(language)s, the language of who asked.") % {
                "language": request.get_language_display()
            }
        else:
            del self.fields["send"]

    def clean(self):
        cleaned = super().clean()
        is_sent = cleaned.get("send", "letter" in self.fields)
        if is_sent and "letter" not in self.errors and not cleaned.get("letter"):
            self.add_error("letter", _("Write what is to be sent."))
        return cleaned

    def text(self) -> str:
        """What is to be sent; nothing where it is to be done without a word."""
        return self.cleaned_data.get("letter", "") if self.cleaned_data.get("send", True) else ""
