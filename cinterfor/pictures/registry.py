"""The pictures of the portal: one registration each, in the app whose records they show."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cinterfor.publishing.as_of import ON, as_of

from .picture import Picture


class NoScope(forms.Form):
    """For a picture of everything: the address narrows nothing."""


@dataclass(frozen=True)
class PictureType:
    """A picture that can be drawn at any time: `make(**cleaned scope)` reads the records for it."""

    name: str
    make: Callable[..., Picture]
    #: What the address may narrow the picture by; `on` is the day of which it is drawn, see as_of.py.
    scope: type[forms.Form] = NoScope
    #: Whether it stands on the page that shows the network in pictures.
    shown: bool = True

    def drawn(self, query: QueryDict | dict) -> Picture:
        """The picture for a query; raises ValidationError where its form refuses the query."""
        form = self.scope(query)
        if not form.is_valid():
            raise forms.ValidationError(form.errors.as_data())
        scope = dict(form.cleaned_data)
        day = scope.pop(ON, None)
        with as_of(day):
            picture = self.make(**scope)
        picture.day = day
        if day:
            # Translators: a picture of another day than today, “Members by country, 30 June 2015”.
            named = _("%(title)s, %(day)s")
            picture.title = named % {"title": picture.title, "day": date_format(day)}
        picture.name, picture.query = self.name, query_of(form)
        return picture


def query_of(form) -> str:
    """The query that names a scope: only what the form knows, in its order."""
    query = QueryDict(mutable=True)
    for name in form.fields:
        for value in form.data.getlist(name) if hasattr(form.data, "getlist") else [form.data.get(name)]:
            if value not in (None, ""):
                query.appendlist(name, str(value))
    return query.urlencode()


_types: dict[str, PictureType] = {}


def register_picture(picture_type: PictureType) -> None:
    if picture_type.name in _types:
        raise ImproperlyConfigured(f"The picture {picture_type.name} is registered twice.")
    _types[picture_type.name] = picture_type


def picture_types() -> list[PictureType]:
    return list(_types.values())


def get_picture_type(name: str) -> PictureType | None:
    return _types.get(name)
