"""Time zones (IANA tz database): those that events may name, what they are called, and their offsets."""

import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: The zone of what says none: Montevideo's, where the Centre is.
CENTRE = "America/Montevideo"
#: The zones of the network's countries and of the ILO's houses, by the name of their city; those with
#: another name in Spanish or Portuguese are messages.
CITIES = {
    "America/Antigua": "St. John’s",
    "America/Argentina/Buenos_Aires": "Buenos Aires",
    "America/Asuncion": gettext_lazy("Asunción"),
    "America/Barbados": "Bridgetown",
    "America/Belize": gettext_lazy("Belize City"),
    "America/Bogota": "Bogotá",
    "America/Cancun": "Cancún",
    "America/Caracas": "Caracas",
    "America/Costa_Rica": "San José",
    "America/Dominica": "Roseau",
    "America/El_Salvador": "San Salvador",
    "America/Grenada": "St. George’s",
    "America/Guatemala": gettext_lazy("Guatemala City"),
    "America/Guayaquil": "Guayaquil",
    "America/Guyana": "Georgetown",
    "America/Havana": gettext_lazy("Havana"),
    "America/Jamaica": "Kingston",
    "America/La_Paz": "La Paz",
    "America/Lima": "Lima",
    "America/Managua": gettext_lazy("Managua"),
    "America/Manaus": "Manaus",
    "America/Mexico_City": gettext_lazy("Mexico City"),
    "America/Montevideo": gettext_lazy("Montevideo"),
    "America/Nassau": "Nassau",
    "America/New_York": gettext_lazy("New York"),
    "America/Noronha": "Fernando de Noronha",
    "America/Panama": gettext_lazy("Panama City"),
    "America/Paramaribo": "Paramaribo",
    "America/Port-au-Prince": gettext_lazy("Port-au-Prince"),
    "America/Port_of_Spain": gettext_lazy("Port of Spain"),
    "America/Rio_Branco": "Rio Branco",
    "America/Santiago": "Santiago",
    "America/Santo_Domingo": "Santo Domingo",
    "America/Sao_Paulo": "São Paulo",
    "America/St_Kitts": "Basseterre",
    "America/St_Lucia": "Castries",
    "America/St_Vincent": "Kingstown",
    "America/Tegucigalpa": "Tegucigalpa",
    "America/Tijuana": "Tijuana",
    "Africa/Bissau": gettext_lazy("Bissau"),
    "Africa/Luanda": "Luanda",
    "Africa/Malabo": "Malabo",
    "Africa/Maputo": "Maputo",
    "Africa/Sao_Tome": gettext_lazy("São Tomé"),
    "Atlantic/Cape_Verde": "Praia",
    "Europe/Lisbon": gettext_lazy("Lisbon"),
    "Europe/Madrid": gettext_lazy("Madrid"),
    "Europe/Rome": gettext_lazy("Rome"),
    "Europe/Zurich": gettext_lazy("Zurich"),
}


@cache
def _by_country() -> dict[str, list[str]]:
    """By the code of a country its zones, as the tz database lists them."""
    found: dict[str, list[str]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, _place, zone = line.split("\t")[:3]
            found.setdefault(code, []).append(zone)
    return found


@cache
def _all() -> frozenset[str]:
    return frozenset(available_timezones())


def is_known(zone: str) -> bool:
    return zone in _all()


def only_zone_of(country_code: str) -> str:
    """The zone of a country that has a single one; empty for all others."""
    zones = _by_country().get(country_code, ())
    return zones[0] if len(zones) == 1 else ""


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones for a form: those of the network's countries first, each by its city."""
    listed = {zone for zones in _by_country().values() for zone in zones} & _all()
    others = [(zone, zone.replace("_", " ")) for zone in sorted(listed - CITIES.keys())]
    return [
        (gettext_lazy("Countries of the network"), list(CITIES.items())),
        (gettext_lazy("Other time zones"), [*others, ("UTC", "UTC")]),
    ]


def city_of(zone: str) -> str:
    """What readers call a zone: “Montevideo”."""
    return str(CITIES.get(zone) or zone.rpartition("/")[2].replace("_", " "))


def offset_in_words(moment: datetime.datetime) -> str:
    """“UTC−3”, “UTC+5:30”; “UTC” where there is none."""
    minutes = int(moment.utcoffset().total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def place_in_words(zone: str, moment: datetime.datetime) -> str:
    """“Montevideo (UTC−3)”."""
    if zone == "UTC":
        return "UTC"
    # Translators: a city and its offset from universal time: “Montevideo (UTC−3)”.
    return _("%(city)s (%(offset)s)") % {"city": city_of(zone), "offset": offset_in_words(moment)}


def moment_at(day: datetime.date, time: datetime.time, zone: str) -> datetime.datetime:
    return datetime.datetime.combine(day, time, ZoneInfo(zone))
