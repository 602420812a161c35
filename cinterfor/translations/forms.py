"""Fetching and sending files for translators."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .aligning import State
from .files.formats import FORMATS


class FetchForm(forms.Form):
    """Which texts, in which format."""

    only = forms.ChoiceField(
        label=_("Which texts"),
        required=False,
        choices=[
            ("", _("All texts")),
            (State.MISSING, _("Only those that are missing")),
            (State.OUTDATED, _("Only those that need editing")),
        ],
    )
    form = forms.ChoiceField(label=_("Format"), choices=FORMATS)


class SendForm(forms.Form):
    """A file, and what becomes of public records; only who may publish them all may choose."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A PO or XLIFF file that was downloaded here. It is only looked at first."),
    )
    publication = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[
            (
                "beside",
                _("Public records stay as they are: their new texts wait as pending versions."),
            ),
            ("at-once", _("Publish at once: readers see the new texts.")),
        ],
        widget=forms.RadioSelect,
        initial="beside",
    )

    def __init__(self, *args, publishes: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not publishes:
            del self.fields["publication"]

    @property
    def at_once(self) -> bool:
        return self.cleaned_data.get("publication") == "at-once"
