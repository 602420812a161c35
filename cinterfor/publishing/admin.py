"""Editing the address book, and what readers report."""

from django import forms
from django.contrib import admin
from django.utils.text import capfirst

from cinterfor.desk.explaining import help_for
from cinterfor.desk.record_admin import PlainAdmin

from .models import Address, FormerAddress, ProblemReport
from .registry import record_types


@admin.register(Address)
class AddressAdmin(PlainAdmin):
    """Addresses write themselves; editors say why one is gone and what to read instead."""

    fields = ("record_type", "slug", "public_from", "reason", "successor")
    readonly_fields = ("record_type", "slug", "public_from")
    list_display = ("slug", "record_type", "public_from", "reason", "successor")
    list_filter = ("record_type",)
    search_fields = ("slug", "reason", "successor")
    date_hierarchy = "public_from"

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(FormerAddress)
class FormerAddressAdmin(PlainAdmin):
    """Where the addresses of the former site lead."""

    fields = ("path", "record_type", "slug")
    list_display = ("path", "record_type", "slug")
    list_filter = ("record_type",)
    search_fields = ("path", "slug")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name != "record_type":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        choices = [(record_type.name, capfirst(record_type.label)) for record_type in record_types()]
        return forms.ChoiceField(
            label=capfirst(db_field.verbose_name), choices=choices, help_text=help_for(db_field)
        )


@admin.register(ProblemReport)
class ProblemReportAdmin(PlainAdmin):
    """What readers wrote, and whether it is dealt with."""

    fields = ("page", "language", "message", "email", "received_at", "state", "editor_note")
    readonly_fields = ("page", "language", "message", "email", "received_at")
    list_display = ("page", "language", "state", "received_at")
    list_filter = ("state", "language")
    search_fields = ("page", "message", "email", "editor_note")
    date_hierarchy = "received_at"

    def has_add_permission(self, request):
        return False
