from django.urls import path

from cinterfor.paths import route

from .views import activity

urlpatterns = [path(route("{activity}/"), activity, name="activity")]
