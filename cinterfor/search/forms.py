"""What a search can be asked: words, facets, sort; read from the address."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.filters import MOST_CHARACTERS, RELEVANCE, UNKNOWN

from .facets import Facet, facets
from .hits import DATE

SORTS = [(RELEVANCE, _("Best match first")), (DATE, _("Newest first"))]


class FacetField(forms.CharField):
    """One value of a facet."""

    def __init__(self, facet: Facet):
        super().__init__(required=False, label=facet.label, max_length=MOST_CHARACTERS)
        self.facet = facet

    def validate(self, value):
        super().validate(value)
        if value and not self.facet.knows(value):
            raise ValidationError(UNKNOWN["invalid_choice"], params={"value": value})


class SearchForm(forms.Form):
    """The words (`q`), one field for each facet, the sort, and whether to take the words exactly."""

    q = forms.CharField(
        required=False,
        label=_("Words to look for"),
        max_length=MOST_CHARACTERS,
        error_messages={"max_length": _("A search can have at most %(limit_value)d characters.")},
    )
    sort = forms.ChoiceField(required=False, label=_("Sort by"), choices=SORTS)
    exact = forms.ChoiceField(required=False, label=_("Exactly these words"), choices=[("yes", _("Yes"))])

    def __init__(self, data):
        super().__init__({name: value for name, value in data.items() if value.strip()})
        self.facets = {facet.name: facet for facet in facets()}
        self.fields |= {name: FacetField(facet) for name, facet in self.facets.items()}

    @property
    def text(self) -> str:
        """The words as they were typed."""
        return self.data.get("q", "").strip()

    @property
    def chosen(self) -> dict[str, str]:
        """The facets that narrow the results."""
        return {name: self.cleaned_data[name] for name in self.facets if self.cleaned_data.get(name)}

    @property
    def sort_order(self) -> str:
        return self.cleaned_data.get("sort") or RELEVANCE

    @property
    def is_exact(self) -> bool:
        return self.cleaned_data.get("exact") == "yes"

    def query(self, **changes) -> str:
        """The parameters in a fixed order, nothing unknown, with changes; None takes one away."""
        given = self.data | changes
        names = ["q", *self.facets, "exact", "sort"]
        return urlencode({name: given[name] for name in names if given.get(name)})
