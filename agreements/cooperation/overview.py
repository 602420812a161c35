"""The overview of cooperation: members without agreements, and who provides what to whom."""

import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from cinterfor.formats.tabular import Table
from cinterfor.pictures.registry import get_picture_type
from cinterfor.publishing.listing import Filtered

from . import uninvolved
from .provisions import ProvisionFilter, Provisions, name_of

MEMBERS, PROVISIONS = "members-without-agreements", "who-provides-what"


class Overview(Filtered):
    """What the filters of the page leave; region and country narrow the members too."""

    page_name = "cooperation_overview"

    def __init__(self, filters: ProvisionFilter):
        self.filters = filters

    @property
    def day(self) -> datetime.date | None:
        """The day of which it is true; None for today, or where what was asked is no day."""
        return self.filters.form.cleaned_data.get("on") if self.filters.is_valid() else None

    @cached_property
    def pairs(self) -> Provisions:
        return self.filters.pairs

    @cached_property
    def _members(self):
        cleaned = self.filters.form.cleaned_data
        return uninvolved.members(cleaned["region"], cleaned["country"], self.day)

    @cached_property
    def member_count(self) -> int:
        return self._members.count()

    @cached_property
    def uninvolved(self) -> list:
        return list(uninvolved.without_agreements(self._members, self.day))

    @property
    def countries(self):
        return uninvolved.by_country(self.uninvolved)

    @property
    def picture(self):
        """Of all agreements, whatever is chosen: the page says so."""
        return get_picture_type("agreements-by-region").drawn({})

    def table(self, name: str) -> Table | None:
        made = {MEMBERS: self._members_table, PROVISIONS: self._provisions_table}.get(name)
        return made() if made else None

    def _members_table(self) -> Table:
        headings = {
            "id": _("identifier"),
            "name": _("name"),
            "acronym": _("acronym"),
            "country": _("country"),
            "region": _("region"),
            "membership": _("membership"),
        }
        rows = [
            {
                "id": found.slug,
                "name": found.title_text.value,
                "acronym": found.acronym or "",
                "country": found.country.code if found.country else None,
                "region": found.country.region if found.country else None,
                "membership": found.mark,
            }
            for found in self.uninvolved
        ]
        return Table(MEMBERS, _("Members without agreements"), headings, rows)

    def _provisions_table(self) -> Table:
        headings = {
            "provider": _("provider"),
            "recipient": _("recipient"),
            "themes": _("themes"),
            "agreements": _("agreements"),
            "number": _("number of agreements"),
            "newest": _("year of the last"),
        }
        rows = [
            {
                "provider": str(name_of(pair.provider)),
                "recipient": str(name_of(pair.recipient)),
                "themes": [theme.slug for theme in pair.themes],
                "agreements": [found.slug for found in pair.signed],
                "number": len(pair.signed),
                "newest": pair.newest or None,
            }
            for pair in self.pairs.with_themes(slice(None))
        ]
        return Table(PROVISIONS, _("Who provides what to whom"), headings, rows)
