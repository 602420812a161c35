"""What an institution offers and seeks, as rows of its form: each a theme and a sentence."""

from itertools import groupby

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.editing import PlainErrorsForm, RowsFormSet
from cinterfor.publishing.dates import today
from network.models import CooperationOffer, Institution

EMPTY_ROWS, MOST_ROWS = 2, 40
Theme = CooperationOffer._meta.get_field("theme").related_model


def themes_by_group() -> list[tuple]:
    """The public themes as choices, under the names of their groups."""
    themes = sorted(
        Theme.objects.published().select_related("broader"),
        key=lambda theme: (str(theme.group), theme.broader_id is not None, str(theme)),
    )
    groups = groupby(themes, key=lambda theme: str(theme.group))
    return [("", "—"), *((name, [(theme.pk, str(theme)) for theme in group]) for name, group in groups)]


class OfferForm(PlainErrorsForm):
    """A theme on which the institution offers or seeks cooperation."""

    def __init__(self, *args, direction, themes, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.direction = direction
        shown = Theme.objects.published() | Theme.objects.filter(Q(pk=self.instance.theme_id))
        self.fields["theme"].queryset = shown
        self.fields["theme"].choices = themes
        if self.instance.theme and not self.instance.theme.is_public:
            self.fields["theme"].choices = [*themes, (self.instance.theme_id, str(self.instance.theme))]
        note = self.fields[note_name()]
        note.label, note.help_text, note.required = _("What exactly"), "", False
        note.widget = forms.Textarea(attrs={"rows": 2, "maxlength": note.max_length})


class OffersFormSet(RowsFormSet):
    """All that an institution offers, or all that it seeks; what was changed is stated today."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this row")

    def save_new(self, form, commit=True):
        form.instance.stated_on = today()
        return super().save_new(form, commit)

    def save_existing(self, form, obj, commit=True):
        form.instance.stated_on = today()
        return super().save_existing(form, obj, commit)

    def with_more_rows(self):
        """As it was sent, with more empty rows below."""
        data = self.data.copy()
        name = self.management_form.add_prefix("TOTAL_FORMS")
        data[name] = str(min(self.total_form_count() + EMPTY_ROWS, MOST_ROWS))
        return data


def note_name() -> str:
    return f"note_{get_language()}"


def offers_form(institution: Institution, direction: str, data=None) -> OffersFormSet:
    made = forms.inlineformset_factory(
        Institution,
        CooperationOffer,
        form=OfferForm,
        formset=OffersFormSet,
        fields=("theme", note_name()),
        extra=EMPTY_ROWS,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS + 20,
        validate_max=True,
    )
    return made(
        data,
        instance=institution,
        queryset=institution.cooperation_offers.filter(direction=direction).select_related("theme"),
        prefix=direction,
        form_kwargs={"direction": direction, "themes": themes_by_group(), "label_suffix": ""},
    )
