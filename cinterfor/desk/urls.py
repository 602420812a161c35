"""Addresses of the desk outside the admin."""

from django.urls import path

from cinterfor.paths import route

from . import views

urlpatterns = [path(route("{preview}/<str:token>/"), views.previewed, name="preview")]
