"""Sending a table."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """A file, and what becomes of public records; only publishers may choose."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A CSV file in UTF-8 or an Excel workbook (.xlsx). It is only looked at first."),
    )
    publication = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[
            (
                "beside",
                _(
                    "Public records stay as they are: changes wait as pending versions; "
                    "new records are drafts."
                ),
            ),
            ("at-once", _("Publish at once: readers see the changes and the new records.")),
        ],
        widget=forms.RadioSelect,
        initial="beside",
    )

    def __init__(self, *args, may_publish: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["publication"]

    @property
    def at_once(self) -> bool:
        return self.cleaned_data.get("publication") == "at-once"
