"""Who made a work, as one cell: “Vargas Zúñiga, Fernando | OIT/Cinterfor [editor]”.

A name with a comma is a person's; one without is that of an institution of the directory.
"""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.exchange.cells import ITEMS, read
from cinterfor.exchange.keys import new_keys
from cinterfor.exchange.models import Line
from cinterfor.exchange.registry import Column
from cinterfor.history.state import fields_of
from cinterfor.search.languages import key
from knowledge.models import Contribution
from network.models import Institution

from .persons import Persons, take_away

NAME = "contributors"
ROLE = re.compile(r"\s*\[([^\]]*)\]\s*$")
ACRONYM = re.compile(r"\(([^()]+)\)\s*$")


class Contributor(NamedTuple):
    """A name as printed, “family, given” of persons, and the role."""

    name: str
    role: str = Contribution.Role.AUTHOR


def as_cell(contributors: list[Contributor]) -> str:
    texts = []
    for name, role in contributors:
        plain = " ".join(name.split()).replace("|", "/")[:200]
        if plain.strip(" ,.;[]"):
            texts.append(plain if role == Contribution.Role.AUTHOR else f"{plain} [{role}]")
    return " | ".join(dict.fromkeys(texts))


def from_cell(cell: str) -> list[Contributor]:
    roles = {str(label).casefold(): value for value, label in Contribution.Role.choices}
    roles |= {value: value for value in Contribution.Role.values}
    found = []
    for text in ITEMS.split(read(cell)):
        said = ROLE.search(text)
        name = ROLE.sub("", text).replace(r"\|", "|").strip()[:200]
        role = roles.get(said[1].strip().casefold(), "") if said else Contribution.Role.AUTHOR
        if name:
            found.append(Contributor(name, role or Contribution.Role.AUTHOR))
    return list(dict.fromkeys(found))


class Institutions:
    """The directory by names and acronyms."""

    def __init__(self):
        self._known: dict[str, int] | None = None

    def find(self, name: str) -> int | None:
        if self._known is None:
            self._known = _by_name()
        acronym = ACRONYM.search(name)
        texts = [name, name.rstrip("."), ACRONYM.sub("", name), acronym[1] if acronym else ""]
        return next((self._known[key(text)] for text in texts if text and key(text) in self._known), None)


def _by_name() -> dict[str, int]:
    """By every name that exactly one institution has."""
    columns = [
        field.attname
        for field in Institution._meta.concrete_fields
        if field.attname.startswith(("name_", "acronym"))
    ]
    owners: dict[str, set[int]] = {}
    for pk, *names in Institution._base_manager.values_list("pk", *columns):
        for name in names:
            if isinstance(name, str) and key(name):
                owners.setdefault(key(name), set()).add(pk)
    return {name: pks.pop() for name, pks in owners.items() if len(pks) == 1}


def _telling(lines: list[Line]) -> list[Line]:
    """Rows with contributors, of records that have none yet."""
    return [
        line
        for line in lines
        if line.cells.get(NAME) and not (line.before and line.before["rows"].get("contributions"))
    ]


def check(model, lines: list[Line]) -> None:
    institutions = Institutions()
    telling = _telling(lines)
    for line in lines:
        if line.cells.get(NAME) and line not in telling and line.choice != Line.Choice.FILL:
            line.remarks[NAME] = [_("The record has contributors already; they stay as they are.")]
    for line in telling:
        unknown = [
            item.name
            for item in from_cell(line.cells[NAME])
            if "," not in item.name and not institutions.find(item.name)
        ]
        told = _(
            "“%(name)s” is left out: no institution of the directory is called so. "
            "Persons are written “Family name, Given name”."
        )
        if unknown:
            line.remarks[NAME] = [told % {"name": name} for name in unknown]


def news(model, lines: list[Line]) -> set[int]:
    institutions = Institutions()
    return {
        line.pk
        for line in _telling(lines)
        if any("," in item.name or institutions.find(item.name) for item in from_cell(line.cells[NAME]))
    }


def prepare(model, lines: list[Line]) -> None:
    """Give the states of the rows their contributions; persons who are new are made."""
    institutions, persons = Institutions(), Persons()
    telling = {line.pk: from_cell(line.cells[NAME]) for line in _telling(lines)}
    persons.look_for(item.name for found in telling.values() for item in found if "," in item.name)
    for line in lines:
        if line.pk in telling:
            found = _contributions(telling[line.pk], institutions, persons)
            keys = new_keys(Contribution, len(found))
            line.after["rows"] = line.after["rows"] | {
                "contributions": {
                    str(pk): fields_of(item, without="product") for pk, item in zip(keys, found, strict=True)
                }
            }


def _contributions(contributors, institutions, persons) -> list[Contribution]:
    found: dict[tuple, Contribution] = {}
    for name, role in contributors:
        institution = None if "," in name else institutions.find(name)
        person = persons.key(name) if "," in name else None
        if institution or person:
            item = Contribution(
                person_id=person,
                institution_id=institution,
                role=role,
                name_as_printed=persons.printed(name) if person else name,
                position=len(found),
            )
            found.setdefault((institution, person, role), item)
    return list(found.values())


COLUMN = Column(
    NAME,
    gettext_lazy("contributors"),
    gettext_lazy(
        "Persons as “Family name, Given name”, institutions of the directory by name or acronym; with “|” "
        "between. The role stands behind in brackets, as in “Silva, Ana [editor]”; without it: author."
    ),
    check=check,
    news=news,
    prepare=prepare,
    forget=take_away,
)
