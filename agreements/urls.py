from django.urls import path

from cinterfor.paths import route
from cinterfor.publishing.urls import record_urls

from . import views
from .cooperation.views import cooperation

urlpatterns = [
    *record_urls("agreement", "agreements", views.agreement_list, views.agreement_detail),
    path(route("{cooperation}/"), cooperation, name="cooperation"),
    path(route("{cooperation}.<slug:extension>"), cooperation, name="cooperation_data"),
]
