"""Pinning a record to the home from its own page, for accounts that may publish it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods

from cinterfor.desk.roles import may_publish
from cinterfor.publishing.dates import today
from cinterfor.publishing.registry import record_types

from .models import Pin


def publishes_something(user) -> bool:
    """Whether the account may publish records of any type."""
    return any(may_publish(user, record_type.model) for record_type in record_types())


class PinningForm(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("Pin to the home until"),
        help_text=gettext_lazy("The last day on which the home shows it."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def clean_until(self):
        if self.cleaned_data["until"] < today():
            raise ValidationError(_("This day is over. Give today or a later one."))
        return self.cleaned_data["until"]


class PinnedAdmin:
    """Adds to record admins a page that pins the record to the home, and a word where it is pinned."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_pin"
        view = self.admin_site.admin_view(self.pin_view)
        return [path("<int:object_id>/pin/", view, name=name), *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def pin_view(self, request, object_id):
        """The day until which the record stands on the home; the button that takes it off."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        record = self.get_queryset(request).filter(pk=object_id).first()
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        pin = Pin.objects.of(record).first()
        if request.method == "POST" and "_unpin" in request.POST:
            return self._unpin(request, record)
        form = PinningForm(request.POST or None, initial={"until": pin.until if pin else None})
        if request.method == "POST" and form.is_valid() and self._pin(request, record, form):
            return HttpResponseRedirect(self._address("change", record.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Pin to the home: %(name)s") % {"name": record},
            "opts": self.opts,
            "original": record,
            "pin": pin,
            "form": form,
        }
        return TemplateResponse(request, "admin/record_pin.html", context, status=400 if form.errors else 200)

    def _pin(self, request, record, form) -> bool:
        """Whether there was a place for it; where there was none, the form says so."""
        try:
            with transaction.atomic():
                pin = Pin.objects.pin(record, form.cleaned_data["until"])
                self._log_pin(request, record)
        except ValidationError as error:
            form.add_error(None, error)
            return False
        told = _("“%(name)s” is pinned to the home until %(day)s.")
        if not record.is_public:
            told = _(
                "“%(name)s” is pinned to the home until %(day)s, and shown there as soon as it is public."
            )
        day = date_format(pin.until)
        self.message_user(request, told % {"name": record, "day": day}, messages.SUCCESS)
        return True

    def _unpin(self, request, record):
        with transaction.atomic():
            Pin.objects.of(record).delete()
            self._log_pin(request, record)
        self.message_user(
            request, _("“%(name)s” is no longer pinned to the home.") % {"name": record}, messages.SUCCESS
        )
        return HttpResponseRedirect(self._address("change", record.pk))

    def _log_pin(self, request, record) -> None:
        with override(None):
            self.log_change(request, record, [{"changed": {"fields": [_("Pin to the home until")]}}])

    def render_change_form(self, request, context, *args, **kwargs):
        record = context.get("original")
        if record and self.has_publish_permission(request):
            pin = Pin.objects.of(record).first()
            context |= {"pin": pin, "pin_url": self._address("pin", record.pk)}
        return super().render_change_form(request, context, *args, **kwargs)
