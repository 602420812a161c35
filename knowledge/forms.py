"""The forms of the editable pages, which a box puts in a menu, and of series, one to an ISSN."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.editing import PlainErrorsForm, RecordForm

from .models import Page, Series


class PageForm(RecordForm):
    """A page; the box decides whether it stands in a menu, the list beside it in which."""

    in_menu = forms.BooleanField(
        label=_("In the menu"),
        required=False,
        help_text=_("Ticked, a link to the page stands in the menu beside, on every page of the portal."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "in_menu" in self.fields and "menu" in self.fields:
            self.initial["in_menu"] = bool(self.instance.menu)
            self.initial["menu"] = self.instance.menu or self._likely_menu()
            self.fields["menu"].choices = Page.Menu.choices

    def _likely_menu(self) -> str:
        """The menu of the page above: most pages stand together with those around them."""
        above = self.instance.parent if self.instance.parent_id else None
        return (above and above.menu) or Page.Menu.MAIN

    def clean_menu(self):
        return self.cleaned_data["menu"] if self.cleaned_data.get("in_menu") else None


class SeriesForm(PlainErrorsForm):
    """A series; files from elsewhere may bring an ISSN under two titles, and editors make them one."""

    def clean_issn(self):
        issn = self.cleaned_data["issn"]
        others = Series.objects.exclude(pk=self.instance.pk).filter(issn=issn)
        if issn and (other := others.first()):
            raise forms.ValidationError(_("“%(other)s” has this ISSN already."), params={"other": other})
        return issn
