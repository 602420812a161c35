from django.urls import path

from cinterfor.paths import route

from . import notices, views

urlpatterns = [
    path(route("{whats_new}/"), views.whats_new, name="whats_new"),
    path(route("{whats_new}.<slug:extension>"), views.whats_new, name="whats_new_data"),
    path(route("{whats_new}/{notices}/"), notices.notices, name="notices"),
    path(route("{whats_new}/{notices}/{confirm}/<str:token>/"), notices.confirm, name="notices_confirm"),
    path(route("{whats_new}/{notices}/{leave}/<str:token>/"), notices.leave, name="notices_leave"),
]
