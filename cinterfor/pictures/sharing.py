"""Sharing images: what a page looks like where somebody passes its address on (Open Graph, 1200 × 630).

Each app registers how its record types, and the site how its pages, are shown there. An image holds what the
directory knows and no word of a visitor, so that there are as many images as pages.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cinterfor.publishing.dates import today
from cinterfor.publishing.languages import Text
from cinterfor.publishing.plaintext import plain
from cinterfor.publishing.registry import RecordType, get_type

from .picture import Key
from .registry import get_picture_type

#: Raise it when the drawing of the images changes: their addresses are new then.
FORM = 1
#: Of a text under the title, in characters.
LONGEST = 220


class Mark(NamedTuple):
    """A shape of the visual code with its meaning, such as the status of an agreement."""

    key: Key
    text: str


@dataclass(frozen=True, kw_only=True)
class SharingImage:
    """What one image says, in the active language."""

    title: Text
    #: The record type, the kind: over the title.
    kicker: str = ""
    lines: list[Text] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    hue: str = "annatto"
    #: The template of what stands at the left, in `pictures/sharing/`, and its context.
    side: str = ""
    shown: dict = field(default_factory=dict)
    #: The picture whose columns stand under the title, and whether they run backwards; its name first.
    strip: tuple[str, bool] | None = None

    @property
    def version(self) -> str:
        """New when anything that the image says is new."""
        return _digest(f"{FORM}:{get_language()}:{self!r}")

    @property
    def description(self) -> str:
        """The image in words, for who does not see it."""
        facts = [self.kicker, self.title.value, *(mark.text for mark in self.marks)]
        return ". ".join(fact for fact in facts if fact)


@dataclass(frozen=True)
class SharedPage:
    """A page that is no record's: its image counts what the directory holds today."""

    title: str
    compose: Callable[[], SharingImage]

    @property
    def version(self) -> str:
        """New each day: what is counted may change with any record."""
        return _digest(f"{FORM}:{today()}")


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """How the records of a type, and their list, are shown where their address is passed on."""

    #: A colour of tokens.css.
    hue: str
    #: record -> image; without it the image says the title and the summary.
    compose: Callable[[Model], SharingImage] | None = None
    #: The picture in columns on the image of the list: its name, and whether its last row stands first.
    strip: tuple[str, bool] | None = None
    #: Of the weave at the side of a record that has nothing else to show there.
    motif: str = "book"
    #: What a record is in Open Graph.
    kind: Callable[[Model], str] = lambda record: "website"

    def weave(self, seed: str) -> dict:
        return {"ink": self.hue, "motif": self.motif, "seed": seed}


UNREGISTERED = Sharing(hue="annatto")
_records: dict[str, Sharing] = {}
_pages: dict[str, SharedPage] = {}


def register_sharing(record_type: str, sharing: Sharing) -> None:
    if record_type in _records:
        raise ImproperlyConfigured(f"The sharing image of {record_type} is registered twice.")
    _records[record_type] = sharing


def register_page(name: str, page: SharedPage) -> None:
    """A page by the name of its address in the URL configuration."""
    if name in _pages:
        raise ImproperlyConfigured(f"The sharing image of the page {name} is registered twice.")
    _pages[name] = page


def image_of(record) -> SharingImage:
    record_type = type(record).record_type()
    sharing = _records.get(record_type.name, UNREGISTERED)
    image = (sharing.compose or titled)(record)
    woven = {} if image.side else {"side": "weave", "shown": sharing.weave(record.slug)}
    return replace(image, hue=sharing.hue, **woven)


def kind_of(record) -> str:
    """What the record is in Open Graph: `article`, `book`, `video.other` or `website`."""
    return _records.get(type(record).record_type().name, UNREGISTERED).kind(record)


def titled(record) -> SharingImage:
    """What can be said of any record: its title, what it is, and how its summary begins."""
    label = capfirst(str(type(record).record_type().label))
    return SharingImage(title=record.title_text, kicker=label, lines=summary(record))


def shared_page(name: str) -> SharedPage | None:
    """The page (`home`), list (`institution_list`) or picture (`figures/agreements-by-year`) of that name.

    None for a picture that shows nothing until its address narrows it.
    """
    if name in _pages:
        return _pages[name]
    folder, _slash, rest = name.partition("/")
    if folder == "figures" and (picture_type := get_picture_type(rest)):
        return _picture_page(picture_type) if picture_type.scope({}).is_valid() else None
    record_type = get_type(name.removesuffix("_list")) if name.endswith("_list") else None
    return _list_page(record_type) if record_type else None


def _list_page(record_type: RecordType) -> SharedPage:
    title = capfirst(str(record_type.label_plural))
    sharing = _records.get(record_type.name, UNREGISTERED)

    def compose():
        return SharingImage(
            title=Text(title, None),
            kicker=_("In this directory"),
            side="number",
            shown={"number": record_type.filters(QueryDict(), queryset=record_type.public()).qs.count()},
            hue=sharing.hue,
            strip=sharing.strip,
        )

    return SharedPage(title, compose)


def _picture_page(picture_type) -> SharedPage:
    def compose():
        picture = picture_type.drawn({})
        return SharingImage(
            title=Text(str(picture.title), None),
            kicker=_("The network in pictures"),
            side="picture",
            shown={"picture": picture},
        )

    # The page tells its title itself: only the drawn picture has one.
    return SharedPage("", compose)


def summary(record) -> list[Text]:
    """The beginning of what a record says of itself."""
    found = record.summary_text
    text = Truncator(plain(found.value)).chars(LONGEST) if found else ""
    return [Text(text, found.language)] if text else []


def address_of_record(record, version: str) -> str:
    record_type = type(record).record_type().name
    path = reverse("sharing_record", args=[get_language(), record_type, record.slug])
    return f"{path}?v={version}"


def address_of_page(name: str, version: str) -> str:
    return f"{reverse('sharing_page', args=[get_language(), name])}?v={version}"
