"""/api/v1/, outside of the languages; and the page that describes it, in each of them."""

from django.urls import path, re_path

from cinterfor.paths import WORDS, route
from cinterfor.publishing.registry import record_types

from . import pages, views

ROOT = "api/v1/"


def collections():
    """The list and the records of each registered type, under the English word of its pages."""
    for record_type in record_types():
        under = f"{ROOT}{WORDS[record_type.path]['en']}/"
        yield path(
            under, views.RecordList.as_view(record_type=record_type), name=f"api_{record_type.name}_list"
        )
        yield path(
            f"{under}<slug:slug>/",
            views.RecordDetail.as_view(record_type=record_type),
            name=f"api_{record_type.name}",
        )


urlpatterns = [
    path(ROOT, views.Root.as_view(), name="api_root"),
    path(f"{ROOT}schema/", views.Schema.as_view(), name="api_schema"),
    path(f"{ROOT}search/", views.Search.as_view(), name="api_search"),
    *collections(),
    # Without a last slash an address is first looked for with one.
    re_path(r"^api/(?P<rest>.*/)?$", views.Nothing.as_view(), name="api_nothing"),
]
page_urlpatterns = [path(route("{api}/"), pages.api, name="api")]
