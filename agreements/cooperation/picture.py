"""The cooperation graph as a picture: institutions as shapes, what they do together as lines between them."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cinterfor.pictures.picture import Cell, Key, Picture
from cinterfor.pictures.registry import PictureType
from cinterfor.publishing.as_of import day_asked
from network.models import Institution, Region

from . import shapes
from .forms import ScopeForm
from .keeping import kept_places, layout_edition, with_newcomers
from .layout import WIDTH, fineness
from .nodes import MARKS, Line, Node, nodes_of
from .scope import Scope

#: Of more ties only the strongest are drawn; the table has all of them.
MOST_LINES = 500
#: Up to so many institutions can be gone through with the keyboard; of more the table is the way to them.
MOST_STOPS = 60
#: Above and below the outermost shapes, for their names.
ROOM = 26
#: So wide a drawing is still read on the screen of a telephone.
NARROW = 520


class RegionKey(NamedTuple):
    """A region in the legend: its shape and hue."""

    label: str
    hue: str
    path: str


@dataclass(kw_only=True)
class CooperationGraph(Picture):
    """The graph of a scope, every institution where the kept layout has it."""

    scope: Scope

    is_wide = True
    template = "agreements/cooperation/graph.html"
    drawing = "agreements/cooperation/graph.svg"
    width = WIDTH

    @cached_property
    def institutions(self) -> dict[int, Institution]:
        keys = self.scope.institutions
        found = Institution.objects.published().filter(pk__in=keys).with_mark(self.scope.on)
        found = found.select_related("country")
        return {institution.pk: institution for institution in found.in_order()}

    @cached_property
    def nodes(self) -> list[Node]:
        kept, found = kept_places(), self.scope.ties
        places = with_newcomers(kept, list(self.institutions), found)
        institutions = list(self.institutions.values())
        return nodes_of(institutions, places, found, max(len(kept), len(institutions)))

    @cached_property
    def lines(self) -> list[Line]:
        """The strongest ties, the weakest of them first, so that the strong lie on top."""
        nodes = {node.institution.pk: node for node in self.nodes}
        drawn = reversed(self.scope.ties[:MOST_LINES])
        return [self._line(tie, nodes[tie.first], nodes[tie.second]) for tie in drawn]

    def _line(self, tie, one, other):
        path = self.scope.agreements_path if tie.agreements else self.scope.events_path
        address = path(one.institution.slug, other.institution.slug)
        return Line(tie, one, other, address, fineness(len(self.nodes)))

    @cached_property
    def extent(self) -> tuple[float, float]:
        """From where down, and how far, the frame is drawn: what is empty above and below is left out."""
        if not self.nodes:
            return 0, 0
        downs = [node.place[1] for node in self.nodes]
        room = ROOM + max(node.radius for node in self.nodes)
        return round(min(downs) - room), round(max(downs) - min(downs) + 2 * room)

    @cached_property
    def across(self) -> tuple[float, float] | None:
        """From where to the right, and how far, a drawing of few goes on a screen of any width.

        None where it takes more: then the whole frame is shown, and narrow screens move over it.
        """
        if not self.nodes:
            return None
        lefts, rights = zip(*(node.across for node in self.nodes), strict=True)
        left, width = min(lefts) - ROOM / 2, max(rights) - min(lefts) + ROOM
        return (round(left), round(width)) if width <= NARROW else None

    @property
    def edition(self) -> str:
        """New when anything that the drawing says, or where it stands, may be new."""
        return f"{self.scope.state}:{layout_edition()}"

    @property
    def can_be_gone_through(self) -> bool:
        return len(self.nodes) <= MOST_STOPS

    @cached_property
    def region_keys(self) -> list[RegionKey]:
        """The regions that are drawn, each with its shape."""
        present = {node.institution.country.region for node in self.nodes if node.institution.country}
        return [
            RegionKey(Region(region).label, look.hue, shapes.path(look, 7))
            for region, look in shapes.LOOKS.items()
            if region in present
        ]

    @cached_property
    def mark_keys(self) -> list[Key]:
        present = {node.institution.mark for node in self.nodes}
        hues = {"centre": shapes.CENTRE.hue}
        return [
            Key(name, key.label, hues.get(name, "muted"), key.style)
            for name, key in MARKS.items()
            if name in present
        ]

    @property
    def keys(self):
        return [
            *(Key(key.label, key.label, key.hue, "solid") for key in self.region_keys),
            *self.mark_keys,
        ]

    @cached_property
    def patterns(self):
        found = [*(node.key for node in self.nodes), *self.mark_keys]
        return list({key.pattern: key for key in found if key.pattern}.values())

    @property
    def headings(self):
        return [_("Institution"), _("Institution"), _("Agreements"), _("Events"), _("Since")]

    @property
    def rows(self):
        """The ties that are drawn, the strongest first."""
        return [
            [
                Cell(line.one.institution.label, line.one.institution.get_absolute_url()),
                Cell(line.other.institution.label, line.other.institution.get_absolute_url()),
                Cell(line.tie.agreements),
                Cell(line.tie.events),
                Cell(str(line.tie.since or "")),
            ]
            for line in reversed(self.lines)
        ]

    @property
    def is_empty(self):
        return not self.scope.rows

    @property
    def in_words(self) -> str:
        """What the drawing shows, for who does not see it."""
        number = len(self.nodes)
        return ngettext(
            "%(number)d institution, and lines to those with which it cooperates",
            "%(number)d institutions, and lines between those that cooperate",
            number,
        ) % {"number": number}

    def drawn(self, width):
        scale = width / WIDTH
        top, height = self.extent
        return {"height": height * scale, "scale": round(scale, 4), "lift": -top}


def cooperation(**scope) -> CooperationGraph:
    """The picture by itself; its day is the one that is asked for."""
    return graph_of(Scope(on=day_asked(), **{name: value or None for name, value in scope.items()}))


def graph_of(scope: Scope) -> CooperationGraph:
    note = _(
        "Institutions that signed an agreement together, or host or organize an event together. The more"
        " partners, the larger the shape; the more they do together, the wider the line."
    )
    if len(scope.rows) > MOST_LINES:
        only = _("Only the %(number)d strongest ties are drawn.") % {"number": MOST_LINES}
        note = f"{note} {only}"
    title = _("Who cooperates with whom")
    return CooperationGraph(title=title, note=note, scope=scope, name="cooperation", query=scope.query)


COOPERATION = PictureType("cooperation", cooperation, scope=ScopeForm, shown=False)
