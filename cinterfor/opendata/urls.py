"""What machines fetch, outside of the languages."""

from django.urls import path

from . import views

urlpatterns = [
    path("data/catalogue.jsonld", views.catalogue, name="data_catalogue"),
    path("data/cinterfor-data.zip", views.dump, name="newest_dump"),
    path("data/<slug:name>.zip", views.dump, name="dump"),
]
