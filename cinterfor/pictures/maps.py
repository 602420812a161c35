"""The map of the network: how many members each country has, and how certain that is."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cinterfor.publishing.languages import Text

from .lettering import Lettering, lettered
from .picture import Cell, Key, Picture
from .shapes import network_shapes

#: The United Nations' disclaimer for maps (UN Geospatial); all languages always stand together.
DISCLAIMERS = {
    "es": "Los límites y los nombres que figuran en este mapa y las denominaciones utilizadas en él no "
    "implican su apoyo o aceptación oficial por parte de las Naciones Unidas.",
    "pt": "Os limites e os nomes que figuram neste mapa e as designações nele utilizadas não implicam "
    "endosso ou aceitação oficial por parte das Nações Unidas.",
    "en": "The boundaries and names shown and the designations used on this map do not imply official "
    "endorsement or acceptance by the United Nations.",
}
#: What is added where the islands are drawn: UN editorial directive ST/CS/SER.A/42.
MALVINAS = {
    "es": "Existe una controversia entre los Gobiernos de la Argentina y del Reino Unido de Gran Bretaña e "
    "Irlanda del Norte acerca de la soberanía sobre las Islas Malvinas (Falkland Islands).",
    "pt": "Existe uma controvérsia entre os Governos da Argentina e do Reino Unido da Grã-Bretanha e Irlanda "
    "do Norte a respeito da soberania sobre as Ilhas Malvinas (Falkland Islands).",
    "en": "A dispute exists between the Governments of Argentina and the United Kingdom of Great Britain and "
    "Northern Ireland concerning sovereignty over the Falkland Islands (Malvinas).",
}
WITH_MALVINAS = {language: f"{text} {MALVINAS[language]}" for language, text in DISCLAIMERS.items()}

#: From how many members on a country is shaded in each step.
STEPS = (1, 2, 3, 6)
PLATE_TITLES = {
    "americas": gettext_lazy("The Americas"),
    "caribbean": gettext_lazy("Central America and the Caribbean, enlarged"),
    "iberia": gettext_lazy("Portugal, Spain and Cabo Verde"),
}


@dataclass
class CountryOnMap:
    """A country of the network: its numbers of institutions by what they are, and the lists of them."""

    code: str
    name: Text
    path: str
    #: By mark: constituent, associate, member (its class not known), unconfirmed, former; on a day before
    #: today also undated.
    numbers: dict[str, int] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    @property
    def members(self) -> int:
        return sum(self.numbers.get(name, 0) for name in ("constituent", "associate", "member"))

    @property
    def step(self) -> int:
        """How dark it is: 0 without a member."""
        return sum(self.members >= least for least in STEPS)

    @property
    def uncertain(self) -> int:
        return self.numbers.get("unconfirmed", 0) + self.numbers.get("undated", 0)

    @property
    def look(self) -> str:
        """Its place in the visual code: `tint-1` and on, hatched or outline."""
        if self.step:
            return f"tint-{self.step}"
        return "hatched" if self.uncertain else "outline"

    @property
    def number(self) -> str:
        """What is written on the map: members; a question mark where none of those known is confirmed."""
        if self.members:
            return str(self.members)
        return f"{self.uncertain}?" if self.uncertain else "–"

    @property
    def in_words(self) -> str:
        """“Brazil: 0 members, 4 unconfirmed”."""
        parts = [ngettext("%(number)d member", "%(number)d members", self.members) % {"number": self.members}]
        if not self.members and not self.uncertain:
            parts = [_("no member documented here")]
        if number := self.numbers.get("unconfirmed"):
            parts.append(
                ngettext("%(number)d unconfirmed", "%(number)d unconfirmed", number) % {"number": number}
            )
        if number := self.numbers.get("undated"):
            undated = ngettext("%(number)d not documented", "%(number)d not documented", number)
            parts.append(undated % {"number": number})
        if number := self.numbers.get("former"):
            former = ngettext("%(number)d former member", "%(number)d former members", number)
            parts.append(former % {"number": number})
        return f"{self.name}: {', '.join(parts)}"


class OnPlate(NamedTuple):
    """A country on a plate: its outline and, on the plate to which it belongs, its number."""

    country: CountryOnMap
    shape: str
    lettering: Lettering | None = None


@dataclass
class ShownPlate:
    """A plate with the countries that are to be drawn on it."""

    name: str
    width: int
    height: int
    ground: str
    disputed: str
    frames: list[str]
    shapes: list[OnPlate]

    @property
    def title(self):
        return PLATE_TITLES[self.name]

    @property
    def numbered(self) -> list[OnPlate]:
        return [on for on in self.shapes if on.lettering]


@dataclass(kw_only=True)
class NetworkMap(Picture):
    """The countries of the network on three plates, shaded by their number of members."""

    countries: list[CountryOnMap]
    disclaimers: dict[str, str] = field(default_factory=lambda: WITH_MALVINAS)

    template = "pictures/network_map.html"
    drawing = "pictures/network_map.svg"

    @property
    def keys(self):
        """The looks that occur."""
        occurring = {country.look for country in self.countries}
        known = {f"tint-{step}": self._step_label(step) for step in range(1, len(STEPS) + 1)}
        known |= {
            "hatched": self._hatched_label(),
            "outline": _("no member documented"),
        }
        return [Key(look, label, "sea", look) for look, label in known.items() if look in occurring]

    @property
    def has_undated(self) -> bool:
        return any(country.numbers.get("undated") for country in self.countries)

    def _hatched_label(self):
        if self.has_undated:
            return _("membership on that day not documented (4?)")
        return _("only unconfirmed institutions known (4?)")

    @staticmethod
    def _step_label(step):
        least = STEPS[step - 1]
        if step == len(STEPS):
            return _("%(least)d members or more") % {"least": least}
        most = STEPS[step] - 1
        if least == most:
            return ngettext("%(number)d member", "%(number)d members", least) % {"number": least}
        return _("%(least)d to %(most)d members") % {"least": least, "most": most}

    @property
    def headings(self):
        return [_("Country"), *(str(label) for label in self._columns().values()), _("Members, total")]

    def _columns(self):
        undated = {"undated": _("Not documented for that day")} if self.has_undated else {}
        return {
            "constituent": _("Constituent members"),
            "associate": _("Associate members"),
            "member": _("Members, class not known"),
            "unconfirmed": _("Unconfirmed"),
            "former": _("Former members"),
        } | undated

    @property
    def rows(self):
        return [
            [
                Cell(country.name, country.path),
                *(
                    Cell(country.numbers.get(name, 0), country.paths.get(name, ""))
                    for name in self._columns()
                ),
                Cell(country.members, country.paths.get("members", "")),
            ]
            for country in self.countries
        ]

    @property
    def source(self):
        return _("%(directory)s; outlines: Natural Earth") % {"directory": super().source}

    @property
    def plates(self) -> list[ShownPlate]:
        by_code = {country.code: country for country in self.countries}
        return [self._plate(name, drawn, by_code) for name, drawn in network_shapes().items()]

    @staticmethod
    def _plate(name, drawn, by_code):
        width, height = drawn["size"]
        here = [code for code in [*drawn["numbers"], *drawn["countries"]] if code in by_code]
        shapes = [
            OnPlate(
                by_code[code],
                drawn["countries"][code],
                lettered(str(by_code[code].name), drawn["numbers"][code], width)
                if code in drawn["numbers"]
                else None,
            )
            for code in dict.fromkeys(here)
        ]
        left_out = "".join(path for code, path in drawn["countries"].items() if code not in by_code)
        ground = drawn["ground"] + left_out
        return ShownPlate(name, width, height, ground, drawn["disputed"], drawn["frames"], shapes)

    def drawn(self, width):
        """The plates in two columns, as on a wide page."""
        wide = (width - 24) // 2
        high = [round(wide * plate.height / plate.width) for plate in self.plates]
        places = [(0, 0), (wide + 24, 0), (wide + 24, high[1] + 24)]
        placed = [
            {"plate": plate, "x": x, "y": y, "width": wide, "height": height}
            for plate, (x, y), height in zip(self.plates, places, high, strict=True)
        ]
        return {"plates": placed, "height": max(high[0], high[1] + high[2] + 24)}
