"""The form by which an editor decides on a proposal."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class DecisionForm(forms.Form):
    """Which changes are accepted, and what the institution is told."""

    taken = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    reply = forms.CharField(
        required=False,
        max_length=4000,
        label=gettext_lazy("What to tell the institution"),
        help_text=gettext_lazy("When you reject: why. It stands in the mail, if you send one."),
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
    )
    tell = forms.BooleanField(
        required=False, label=gettext_lazy("Tell the focal point by mail what was decided")
    )
    #: The version of the record that the page was made from.
    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, data, changes, version: int, may_tell: bool):
        super().__init__(data, initial={"seen": version, "tell": may_tell})
        self.version, self.rejects = version, bool(data and "_reject" in data)
        self.fields["taken"].choices = [(change.key, change.key) for change in changes]
        self.undisputed = [change.key for change in changes if not change.meanwhile]
        if not may_tell:
            del self.fields["tell"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen") != str(self.version):
            raise forms.ValidationError(
                _("Somebody changed the record since this page was opened. Look at it again, then decide.")
            )
        if self.rejects and not cleaned.get("reply"):
            self.add_error("reply", _("Say why it is rejected."))
        if not self.rejects and self.fields["taken"].choices and not cleaned.get("taken"):
            self.add_error(None, _("Tick at least one change, or reject the proposal."))
        return cleaned

    def chosen(self) -> list[str]:
        """What stands ticked: at first what nobody changed here meanwhile, then what the editor ticked."""
        return self.data.getlist("taken") if self.is_bound else self.undisputed
