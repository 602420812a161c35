"""Sending a file to import."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SendForm(forms.Form):
    """A file, and what becomes of public records; only publishers may choose."""

    file = forms.FileField(label=_("File"))
    publication = forms.ChoiceField(label=_("What becomes of it"), widget=forms.RadioSelect, initial="beside")

    file_help = beside = publish = ""

    def __init__(self, *args, may_publish: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = self.file_help
        self.fields["publication"].choices = [("beside", self.beside), ("at-once", self.publish)]
        if not may_publish:
            del self.fields["publication"]

    @property
    def at_once(self) -> bool:
        return self.cleaned_data.get("publication") == "at-once"


class ImportForm(SendForm):
    """A table."""

    file_help = _("A CSV file in UTF-8 or an Excel workbook (.xlsx). It is only looked at first.")
    beside = _("Public records stay as they are: changes wait as pending versions; new records are drafts.")
    publish = _("Publish at once: readers see the changes and the new records.")
