"""The form by which readers say what is wrong."""

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from .reports import ProblemReport


def own_path(page: str) -> str:
    """A path of this site; the root where the text is anything else."""
    written_well = page.startswith("/") and page.isprintable()
    return page if written_well and url_has_allowed_host_and_scheme(page, allowed_hosts=None) else "/"


class ProblemReportForm(forms.ModelForm):
    """A report; the field that people do not see catches programs that fill in everything."""

    website = forms.CharField(required=False, label=_("Leave this empty"))

    class Meta:
        model = ProblemReport
        fields = ("page", "message", "email")
        labels = {"message": _("What is wrong or missing?"), "email": _("Your e-mail (optional)")}
        help_texts = {"email": _("Only to answer you about this report.")}
        widgets = {
            "page": forms.HiddenInput(),
            "message": forms.Textarea(attrs={"rows": 6}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def clean_page(self):
        return own_path(self.cleaned_data["page"])

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.data.get("website"))


class DocumentRequestForm(ProblemReportForm):
    """A reader asks for a work that is not online: who asks wants an answer."""

    class Meta(ProblemReportForm.Meta):
        labels = {"message": _("What do you want to read, and what for?"), "email": _("Your e-mail")}
        help_texts = {"email": _("Only to answer you about this request.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.initial.setdefault(
            "message", _("I would like to read this work. Where can I find it, or how do I get a copy?")
        )
