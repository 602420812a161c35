from django.urls import path

from cinterfor.paths import route

from . import views

urlpatterns = [
    path(route("{figures}/"), views.figures, name="figures"),
    path(route("{figures}/<slug:name>/"), views.picture, name="picture"),
    path(route("{figures}/<slug:name>.<slug:extension>"), views.picture_data, name="picture_data"),
]
