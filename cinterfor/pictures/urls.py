from django.urls import path

from cinterfor.paths import route

from . import sharing_views, views

urlpatterns = [
    path(route("{figures}/"), views.figures, name="figures"),
    path(route("{figures}/<slug:name>/"), views.picture, name="picture"),
    path(route("{figures}/<slug:name>.<slug:extension>"), views.picture_data, name="picture_data"),
]

#: Without a language before them: the language is a part of the address.
sharing_urlpatterns = [
    path("sharing/<slug:language>/figures/<slug:name>.png", sharing_views.picture_image),
    path(
        "sharing/<slug:language>/<slug:type_name>/<slug:slug>.png",
        sharing_views.record_image,
        name="sharing_record",
    ),
    path("sharing/<slug:language>/<path:name>.png", sharing_views.page_image, name="sharing_page"),
]
