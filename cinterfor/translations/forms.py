"""What translators choose: files to fetch and to send, and texts of the queue."""

from urllib.parse import urlencode

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cinterfor.exchange.forms import SendForm

from .aligning import State
from .files.formats import FORMATS
from .models import INTERFACE
from .units import name_of
from .waiting import Queue


class FetchForm(forms.Form):
    """Which texts, in which format."""

    what = forms.ChoiceField(
        label=_("Texts of"),
        required=False,
        choices=[
            ("", _("Records")),
            # Translators: the words of the portal itself: menus, buttons, messages.
            (INTERFACE, _("Interface of the portal")),
        ],
    )
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


class TranslationsForm(SendForm):
    """A translators’ file; only who may publish every kind of record may choose."""

    file_help = _("A PO or XLIFF file that was downloaded here. It is only looked at first.")
    beside = _("Public records stay as they are: their new texts wait as pending versions.")
    publish = _("Publish at once: readers see the new texts.")


class QueueForm(forms.Form):
    """Which of the texts that wait, and in which order; what is left open does not narrow."""

    type = forms.ChoiceField(label=_("Type"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *(choice for choice in State.choices if choice[0] != State.COMPLETE)],
    )
    age = forms.TypedChoiceField(
        # Translators: how long texts have been waiting for their translation.
        label=_("Waiting"),
        required=False,
        coerce=int,
        empty_value=0,
        choices=[
            ("", _("Any time")),
            ("7", _("More than 7 days")),
            ("30", _("More than 30 days")),
            ("90", _("More than 90 days")),
        ],
    )
    words = forms.ChoiceField(
        label=_("Length"),
        required=False,
        choices=[("", _("Any length")), ("short", _("Up to 50 words")), ("long", _("More than 50 words"))],
    )
    sort = forms.ChoiceField(
        label=_("Sort by"),
        required=False,
        choices=[
            ("oldest", _("Longest waiting first")),
            ("newest", _("Latest first")),
            ("shortest", _("Fewest words first")),
            ("longest", _("Most words first")),
            ("type", _("Type")),
        ],
    )

    def __init__(self, data, *, language: str, models: list[type]):
        super().__init__(data)
        self.language, self.models = language, models
        named = [(name_of(model), capfirst(str(model._meta.verbose_name_plural))) for model in models]
        self.fields["type"].choices = [("", _("All")), *named]

    def queue(self) -> Queue:
        """What was asked for; all that waits where that could not be read."""
        chosen = self.cleaned_data if self.is_valid() else {}
        name = chosen.get("type")
        models = [model for model in self.models if not name or name_of(model) == name]
        return Queue(
            self.language,
            tuple(models),
            state=chosen.get("state", ""),
            days=chosen.get("age", 0),
            length=chosen.get("words", ""),
            order=chosen.get("sort") or "oldest",
        )

    def query(self) -> str:
        """The filters as they stand in addresses; empty, or with its question mark."""
        kept = (
            {name: self.data[name] for name in self.fields if self.data.get(name)} if self.is_valid() else {}
        )
        return f"?{urlencode(kept)}" if kept else ""
