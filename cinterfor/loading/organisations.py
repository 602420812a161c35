"""Which institution or country a name means, as agreements, events and title pages write it."""

import re
from collections import defaultdict
from functools import cached_property

from django.utils.text import slugify
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import LANGUAGES
from network.models import Country, Institution

from .source import Folder, read_shipped

#: Names that the data's SCHEMA.md resolves to a member.
MEMBERS_AS_WRITTEN = {"MTSS Uruguay": "uy-dinae"}
STATE = re.compile(
    r"^(?:el |o |the )?(?:gobierno|governo|government|república|republic|estado|state)"
    r"(?: de la| de los| del| de| da| do| dos| das| of the| of)? ",
    re.IGNORECASE,
)
NAME_KEYS = ("name", *(f"name_{code}" for code in LANGUAGES))


class Ambiguous(ValueError):
    """A name that two institutions bear."""


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


class Names:
    """Names of the folder's, the database's and the shipped organisations, strongest kind first."""

    def __init__(self, folder: Folder):
        self.folder = folder
        self.written: dict[str, set[str]] = defaultdict(set)
        self.names: dict[str, set[str]] = defaultdict(set)
        self.acronyms: dict[str, set[str]] = defaultdict(set)
        for name, slug in MEMBERS_AS_WRITTEN.items():
            self.written[_plain(name)].add(slug)
        for record in self._records():
            self._add(record)
        self._add_stored()

    @cached_property
    def shipped_partners(self) -> dict[str, dict]:
        """Partners that stand in where the folder has no file of them."""
        return {} if "partners" in self.folder.records else read_shipped("partners")

    def _records(self):
        yield from self.shipped_partners.values()
        for file in ("partners", "institutions"):
            refused = self.folder.refused
            yield from (item for key, item in self.folder.of(file).items() if (file, key) not in refused)

    def _add(self, record: dict) -> None:
        slug = record["id"]
        for name in record.get("as_written", ()):
            self.written[_plain(name)].add(slug)
        for name in filter(None, map(record.get, NAME_KEYS)):
            self.names[_plain(name)].add(slug)
        if record["acronym"]:
            self.acronyms[_plain(record["acronym"])].add(slug)

    def _add_stored(self) -> None:
        columns = ["slug", "acronym", "official_name", *NAME_KEYS[1:]]
        for slug, acronym, *names in Institution.objects.values_list(*columns):
            for name in filter(None, names):
                self.names[_plain(name)].add(slug)
            if acronym:
                self.acronyms[_plain(acronym)].add(slug)

    def institution(self, name: str) -> str | None:
        """The id of the institution that is meant, or None; two that bear the name are an error."""
        for known in (self.written, self.names, self.acronyms):
            found = known.get(_plain(name), set())
            if len(found) > 1:
                ids = ", ".join(sorted(found))
                raise Ambiguous(_("“%(name)s” may be any of: %(ids)s") % {"name": name, "ids": ids})
            if found:
                return next(iter(found))
        return None

    def institution_or_none(self, name: str) -> str | None:
        try:
            return self.institution(name)
        except Ambiguous:
            return None

    @cached_property
    def countries(self) -> dict[str, str]:
        found = {}
        columns = ["code", *NAME_KEYS[1:]]
        stored = [dict(zip(columns, row, strict=True)) for row in Country.objects.values_list(*columns)]
        refused = self.folder.refused
        own = [item for key, item in self.folder.of("countries").items() if ("countries", key) not in refused]
        for record in [*read_shipped("countries").values(), *stored, *own]:
            found |= {_plain(record[key]): record["code"] for key in columns[1:] if record.get(key)}
        return found

    def country(self, name: str) -> str | None:
        """The code of the country whose State or government is named."""
        return self.countries.get(_plain(name)) or self.countries.get(_plain(STATE.sub("", name.strip())))


def slug_of_name(name: str) -> str:
    """The id of a partner that is known by its name only."""
    return slugify(name)[:110]
