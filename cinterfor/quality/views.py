"""The quality of countries and institutions, ranked, with the rule in the open."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.desk.pages import editing_page
from cinterfor.formats.tables import download
from cinterfor.publishing.dates import today
from cinterfor.publishing.registry import record_types

from .assessing import wholes
from .models import Kind, MonthlyQuality, Quality
from .rule import GOOD_FROM, POOR_BELOW, Part
from .words import rules, weights_in_words


class Ranked(NamedTuple):
    """A country or institution at its place in the ranking; equal scores share a place."""

    place: int
    record: object
    url: str
    quality: Quality
    own: int
    #: Points since the last month with a score; None where there is none.
    change: int | None

    @property
    def parts(self) -> list[float]:
        return [self.quality.parts[part] for part in Part]

    @property
    def change_in_figures(self) -> str:
        """With its sign (the true minus); a dash where there is nothing to compare with."""
        return "–" if self.change is None else f"{self.change:+d}".replace("-", "\N{MINUS SIGN}")


@require_safe
def overview(request, site):
    """The page: rule, weights, ranking."""
    rankings = [(record_type, ranking(site, record_type)) for record_type in _seen(site, request)]
    context = {
        **site.each_context(request),
        "title": _("Quality of the records"),
        "rules": rules(),
        "parts": Part.labels,
        "poor_below": POOR_BELOW,
        "good_from": GOOD_FROM,
        "weights": [(record_type, weights_in_words(record_type)) for record_type in record_types()],
        "rankings": rankings,
        "assessed_at": Quality.objects.filter(kind=Kind.WHOLE).aggregate(last=Max("assessed_at"))["last"],
    }
    return render(request, "admin/quality.html", context)


@require_safe
def export(request, site):
    """The ranking as CSV."""
    heading = [
        *(_("Type"), _("Place"), _("Title or name"), _("Quality"), _("Since last month")),
        *(_("The record itself"), _("Records"), *map(str, Part.labels), _("Address for editing")),
    ]
    rows = [
        _row(request, record_type, ranked)
        for record_type in _seen(site, request)
        for ranked in ranking(site, record_type)
    ]
    return download(f"quality-{today()}.csv", heading, rows)


def _row(request, record_type, ranked: Ranked) -> list[str]:
    change = "" if ranked.change is None else str(ranked.change)
    figures = [ranked.own, ranked.quality.records, *ranked.parts]
    return [
        *(capfirst(record_type.label), str(ranked.place), str(ranked.record), str(ranked.quality.score)),
        *(change, *map(str, figures), request.build_absolute_uri(ranked.url)),
    ]


def _seen(site, request) -> list:
    """The types with a ranking whose records the account may see."""
    found = [
        record_type
        for record_type in wholes()
        if site.get_model_admin(record_type.model).has_view_permission(request)
    ]
    if not found:
        raise PermissionDenied
    return found


def ranking(site, record_type) -> list[Ranked]:
    """The best first, in a fixed number of queries."""
    qualities = list(Quality.objects.whole(record_type))
    records = record_type.model._default_manager.in_bulk([quality.record_id for quality in qualities])
    own = dict(Quality.objects.own(record_type).values_list("record_id", "score"))
    before = _last_month(record_type)
    known = [(quality, records[quality.record_id]) for quality in qualities if quality.record_id in records]
    known.sort(key=lambda pair: (-pair[0].score, str(pair[1])))
    found = []
    for number, (quality, record) in enumerate(known, 1):
        tied = found and found[-1].quality.score == quality.score
        earlier = before.get(record.pk)
        found.append(
            Ranked(
                found[-1].place if tied else number,
                record,
                editing_page(record),
                quality,
                own.get(record.pk, 0),
                None if earlier is None else quality.score - earlier,
            )
        )
    return found


def _last_month(record_type) -> dict[int, int]:
    """The score of the last month before this one, by record."""
    earlier = MonthlyQuality.objects.filter(record_type=record_type.name, month__lt=today().replace(day=1))
    latest = earlier.order_by("record_id", "-month").distinct("record_id")
    return dict(latest.values_list("record_id", "score"))
