"""All themes at a glance: on which somebody can help, and on which somebody seeks help."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cinterfor.pictures.bars import Bars, Row
from cinterfor.pictures.picture import Key
from cinterfor.pictures.registry import PictureType
from knowledge.models import Theme
from network.models import CooperationOffer, Institution

from .evidence import SHOWS, shown
from .filters import OF_INSTITUTIONS, ExpertiseFilter, Known

Direction = CooperationOffer.Direction


@dataclass
class OnTheme:
    """A theme with the keys of the institutions that offer something on it, show work on it, or seek help."""

    theme: Theme
    query: str
    declared: set[int] = field(default_factory=set)
    shown: set[int] = field(default_factory=set)
    sought: set[int] = field(default_factory=set)

    @property
    def total(self) -> int:
        return len(self.declared | self.shown)

    @property
    def path(self) -> str:
        return self._path()

    @property
    def path_of_seekers(self) -> str:
        return self._path(direction=Direction.SEEKS)

    @property
    def row(self) -> Row:
        numbers = {Known.DECLARED: len(self.declared), Known.SHOWN: len(self.shown - self.declared)}
        return Row(self.theme.title_text, self.path, numbers)

    def _path(self, **more) -> str:
        asked = urlencode({"theme": self.theme.slug, **more})
        return f"{reverse('expertise')}?{asked}{'&' if self.query else ''}{self.query}"


class Overview:
    """What institutions offer, show and seek, theme by theme; a theme counts those below it too."""

    def __init__(self, institutions: QuerySet, query: str = ""):
        self._institutions, self._query = institutions.order_by(), query

    @cached_property
    def themes(self) -> list[OnTheme]:
        """All themes, in the order of their groups."""
        themes = Theme.objects.published().with_group().order_by("group_order", "pk")
        found = {theme.pk: OnTheme(theme, self._query) for theme in themes}
        for row in shown(self._institutions):
            if row.what in SHOWS and row.theme in found:
                found[row.theme].shown.add(row.institution)
        offers = CooperationOffer.objects.public().filter(institution__in=self._institutions.values("pk"))
        for institution, direction, *themes in offers.values_list(
            "institution", "direction", "theme", "theme__broader"
        ):
            for theme in filter(found.get, themes):
                _keys(found[theme], direction).add(institution)
        return list(found.values())

    @property
    def groups(self) -> list[OnTheme]:
        return [item for item in self.themes if not item.theme.broader_id]

    @property
    def known(self) -> list[OnTheme]:
        """The themes on which somebody can help, most first."""
        return sorted((item for item in self._below if item.total), key=lambda item: -item.total)

    @property
    def unknown(self) -> list[OnTheme]:
        return [item for item in self._below if not item.total]

    @property
    def sought(self) -> list[OnTheme]:
        return sorted((item for item in self.themes if item.sought), key=lambda item: -len(item.sought))

    @property
    def _below(self) -> list[OnTheme]:
        return [item for item in self.themes if item.theme.broader_id]

    def picture(self) -> Bars:
        return Bars(
            name=PICTURE,
            query=self._query,
            title=_("Themes on which institutions can help"),
            note=_(
                "Each institution counts once on a theme. What it declared is an offer; what its work shows"
                " is none, and is drawn apart."
            ),
            heading=_("Theme"),
            classes=[
                Key(Known.DECLARED, _("Declare that they can help"), "sea", "solid"),
                Key(Known.SHOWN, _("Show it by their work alone"), "sea", "hatched"),
            ],
            bars=[item.row for item in self.known],
        )


def _keys(item: OnTheme, direction: str) -> set[int]:
    return item.declared if direction == Direction.OFFERS else item.sought


def _taken_away(**chosen) -> Bars:
    """The picture by itself, of the institutions that its address names."""
    asked = {name: getattr(chosen[name], "code", chosen[name]) for name in OF_INSTITUTIONS if chosen[name]}
    filters = _filters(QueryDict(urlencode(asked)))
    return Overview(filters.qs, filters.whose).picture()


def _filters(query) -> ExpertiseFilter:
    return ExpertiseFilter(query, queryset=Institution.objects.published())


PICTURE = "expertise-by-theme"


def _scope(query):
    return _filters(query).form


PICTURES = [PictureType(PICTURE, _taken_away, scope=_scope, shown=False)]
