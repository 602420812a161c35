from django.urls import path

from cinterfor.paths import route

from . import views

urlpatterns = [
    path(route("{requests}/"), views.request_kinds, name="requests"),
    path(route("{requests}/<slug:kind>/"), views.request_form, name="request"),
    path(route("{report}/"), views.report_problem, name="report_problem"),
]
