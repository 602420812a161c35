"""Knowledge products and events as pictures."""

from django.utils.translation import gettext as _

from cinterfor.pictures.bars import Bars, Row, by_year, counted
from cinterfor.pictures.picture import Key
from cinterfor.pictures.registry import PictureType
from cinterfor.publishing.languages import WORK_LANGUAGES, Text
from cinterfor.publishing.urls import list_path

from .filters import DECADES
from .models import Event, Product

#: Shapes for classes of one hue, those of most weight first.
STYLES = ("solid", "outline", "hatched", "half", "dotted")


def keys_of(choices, hue: str, styles=STYLES) -> list[Key]:
    """A legend for choices: each with its own shape, the last ones sharing one."""
    styles = [*styles, *[styles[-1]] * len(choices)]
    return [Key(value, label, hue, style) for (value, label), style in zip(choices, styles, strict=False)]


LANGUAGE_KEYS = keys_of(WORK_LANGUAGES, "leaf")
LEVELS = ("regional", "subregional", "international", "national", "sectoral")
LEVEL_STYLES = ("solid", "hatched", "outline", "dotted", "half")
LEVEL_KEYS = keys_of([(level, Event.Level(level).label) for level in LEVELS], "gold", LEVEL_STYLES)


def products_by_decade() -> Bars:
    products = Product.objects.published().with_decade()
    numbers = counted(products, "decade", "language")
    rows = [_decade(year, name, numbers[int(year)]) for year, name in DECADES if int(year) in numbers]
    if None in numbers:
        rows.append(Row(Text(_("Date not known"), None), "", numbers[None]))
    return Bars(
        title=_("Knowledge products by decade and language"),
        note=_("By the date of publication and the language in which the work appeared."),
        heading=_("Decade"),
        classes=LANGUAGE_KEYS,
        bars=rows,
    )


def _decade(year, name, numbers):
    paths = {language: list_path("product", language=language, decade=year) for language in numbers}
    return Row(Text(name, None), list_path("product", decade=year), numbers, paths)


def products_by_kind() -> Bars:
    numbers = counted(Product.objects.published(), "kind", "language")
    declared = Product.Kind.values.index
    kinds = sorted(numbers, key=lambda kind: (-sum(numbers[kind].values()), declared(kind)))
    return Bars(
        title=_("Knowledge products by kind"),
        heading=_("Kind"),
        classes=LANGUAGE_KEYS,
        bars=[_kind(kind, numbers[kind]) for kind in kinds],
    )


def _kind(kind, numbers):
    paths = {language: list_path("product", kind=kind, language=language) for language in numbers}
    return Row(Text(str(Product.Kind(kind).label), None), list_path("product", kind=kind), numbers, paths)


def products_by_language() -> Bars:
    numbers = counted(Product.objects.published(), "language", "kind")
    return Bars(
        title=_("Knowledge products by language"),
        note=_("The language in which the work was published; its description here has three."),
        heading=_("Language"),
        classes=LANGUAGE_KEYS,
        bars=[
            Row(
                Text(str(label), None),
                list_path("product", language=language),
                {language: sum(numbers[language].values())},
            )
            for language, label in WORK_LANGUAGES
            if language in numbers
        ],
    )


def events_by_year() -> Bars:
    return Bars(
        title=_("Events by year and level"),
        heading=_("Year"),
        classes=LEVEL_KEYS,
        bars=by_year(Event.objects.published(), "begins_first", "level", "event"),
    )


PICTURES = [
    PictureType("products-by-decade", products_by_decade),
    PictureType("products-by-kind", products_by_kind),
    PictureType("products-by-language", products_by_language),
    PictureType("events-by-year", events_by_year),
]
