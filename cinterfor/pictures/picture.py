"""What every picture has: words, a legend, a table that says the same, and a drawing."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, NamedTuple

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import Text


def in_percent(share: int) -> str:
    # Translators: a share, as the language writes it: “87 %” or “87%”.
    return _("%(number)s%%") % {"number": share}


class Key(NamedTuple):
    """A class of things in a picture, with its place in the visual code.

    `hue` is a colour of tokens.css; `style` one of solid, outline, hatched, dotted, half: never told by
    colour alone.
    """

    name: str
    label: str
    hue: str
    style: str

    @property
    def pattern(self) -> str:
        """The pattern that fills the shape, where it is not one colour."""
        return f"{self.style}-{self.hue}" if self.style in ("hatched", "dotted") else ""


class Cell(NamedTuple):
    """A cell of the table: what it says, and the list that holds what it counts."""

    text: Text | str | int
    path: str = ""


@dataclass(kw_only=True)
class Picture:
    """A picture in the active language. Its subclass gives `headings`, `rows` and a drawing."""

    title: str
    #: What it is called in addresses, the same in all languages; its registration sets it.
    name: str = ""
    #: How to read it, and what it does not know.
    note: str = ""
    #: The scope, as a query.
    query: str = ""
    #: The day of which it is drawn, where one was asked for.
    day: date | None = None
    #: Whether it needs the whole width of a page.
    is_wide: ClassVar[bool] = False
    #: Texts that must stand under it wherever it goes, in these languages: {language: text}.
    disclaimers: dict[str, str] = field(default_factory=dict)

    #: The template that shows it on a page, and the one that draws it on a sheet to take away.
    template: ClassVar[str]
    drawing: ClassVar[str]

    @property
    def keys(self) -> list[Key]:
        """The legend."""
        return []

    @property
    def patterns(self) -> list[Key]:
        """The keys whose shapes are filled with a pattern, each once."""
        return list({key.pattern: key for key in self.keys if key.pattern}.values())

    @property
    def headings(self) -> list[str]:
        raise NotImplementedError

    @property
    def rows(self) -> list[list[Cell]]:
        raise NotImplementedError

    def drawn(self, width: int) -> dict:
        """The context of the drawing's template: at least its `height` for the width, in pixels."""
        raise NotImplementedError

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def path(self) -> str:
        """The page of this picture in the active language."""
        return self._with_query(reverse("picture", args=[self.name]))

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        """What can be taken away: label, path, media type."""
        return [
            (label, self._with_query(reverse("picture_data", args=[self.name, extension])), media_type)
            for label, extension, media_type in (
                ("PNG", "png", "image/png"),
                ("SVG", "svg", "image/svg+xml"),
                ("CSV", "csv", "text/csv"),
            )
        ]

    def _with_query(self, path):
        return f"{path}?{self.query}" if self.query else path

    @property
    def disclaimers_in_order(self) -> list[tuple[str, str]]:
        """By language, the page's own first."""
        return sorted(self.disclaimers.items(), key=lambda item: item[0] != get_language())

    @property
    def source(self) -> str:
        """Who says so: the directory itself."""
        return _("ILO/Cinterfor, directory of the network")
