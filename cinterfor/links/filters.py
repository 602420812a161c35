"""What the list of links is narrowed by."""

from django.contrib.admin import SimpleListFilter
from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.registry import record_types

from .models import Link


class State(TextChoices):
    """What an editor has to do with a link."""

    BROKEN = "broken", _("Broken: failed on three days")
    FAILING = "failing", _("Failed on one or two days")
    MOVED = "moved", _("Moved to a new address")
    CLOSED = "closed_to_programs", _("Open only to persons")
    UNCHECKED = "unchecked", _("Not checked yet")
    WORKING = "working", _("Working")


class StateFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        # A state is named as the query that finds it.
        return getattr(queryset, self.value())() if self.value() in State.values else queryset


class RecordTypeFilter(SimpleListFilter):
    title = _("record type")
    parameter_name = "type"

    def lookups(self, request, model_admin):
        linked = set(Link.objects.order_by().values_list("record_type", flat=True).distinct())
        return [
            (record_type.name, capfirst(record_type.label_plural))
            for record_type in record_types()
            if record_type.name in linked
        ]

    def queryset(self, request, queryset):
        return queryset.filter(record_type=self.value()) if self.value() else queryset
