"""Editing the address book."""

from django.contrib import admin

from cinterfor.desk.record_admin import PlainAdmin

from .models import Address


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
