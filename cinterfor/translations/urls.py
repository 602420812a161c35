from django.urls import path

from cinterfor.paths import route

from .progress_views import feed, progress

urlpatterns = [
    path(route("{translations}/"), progress, name="translation_progress"),
    path(route("{translations}.<slug:extension>"), progress, name="translation_progress_data"),
    path(route("{translations}/<slug:language>.atom"), feed, name="translation_feed"),
]
