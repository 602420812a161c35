"""Quality in the editors' lists and forms."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import F, OrderBy, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.finding import KeysFirst
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


def by_quality(ordering: list) -> list:
    """Where quality comes first, only the key follows, and what has no score is last either way."""
    if ordering[0] not in ("quality", "-quality"):
        return ordering
    if ordering[0] == "quality":
        return [F("quality").asc(nulls_last=True), "pk"]
    return [F("quality").desc(nulls_last=True), "-pk"]


class KeysByQuality(KeysFirst):
    """Sorted by quality, keys are read off the index of the scores: no record has its own looked up."""

    def keys(self, start, end):
        first, *_others = self.object_list.query.order_by
        if isinstance(first, OrderBy) and first.expression == F("quality"):
            sign = "-" if first.descending else ""
            scores = Quality.objects.own(self.object_list.model.record_type()).order_by(
                f"{sign}score", f"{sign}record_id"
            )
            scores = scores.filter(record_id__in=self.object_list.order_by().values("pk"))
            found = list(scores.values_list("record_id", flat=True)[start:end])
            if len(found) == end - start:
                return found
        return super().keys(start, end)


class QualityAdmin:
    """Adds the score to a record's list, and to its form what would raise it."""

    paginator = KeysByQuality

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
