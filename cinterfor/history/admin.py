"""The security log, to read."""

from django.contrib import admin

from cinterfor.desk.read_only import ReadOnly

from .models import SecurityEvent


@admin.register(SecurityEvent)
class SecurityEventAdmin(ReadOnly, admin.ModelAdmin):
    """Written by the portal itself; nobody changes or deletes a line, and the database refuses it too."""

    list_display = ("moment", "kind", "by_name", "subject", "details", "address")
    fields = list_display
    list_filter = ("kind",)
    search_fields = ("by_name", "subject", "details", "address")
    date_hierarchy = "moment"
    list_per_page = 100
