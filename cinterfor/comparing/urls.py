from django.urls import path

from cinterfor.paths import route

from .views import compare

urlpatterns = [
    path(route("{compare}/"), compare, name="compare"),
    path(route("{compare}.<slug:extension>"), compare, name="compare_data"),
]
