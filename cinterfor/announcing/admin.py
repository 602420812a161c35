"""What publishers put forward for a time: the pins of the home in a small list, and notices."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.editing import PlainErrorsForm
from cinterfor.desk.pages import editing_page
from cinterfor.desk.record_admin import PlainAdmin, TranslatedAdmin
from cinterfor.history.state import rows_may_swap
from cinterfor.publishing.languages import LANGUAGES

from .models import Notice, Pin
from .pinning import publishes_something


class ForPublishers:
    """What only accounts that may publish see and change."""

    def has_module_permission(self, request):
        return publishes_something(request.user)

    def has_view_permission(self, request, obj=None):
        return publishes_something(request.user)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission


class PinForm(PlainErrorsForm):
    def _get_validation_exclusions(self):
        # A place that is taken is no fault: the two records change places.
        return super()._get_validation_exclusions() | {"place"}


@admin.register(Pin)
class PinAdmin(ForPublishers, PlainAdmin):
    """The records that stand first on the home; others are pinned from their own pages."""

    form = PinForm
    fields = ("record_link", "until", "place")
    readonly_fields = ("record_link",)
    list_display = ("place", "record_link", "until", "state")
    list_display_links = ("place",)

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        with rows_may_swap(Pin):
            before = Pin.objects.get(pk=obj.pk).place
            Pin.objects.filter(place=obj.place).exclude(pk=obj.pk).update(place=before)
            super().save_model(request, obj, form, change)

    @admin.display(description=_("record"))
    def record_link(self, pin):
        record = pin.record
        if record is None:
            return "–"
        return format_html('<a href="{}">{}</a>', editing_page(record), record)

    @admin.display(description=_("on the home"))
    def state(self, pin):
        if pin.is_over:
            return _("Over")
        return _("Shown") if pin.record and pin.record.is_public else _("Not shown: the record is not public")


class NoticeForm(PlainErrorsForm):
    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(f"text_{language}") for language in LANGUAGES):
            raise ValidationError({f"text_{LANGUAGES[0]}": _("Fill this in, in at least one language.")})
        return cleaned


@admin.register(Notice)
class NoticeAdmin(ForPublishers, TranslatedAdmin):
    """What readers of every page are told for a time."""

    form = NoticeForm
    fieldsets = (
        (_("Text"), {"fields": ("text", "link", "level")}),
        (_("When"), {"fields": ("begins", "until")}),
    )
    list_display = ("shown", "level", "begins", "until", "state")
    list_filter = ("level",)
    search_fields = tuple(f"text_{language}" for language in LANGUAGES)

    @admin.display(description=_("text"))
    def shown(self, notice):
        return str(notice)

    @admin.display(description=_("shown now"), boolean=True)
    def state(self, notice):
        return notice.begins <= timezone.now() < notice.until
