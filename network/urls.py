from cinterfor.publishing.urls import record_urls

from . import views

urlpatterns = [
    *record_urls("country", "countries", views.country_list, views.country_detail),
    *record_urls("institution", "institutions", views.institution_list, views.institution_detail),
]
