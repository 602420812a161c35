from django.urls import path

from cinterfor.paths import route
from cinterfor.publishing.urls import record_urls

from . import views
from .cooperation.overview_views import cooperation_overview, cooperation_table
from .cooperation.partner_views import institution_partners
from .cooperation.views import cooperation
from .expertise.views import expertise, matches
from .expiries.views import expiries_page

PARTNERS = "{institutions}/<slug:slug>/{partners}"
OVERVIEW = "{cooperation}/{overview}"

urlpatterns = [
    # Before the agreements themselves, of which none has this address.
    path(route("{agreements}/{expiries}/"), expiries_page, name="expiries"),
    path(route("{agreements}/{expiries}.<slug:extension>"), expiries_page, name="expiries_data"),
    *record_urls("agreement", "agreements", views.agreement_list, views.agreement_detail),
    path(route("{cooperation}/"), cooperation, name="cooperation"),
    path(route("{cooperation}.<slug:extension>"), cooperation, name="cooperation_data"),
    path(route(f"{PARTNERS}/"), institution_partners, name="institution_partners"),
    path(route(f"{PARTNERS}.<slug:extension>"), institution_partners, name="institution_partners_data"),
    path(route(f"{OVERVIEW}/"), cooperation_overview, name="cooperation_overview"),
    path(
        route(f"{OVERVIEW}/<slug:table>.<slug:extension>"),
        cooperation_table,
        name="cooperation_overview_data",
    ),
    path(route("{expertise}/"), expertise, name="expertise"),
    path(route("{expertise}.<slug:extension>"), expertise, name="expertise_data"),
    path(route("{expertise}/{matches}/"), matches, name="matches"),
    path(route("{expertise}/{matches}.<slug:extension>"), matches, name="matches_data"),
]
