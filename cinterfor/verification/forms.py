"""The form by which an institution proposes changes to its own record."""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.core.validators import URLValidator
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cinterfor.desk.editing import LinesField, PlainErrorsForm
from cinterfor.publishing.languages import LANGUAGES, language_name, shown_languages
from network.models import WORKING_LANGUAGES, CooperationOffer, Institution

from .lines import as_html, as_lines
from .offers import OffersFormSet, offers_form
from .proposals import PLAIN, TRANSLATED

MOST_CHARACTERS = 20_000


class Texts(NamedTuple):
    """The fields of one language, and whether the reader finds them open."""

    language: str
    name: str
    fields: list[forms.BoundField]
    is_open: bool


class InstitutionForm(PlainErrorsForm):
    """The fields of a record that its institution may propose to change."""

    former_names = LinesField(forms.CharField(max_length=300), required=False)
    website = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    working_languages = forms.MultipleChoiceField(
        choices=WORKING_LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        required=False,
        max_length=4000,
        label=gettext_lazy("Anything else that the editors should know"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    class Meta:
        model = Institution
        fields = [*(f"{name}_{code}" for code in LANGUAGES for name in TRANSLATED), *PLAIN]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = sorted(shown_languages(self.instance), key=lambda code: code != get_language())
        for code in LANGUAGES:
            self._prepare(code)
        for name in PLAIN:
            field = Institution._meta.get_field(name)
            self.fields[name].label = capfirst(str(field.verbose_name))
            self.fields[name].help_text = field.help_text

    def _prepare(self, code: str) -> None:
        """One language: its texts are plain lines, and what editors still hold back is not shown."""
        name = f"description_{code}"
        self.fields[name] = forms.CharField(
            required=False,
            max_length=MOST_CHARACTERS,
            widget=forms.Textarea(attrs={"rows": 8}),
            help_text=_("A blank line begins a paragraph; lines with a dash become a list."),
        )
        self.initial[name] = as_lines(getattr(self.instance, name))
        for field in TRANSLATED:
            column = f"{field}_{code}"
            if code not in self.languages:
                del self.fields[column]
                continue
            label = capfirst(str(Institution._meta.get_field(field).verbose_name))
            self.fields[column].label = f"{label} ({language_name(code)})"
            self.fields[column].required = False
            self.fields[column].widget.attrs["lang"] = code

    def clean_working_languages(self):
        chosen, stored = self.cleaned_data["working_languages"], self.instance.working_languages
        return stored if set(chosen) == set(stored) else chosen

    def clean(self):
        cleaned = super().clean()
        for code in self.languages:
            self._keep_description(cleaned, f"description_{code}")
        names = [f"name_{code}" for code in self.languages]
        if not any(cleaned.get(name) or name in self.errors for name in names):
            self.add_error(names[0], _("Fill this in, in at least one language."))
        return cleaned

    def _keep_description(self, cleaned: dict, name: str) -> None:
        """A text that nobody touched stays as it is, with its headings and links."""
        if name in cleaned:
            typed = "\n".join(line.strip() for line in cleaned[name].splitlines()).strip()
            stored = getattr(self.instance, name)
            cleaned[name] = stored if typed == self.initial[name] else as_html(typed, stored)

    def texts(self) -> list[Texts]:
        """The translated fields by language, the reader's first."""
        found = []
        for number, code in enumerate(self.languages):
            fields = [self[f"{name}_{code}"] for name in TRANSLATED]
            is_open = number == 0 or any(field.errors for field in fields)
            found.append(Texts(code, language_name(code), fields, is_open))
        return found

    def facts(self) -> list[forms.BoundField]:
        return [self[name] for name in PLAIN if name != "working_languages"]


class Proposal:
    """The whole form: the record's own fields, what it offers, and what it seeks."""

    def __init__(self, institution: Institution, version: str, data=None):
        data = self._with_more_rows(institution, data)
        initial = {"version": version}
        self.record = InstitutionForm(data, instance=institution, initial=initial, label_suffix="")
        self.offers, self.seeks = (
            offers_form(institution, direction, data) for direction in CooperationOffer.Direction
        )

    @staticmethod
    def _with_more_rows(institution: Institution, data):
        for direction in CooperationOffer.Direction:
            if data and f"more_{direction}" in data:
                data = offers_form(institution, direction, data).with_more_rows()
        return data

    @property
    def rows(self) -> list[OffersFormSet]:
        return [self.offers, self.seeks]

    def is_valid(self) -> bool:
        return all([self.record.is_valid(), *(rows.is_valid() for rows in self.rows)])

    def save(self) -> None:
        self.record.save()
        for rows in self.rows:
            rows.save()

    def non_field_errors(self) -> list[str]:
        own = list(self.record.non_field_errors())
        for rows in self.rows:
            own += rows.non_form_errors()
            own += [error for form in rows for error in form.non_field_errors()]
        return own

    def __iter__(self) -> Iterator[forms.BoundField]:
        """Every field that a reader sees."""
        yield from self.record
        for rows in self.rows:
            for form in rows:
                yield from form
