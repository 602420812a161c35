"""Editing events and their series."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.history_admin import HistoryAdmin
from cinterfor.desk.list_filters import DecadeFilter
from cinterfor.desk.record_admin import OWN_FIELDS, RecordAdmin, Rows, TranslatedAdmin, in_all_languages

from .follow_ups import OffersFollowUps
from .models import Event, EventParticipation, EventSeries

#: Plain texts: the admin's own inputs speak of the hour in Montevideo, the browsers' of a.m. and p.m.
BY_ITS_CLOCKS = {
    models.TimeField: {"widget": forms.TimeInput(attrs={"size": 12}, format="%H:%M")},
    models.DateField: {"widget": forms.DateInput(attrs={"size": 12}, format="%Y-%m-%d")},
}
TAKING_PART = (
    _("Registering and taking part online"),
    {
        "description": _(
            "What readers need before, during and after it. The page stops offering registration by itself "
            "at the moment at which it closes, and when the event is over."
        ),
        "fields": (
            "registration_url",
            ("registration_closes", "registration_closes_time"),
            "online_url",
            "recording_url",
        ),
    },
)
FIGURES = (
    _("Who took part"),
    {
        "description": _(
            "The figures that a source gives. What is known of each country is listed below; "
            "where both differ, the page says both."
        ),
        "fields": (("people", "people_at_least"), ("institution_count", "country_count")),
    },
)


class ParticipationRows(Rows, admin.TabularInline):
    """From where people came."""

    model = EventParticipation
    fields = ("country", "people")
    autocomplete_fields = ("country",)


@admin.register(EventSeries)
class EventSeriesAdmin(HistoryAdmin, TranslatedAdmin):
    """No pages of its own: the list of its events is its page."""

    fields = ("title", "description", "slug")
    prepopulated_fields = {"slug": ("title_es",)}
    list_display = ("__str__", "slug")
    search_fields = (*in_all_languages("title"), "slug")

    def view_on_site(self, series):
        return f"{reverse('event_list')}?{urlencode({'series': series.slug})}"


@admin.register(Event)
class EventAdmin(OffersFollowUps, RecordAdmin):
    names = ("title", "original_language", "motto")
    description = ("summary", "body", "image", "url")
    facts = (
        ("kind", "level"),
        ("series", "number"),
        ("begins", "begins_time"),
        ("ends", "ends_time"),
        "time_zone",
        "city",
        "mode",
        "event_status",
        "working_languages",
    )
    relations = ("themes", "country", "hosts", "organisers")
    formfield_overrides = OWN_FIELDS | BY_ITS_CLOCKS
    sheets = {"has_ways_to_take_part": TAKING_PART, "has_figures": FIGURES}
    inlines = (ParticipationRows,)
    columns = ("kind", "begins", "country", "level")
    filters = (DecadeFilter, "kind", "level", "mode", "event_status", "series", "themes", "country")
    list_select_related = ("country",)
    autocomplete_fields = ("series", "themes", "country", "hosts", "organisers")
    search_fields = in_all_languages("title", "motto", "city")
