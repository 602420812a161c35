from django.urls import path

from cinterfor.paths import route

from . import views

urlpatterns = [
    path(route("{search}/"), views.results, name="search"),
    path(route("{search}.<slug:extension>"), views.results, name="search_data"),
    path(route("{search}/{suggestions}/"), views.suggest, name="search_suggestions"),
    path(route("{search}/opensearch.xml"), views.description, name="search_description"),
]
