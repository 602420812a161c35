"""Quality in the editors' lists and forms."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.dates import today

from .assessing import facts_of
from .models import Quality
from .rule import GOOD_FROM, POOR_BELOW
from .words import explain


class QualityFilter(SimpleListFilter):
    title = _("quality")
    parameter_name = "quality"
    #: The first score of each, and the first no longer in it.
    RANGES = {"poor": (0, POOR_BELOW), "fair": (POOR_BELOW, GOOD_FROM), "good": (GOOD_FROM, 101)}

    def lookups(self, request, model_admin):
        return [("poor", _("Under 50")), ("fair", _("50 to 79")), ("good", _("80 and more"))]

    def queryset(self, request, queryset):
        if self.value() not in self.RANGES:
            return queryset
        first, end = self.RANGES[self.value()]
        own = Quality.objects.own(queryset.model.record_type())
        return queryset.filter(pk__in=own.filter(score__gte=first, score__lt=end).values("record_id"))


class QualityAdmin:
    """Adds the score to a record's list, and to its form what would raise it."""

    def get_queryset(self, request):
        own = Quality.objects.own(self.model.record_type()).filter(record_id=OuterRef("pk"))
        return super().get_queryset(request).annotate(quality=Subquery(own.values("score")))

    @admin.display(description=_("quality"), ordering="quality", empty_value="–")
    def quality_score(self, record):
        return record.quality

    def render_change_form(self, request, context, *args, **kwargs):
        if edition := getattr(request, "edition", None):
            record_type = self.model.record_type()
            (facts,) = facts_of(record_type, {edition.key: edition.seen.state}).values()
            parts = explain(record_type, facts, today())
            context |= {"quality": parts, "quality_score": sum(part.points for part in parts)}
        return super().render_change_form(request, context, *args, **kwargs)
