"""The four addresses of every record type: list and record, as a page and as data."""

from django.urls import path, reverse
from django.utils.http import urlencode

from cinterfor.paths import route

from .as_of import day_asked, with_day
from .registry import get_type


def record_urls(name: str, word: str, list_view, detail_view) -> list:
    word = "{" + word + "}"
    return [
        path(route(f"{word}/"), list_view, name=f"{name}_list"),
        path(route(f"{word}.<slug:extension>"), list_view, name=f"{name}_list_data"),
        path(route(f"{word}/<slug:slug>/"), detail_view, name=f"{name}_detail"),
        path(route(f"{word}/<slug:slug>.<slug:extension>"), detail_view, name=f"{name}_detail_data"),
    ]


def list_path(name: str, **filters) -> str:
    """The list of a record type, narrowed: `list_path("institution", country="UY")`."""
    path = f"{reverse(f'{name}_list')}?{urlencode(filters)}"
    return with_day(path) if day_asked() and get_type(name).knows_days else path
