"""Persons by the names in references: those who are known, and those who are made for it."""

from collections.abc import Iterable

from django.utils.text import slugify

from cinterfor.history.models import Version
from cinterfor.search.languages import key
from knowledge.models import Person

LONGEST = Person._meta.get_field("family_name").max_length


def parted(name: str) -> tuple[str, str]:
    """Family and given name of “Vargas Zúñiga, Fernando, 1955-”."""
    family, _comma, rest = name.partition(",")
    given = rest.partition(",")[0].strip()
    if not any(letter.isalpha() for letter in given):
        given = ""
    return family.strip()[:LONGEST], given[:LONGEST]


class Persons:
    """Finds persons by name, and makes those who are new."""

    def __init__(self):
        self._known: dict[tuple[str, str], int] = {}

    def look_for(self, names: Iterable[str]) -> None:
        """Have the persons of these names at hand."""
        families = {parted(name)[0] for name in names}
        found = Person.objects.filter(family_name__in=families | {item.title() for item in families})
        for pk, family, given in found.order_by("-pk").values_list("pk", "family_name", "given_name"):
            self._known[key(family), key(given)] = pk

    def key(self, name: str) -> int | None:
        """The person's key; None where the name holds no word."""
        family, given = parted(name)
        folded = (key(family), key(given))
        if not folded[0]:
            return None
        if folded not in self._known:
            self._known[folded] = _made(family, given).pk
        return self._known[folded]

    def printed(self, name: str) -> str:
        family, given = parted(name)
        return f"{given} {family}".strip()[:200]


def _made(family: str, given: str) -> Person:
    wish = slugify(f"{family} {given}")[:100] or "person"
    taken = set(Person.objects.filter(slug__startswith=wish).values_list("slug", flat=True))
    number, slug = 2, wish
    while slug in taken:
        number, slug = number + 1, f"{wish}-{number}"
    return Person.objects.create(family_name=family, given_name=given, slug=slug)


def take_away(model, lines: list) -> None:
    """Persons whom an import made, where no work names them any more and nobody changed them since."""
    batches = {line.source.batch_id for line in lines} - {None}
    versions = Version.objects.of(Person)
    made = set(versions.filter(batch__in=batches).values_list("record_id", flat=True))
    changed = versions.filter(record_id__in=made).exclude(batch__in=batches)
    kept = set(changed.values_list("record_id", flat=True))
    for person in Person.objects.filter(pk__in=made - kept, contributions=None):
        person.delete()
