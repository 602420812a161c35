"""The institutions and ties of a drawing: where they stand, how they look, what they say, where they lead."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.cooperation import shapes
from agreements.cooperation.layout import HEIGHT, WIDTH, Place, radius
from agreements.cooperation.ties import Tie
from cinterfor.pictures.picture import Key
from cinterfor.pictures.placing import Rectangle
from cinterfor.pictures.typesetting import REGULAR, length, shortened
from network.marks import APART_KEYS, KEYS, OUTSIDE_KEYS

#: Names stand beside so many institutions, those with most partners; in letters of this size.
MOST_NAMES, NAME, NAME_HEIGHT, LONGEST_NAME, AWAY = 60, 15, 16, 170, 5
MARKS = {key.name: key for key in [*KEYS, *OUTSIDE_KEYS, *APART_KEYS]}


@dataclass
class Node:
    """An institution on paper."""

    institution: object
    place: Place
    radius: float
    partners: int
    name: "Name | None" = None

    @property
    def look(self) -> shapes.Look:
        if self.institution.is_centre:
            return shapes.CENTRE
        country = self.institution.country
        return shapes.LOOKS[country.region] if country else shapes.NO_REGION

    @property
    def key(self) -> Key:
        """Its place in the visual code: what it is to the network, in the hue of its region."""
        mark = MARKS[self.institution.mark]
        return Key(mark.name, mark.label, self.look.hue, mark.style)

    @property
    def path(self) -> str:
        return shapes.path(self.look, self.radius)

    @property
    def short(self) -> str:
        """The acronym, or as much of the name as stands beside a shape."""
        name = self.institution.acronym or self.institution.title_text.value
        return shortened(name, REGULAR, NAME, LONGEST_NAME)

    @property
    def across(self) -> tuple[float, float]:
        """From where to where it reaches with its name."""
        far = shapes.reach(self.look, self.radius)
        ends = [self.place[0] - far, self.place[0] + far]
        if self.name:
            width = length(self.name.text, REGULAR, NAME)
            begins = self.name.x - {"start": 0, "middle": width / 2, "end": width}[self.name.anchor]
            ends += [begins, begins + width]
        return min(ends), max(ends)

    @property
    def in_words(self) -> str:
        """Name, country, what it is to the network, and with how many it works."""
        country = self.institution.country
        facts = [
            self.institution.label.value,
            country.title_text.value if country else "",
            str(self.key.label),
            ngettext("%(number)d partner", "%(number)d partners", self.partners) % {"number": self.partners},
        ]
        return " · ".join(filter(None, facts))


@dataclass(frozen=True)
class Name:
    """The name beside a shape: its baseline, from where it runs, and its letters."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Line:
    """A tie on paper."""

    tie: Tie
    one: Node
    other: Node
    #: The list of what is behind it.
    path: str
    fineness: float = 1

    @property
    def d(self) -> str:
        (x, y), (u, v) = self.one.place, self.other.place
        return f"M{x} {y}L{u} {v}"

    @property
    def width(self) -> float:
        return round(max((1.2 + 1.1 * min(self.tie.weight - 1, 6)) * self.fineness, 0.7), 1)

    @property
    def in_words(self) -> str:
        names = f"{self.one.short} – {self.other.short}"
        return " · ".join([names, *in_words(self.tie)])


def agreements_in_words(number: int) -> str:
    return ngettext("%(number)d agreement", "%(number)d agreements", number) % {"number": number}


def events_in_words(number: int) -> str:
    return ngettext("%(number)d event", "%(number)d events", number) % {"number": number}


def in_words(tie: Tie) -> list[str]:
    """“3 agreements”, “1 event”, “since 2014”: what of it there is."""
    found = []
    if tie.agreements:
        found.append(agreements_in_words(tie.agreements))
    if tie.events:
        found.append(events_in_words(tie.events))
    if tie.since:
        # Translators: of the ties between two institutions: the year of the earliest agreement or event.
        found.append(_("since %(year)s") % {"year": tie.since})
    return found


def nodes_of(institutions: list, places: dict[int, Place], found: list[Tie], number: int) -> list[Node]:
    """Those with most partners first; `number` of institutions are in the whole graph."""
    partners = Counter(key for tie in found for key in tie[:2])
    nodes = [
        Node(
            institution,
            places[institution.pk],
            round(radius(partners[institution.pk], number), 1),
            partners[institution.pk],
        )
        for institution in institutions
    ]
    nodes.sort(key=lambda node: (-node.partners, node.institution.slug))
    _name(nodes)
    return nodes


def _name(nodes):
    """Names beside the first shapes, over no other shape or name; without one where there is no room."""
    shapes_taken = [_around(node) for node in nodes]
    names: list[Rectangle] = []
    for number, node in enumerate(nodes[:MOST_NAMES]):
        others = shapes_taken[:number] + shapes_taken[number + 1 :] + names
        text = node.short
        for box, anchor in _candidates(node, length(text, REGULAR, NAME)):
            inside = box.x >= 0 and box.x + box.width <= WIDTH and box.y >= 0 and box.y + box.height <= HEIGHT
            if inside and not any(box.meets(other) for other in others):
                names.append(box)
                x = {"start": box.x, "end": box.x + box.width, "middle": box.x + box.width / 2}[anchor]
                node.name = Name(text, round(x, 1), round(box.y + NAME_HEIGHT - 4, 1), anchor)
                break


def _around(node):
    (x, y), r = node.place, shapes.reach(node.look, node.radius)
    return Rectangle(x - r, y - r, 2 * r, 2 * r)


def _candidates(node, width):
    (x, y), far = node.place, shapes.reach(node.look, node.radius) + AWAY
    middle = y - NAME_HEIGHT / 2
    yield Rectangle(x + far, middle, width, NAME_HEIGHT), "start"
    yield Rectangle(x - far - width, middle, width, NAME_HEIGHT), "end"
    yield Rectangle(x - width / 2, y + far, width, NAME_HEIGHT), "middle"
    yield Rectangle(x - width / 2, y - far - NAME_HEIGHT, width, NAME_HEIGHT), "middle"
