"""Documents as rows of the form of their record."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.record_admin import Rows


class DocumentRows(Rows, admin.TabularInline):
    """Each with what its file tells."""

    readonly_fields = ("reading_in_words",)

    def get_queryset(self, request):
        return super().get_queryset(request).with_readings()

    @admin.display(description=_("what the file tells"))
    def reading_in_words(self, document):
        if not document.file:
            return "–"
        if not document.known:
            return _("Read when it is published.")
        return " · ".join(document.known.in_words())
