from django.urls import path

from cinterfor.paths import route

from . import views

urlpatterns = [
    path(route("{whats_new}/"), views.whats_new, name="whats_new"),
    path(route("{whats_new}.<slug:extension>"), views.whats_new, name="whats_new_data"),
]
