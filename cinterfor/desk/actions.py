"""What editors do with several records at once, each checked as its form would check it."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.utils.translation import override as language_override

from cinterfor.publishing.dates import today
from cinterfor.publishing.models import Publication

from .editing import are_keys


class ActionsOnKnownRows:
    """Actions on rows that the list could have offered; a made-up selection is answered in words."""

    def response_action(self, request, queryset):
        if are_keys(self.model, request.POST.getlist(ACTION_CHECKBOX_NAME)):
            return super().response_action(request, queryset)
        self.message_user(request, _("The selection could not be read. Nothing was changed."), messages.ERROR)
        return None


class RecordActions:
    """Publishing, withdrawing and verifying records from their list."""

    actions = ("publish", "withdraw", "mark_as_verified")

    @admin.action(description=_("Publish the selected records"), permissions=["change"])
    def publish(self, request, queryset):
        if count := self._write(request, queryset, publication_status=Publication.PUBLISHED):
            text = ngettext("%(count)d record was published.", "%(count)d records were published.", count)
            self.message_user(request, text % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("Withdraw the selected records"), permissions=["change"])
    def withdraw(self, request, queryset):
        if count := self._write(request, queryset, publication_status=Publication.WITHDRAWN):
            text = ngettext("%(count)d record was withdrawn.", "%(count)d records were withdrawn.", count)
            self.message_user(request, text % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("Mark the selected records as verified today"), permissions=["change"])
    def mark_as_verified(self, request, queryset):
        if count := self._write(request, queryset, verified_on=today()):
            text = ngettext(
                "%(count)d record is verified as of today.",
                "%(count)d records are verified as of today.",
                count,
            )
            self.message_user(request, text % {"count": count}, messages.SUCCESS)

    def _write(self, request, queryset, **values) -> int:
        """Save record by record, so that addresses, search and the log follow; tell which were refused."""
        written, refused = 0, []
        for key in queryset.order_by("pk").values_list("pk", flat=True):
            try:
                written += self._write_one(request, key, values)
            except ValidationError as error:
                refused.append((self.model._default_manager.get(pk=key), error))
        if refused:
            self._tell_refused(request, refused)
        return written

    @transaction.atomic
    def _write_one(self, request, key, values) -> bool:
        record = self.model._default_manager.select_for_update().filter(pk=key).first()
        if record is None:  # deleted meanwhile
            return False
        for name, value in values.items():
            setattr(record, name, value)
        # What must go may go, also where it could not be published as it is.
        if record.publication_status != Publication.WITHDRAWN:
            record.full_clean()
        record.save()
        with language_override(None):
            changed = [str(self.opts.get_field(name).verbose_name) for name in values]
        self.log_change(request, record, [{"changed": {"fields": changed}}])
        return True

    def _tell_refused(self, request, refused):
        count = len(refused)
        text = ngettext(
            "%(count)d record was left as it was; open it and correct:",
            "%(count)d records were left as they were; open each and correct:",
            count,
        )
        rows = ((self._link(record), self._in_words(error)) for record, error in refused)
        listed = format_html_join("; ", "{} ({})", rows)
        self.message_user(request, format_html("{} {}.", text % {"count": count}, listed), messages.WARNING)

    def _link(self, record):
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[record.pk]), record)

    def _in_words(self, error) -> str:
        """The form's complaints on one line, each after the name of its field."""
        fields = {field.name: field for field in self.opts.get_fields()}
        told = []
        for name, messages_of_field in error.message_dict.items():
            label = f"{capfirst(fields[name].verbose_name)}: " if name in fields else ""
            told.append(label + " ".join(messages_of_field))
        return " ".join(told)
