"""The form by which readers say what is wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .reports import ProblemReport


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
        page = self.cleaned_data["page"]
        return page if page.startswith("/") and not page.startswith("//") else "/"

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.data.get("website"))
