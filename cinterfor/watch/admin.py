"""Who gets notices: personal data, to look at and to delete."""

from django.contrib import admin

from cinterfor.desk.record_admin import PlainAdmin

from .models import Subscription


@admin.register(Subscription)
class SubscriptionAdmin(PlainAdmin):
    """Only readers themselves ask for notices and confirm them."""

    fields = (
        "email",
        "language",
        "country",
        "theme",
        "created_at",
        "confirmed_at",
        "told_month",
        "failures",
        "fault",
    )
    list_display = (
        "email",
        "language",
        "country",
        "theme",
        "created_at",
        "confirmed_at",
        "told_month",
        "fault",
    )
    list_filter = (
        "language",
        ("confirmed_at", admin.EmptyFieldListFilter),
        ("country", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("country", "theme")
    search_fields = ("email",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
