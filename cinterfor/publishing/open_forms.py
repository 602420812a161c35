"""Forms that anybody may send, without a cookie or a session; programs that write everywhere are kept out."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .stamps import Refused, TooFast, key_of, new_stamp


class OpenForm(forms.Form):
    """A form with a stamp and a trap; all that was typed stands there again whatever is wrong with it."""

    #: People do not see this field; it catches programs that fill in everything.
    website = forms.CharField(required=False, label=gettext_lazy("Leave this empty"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        #: Which form it is, once its stamp is read.
        self.key = None
        self.stamp = self.data.get("stamp", "") or new_stamp()

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that people see, in their order."""
        return [field for field in self.visible_fields() if field.name != "website"]

    def clean(self):
        cleaned = super().clean()
        if self.data.get("website"):
            raise ValidationError(
                _("A field that is to stay empty was filled in. It is empty again: please send once more.")
            )
        self._check_stamp()
        return cleaned

    def _check_stamp(self) -> None:
        try:
            self.key = key_of(self.data.get("stamp", ""))
        except TooFast as error:
            if self.errors:  # it is refused in any case, and will be older when it comes again
                return
            told = _("This came faster than one can write. Please look at it once more, then send it again.")
            raise ValidationError(told) from error
        except Refused as error:
            self.stamp = new_stamp()
            told = _("This form has been open for more than a day. Please send it once more.")
            raise ValidationError(told) from error
