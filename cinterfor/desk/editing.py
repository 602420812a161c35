"""The editors' forms: lists written as lines, records in several languages, rows that must agree."""

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import UniqueConstraint
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from cinterfor.history.differences import place_in_words
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Publication
from cinterfor.publishing.relating import relate

from .choosing import ChosenRow, look_up_once
from .openings import new_tab
from .steps import Step, status_after, step_in

LAST_YEAR = 2999


class LinesField(SimpleArrayField):
    """A list of texts, written one a line; empty lines do not count."""

    widget = forms.Textarea
    default_error_messages = {"item_invalid": _("Line %(nth)s is not valid:")}

    def __init__(self, base_field, **kwargs):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": 60, "class": "vLargeTextField"})
        super().__init__(base_field, delimiter="\n", **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = "\n".join(line.strip() for line in value.splitlines() if line.strip())
        return super().to_python(value)


class PlainErrorsForm(forms.ModelForm):
    """A form that says all that the database would refuse, also of what it does not show: above the form."""

    def _get_validation_exclusions(self):
        # Generated columns stand in no form; left out, the constraints on them would go unchecked.
        generated = {field.name for field in self.instance._meta.fields if field.generated}
        return super()._get_validation_exclusions() - generated

    def add_error(self, field, error):
        if field is None and hasattr(error, "error_dict"):
            shown = {}
            for name, errors in error.error_dict.items():
                known = name if name in self.fields else NON_FIELD_ERRORS
                shown.setdefault(known, []).extend(errors)
            error = ValidationError(shown)
        super().add_error(field, error)

    def _save_m2m(self):
        """Relations that stayed as they were are left alone."""
        names = {field.name for field in self._meta.model._meta.many_to_many}
        for name in names.intersection(self.changed_data):
            before, after = self.initial.get(name) or (), self.cleaned_data[name]
            relate(self.instance, name, _keys(before), _keys(after))


def _keys(rows) -> set[int]:
    return {getattr(row, "pk", row) for row in rows}


class RecordForm(PlainErrorsForm):
    """A record: each necessary text in at least one language; never over what somebody else just wrote."""

    #: The version that the form was made from, and the one that it may knowingly overtake.
    opened_version = forms.CharField(required=False, widget=forms.HiddenInput, label="")
    overtaking = forms.CharField(required=False, widget=forms.HiddenInput, label="")
    #: The page load, see openings.py.
    tab = forms.CharField(required=False, widget=forms.HiddenInput, label="", max_length=20)
    minor_change = forms.BooleanField(
        label=_("Minor change"),
        required=False,
        help_text=_("Only spelling or wording: the translations stay valid."),
    )
    request = None

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        # Django would read each relation of an instance; the version that the editor sees has them all.
        super().__init__(*args, initial=(_as_seen(instance) if instance else {}) | (initial or {}), **kwargs)
        self.instance = instance or self.instance
        self.initial["tab"] = new_tab()
        if "slug" in self.fields:
            self.fields["slug"].widget.record = self.instance
        for field in self._necessary_texts():
            for language in LANGUAGES:
                if f"{field}_{language}" in self.fields:
                    self.fields[f"{field}_{language}"].required = False
        if overtaken := getattr(self.request, "overtaken", None):
            self.data = self.data.copy()
            self.data["overtaking"] = str(overtaken.by.pk)

    def _get_validation_exclusions(self):
        # An address that the record has already, or makes for itself, is no other's.
        edition = getattr(self.request, "edition", None)
        free = [edition.live.state["fields"]["slug"], ""] if edition else [""]
        # Without a field for it, it follows from the rest: a country's from its code.
        slug = self.cleaned_data.get("slug", "") if "slug" in self.fields else self.instance.slug
        return super()._get_validation_exclusions() - {"slug"} | ({"slug"} if slug in free else set())

    def _necessary_texts(self):
        meta = self._meta.model._meta
        fields = translator.get_options_for_model(self._meta.model).all_fields
        shown = [field for field in fields if f"{field}_{LANGUAGES[0]}" in self.fields]
        return [field for field in shown if not meta.get_field(field).blank]

    def clean_published_from(self):
        moment = self.cleaned_data["published_from"]
        if moment and moment.year > LAST_YEAR:
            raise ValidationError(_("This moment is too far in the future."))
        if moment and moment > timezone.now() and self.instance.pk and self._was_public():
            raise ValidationError(_("Readers see this record already; to take it away, withdraw it."))
        before = self.instance.published_from
        # The form shows no fractions of a second.
        return before if before and moment == before.replace(microsecond=0) else moment

    def _was_public(self) -> bool:
        fields = self.request.edition.live.state["fields"]
        begun = parse_datetime(fields["published_from"] or "")
        return fields["publication_status"] == Publication.PUBLISHED and begun <= timezone.now()

    def clean(self):
        cleaned = super().clean()
        self._take_step(step_in(self.data))
        if overtaken := getattr(self.request, "overtaken", None):
            self.add_error(None, in_words(self._meta.model, overtaken))
        if hasattr(self.request, "taken_up"):
            self.add_error(None, _("This is what you typed and did not save. It is saved when you say so."))
        for field in self._necessary_texts():
            names = [f"{field}_{language}" for language in LANGUAGES if f"{field}_{language}" in self.fields]
            if not any(cleaned.get(name) or name in self.errors for name in names):
                self.add_error(names[0], _("Fill this in, in at least one language."))
        return cleaned

    def _take_step(self, step: Step) -> None:
        edition = getattr(self.request, "edition", None)
        beside = bool(edition and edition.is_public)
        status = status_after(step, self.instance.publication_status, is_pending=beside)
        self.instance.publication_status = status
        if step == Step.WITHDRAW and not self.cleaned_data.get("withdrawal_reason"):
            self.add_error(
                "withdrawal_reason", _("Say why it is withdrawn: readers of its address see this.")
            )


def _as_seen(record) -> dict:
    """What the form shows of a record; its relations are in the version that the editor sees."""
    own = [field.name for field in record._meta.concrete_fields]
    seen = record.seen_version
    return model_to_dict(record, own) | seen.state["relations"] | {"opened_version": str(seen.pk)}


def in_words(model, overtaken) -> str:
    """Who changed what since the form was opened, and what saving again will do."""
    named = dict.fromkeys(place_in_words(model, place) for place in overtaken.places)
    told = {
        "who": overtaken.by.by_name or _("Somebody else"),
        "time": time_format(localtime(overtaken.by.moment)),
        "fields": ", ".join(named),
    }
    return (
        _(
            "%(who)s saved this record at %(time)s and changed the same as you: %(fields)s. "
            "Nothing of yours was saved yet, and nothing is lost: look at the history, then save again "
            "to put your text in the place of theirs. What only one of you changed is kept in any case."
        )
        % told
    )


class RowsFormSet(forms.BaseInlineFormSet):
    """The rows of one record as they would stand together after saving; a conflict is told at its row."""

    def get_queryset(self):
        """Once: rows that were read with their record, before anything is written to them."""
        read = getattr(self.instance, "_prefetched_objects_cache", {})
        if not hasattr(self, "_queryset") and (rows := self.fk.remote_field.get_accessor_name()) in read:
            self._queryset = read.pop(rows)
        return super().get_queryset()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        key = self.model._meta.pk.name
        own = form.fields[key]
        form.fields[key] = ChosenRow(own.queryset, initial=own.initial, required=False, widget=own.widget)
        if form.is_bound and form.instance.pk:
            form.fields[key].known = {str(form.instance.pk): form.instance}
        if "position" in form.fields and not form.instance.pk:
            # The default of the column would put every new row before those that are there.
            form.fields["position"].required = False
            form.fields["position"].initial = form.initial["position"] = None

    def full_clean(self):
        if self.is_bound:
            look_up_once(self.forms)
        super().full_clean()

    def clean(self):
        rows = self._rows_elsewhere()
        for form in self._rows_kept():
            if message := next(filter(None, (self.conflict(row, form.instance) for row in rows)), None):
                form.add_error(None, message)
            if getattr(form.instance, "position", 0) is None:
                form.instance.position = max((row.position for row in rows), default=0) + 1
            rows.append(form.instance)
        if any(form.instance.pk is None for form in self.initial_forms if not self._should_delete_form(form)):
            raise ValidationError(_("Somebody else has deleted one of these rows. Open the record again."))

    def _rows_elsewhere(self) -> list:
        """Rows that came into the database after the editor had opened the page."""
        shown = {form.instance.pk for form in self.initial_forms}
        return [row for row in self.get_queryset() if row.pk not in shown]

    def _rows_kept(self) -> list:
        filled = [form for form in self.forms if form.instance.pk or form.has_changed()]
        return [form for form in filled if not form.errors and not self._should_delete_form(form)]

    def conflict(self, first, second):
        """Why the two rows cannot stand together, or None: here, what is unique within the record."""
        for constraint in self.model._meta.constraints:
            if not isinstance(constraint, UniqueConstraint) or self.fk.name not in constraint.fields:
                continue
            compared = [name for name in constraint.fields if name != self.fk.name]
            fields = [self.model._meta.get_field(name).attname for name in compared]
            values = [getattr(first, field) for field in fields]
            if None not in values and values == [getattr(second, field) for field in fields]:
                return constraint.violation_error_message
        return None
