"""Sending a file to import."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.languages import WORK_LANGUAGES


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

    file_help = _(
        "A CSV file in UTF-8 or an Excel workbook (.xlsx), of at most 20 MB. It is only looked at first."
    )
    beside = _("Public records stay as they are: changes wait as pending versions; new records are drafts.")
    publish = _("Publish at once: readers see the changes and the new records.")


class ReferencesForm(ImportForm):
    """A table, or references from another catalogue."""

    file_help = _(
        "A CSV file in UTF-8, an Excel workbook (.xlsx), or references as MARC 21, MARCXML, RIS, BibTeX or "
        "CSL-JSON; of at most 20 MB. It is only looked at first."
    )

    language = forms.ChoiceField(
        label=_("Language of the works"),
        choices=WORK_LANGUAGES,
        initial=WORK_LANGUAGES[0][0],
        required=False,
        help_text=_("Of references that do not say theirs."),
    )
