"""The series in which a work appeared, as one cell: “Trazos de la Formación, 9”."""

from django.utils.translation import gettext_lazy as _

from cinterfor.exchange.cells import read
from cinterfor.exchange.models import Line
from cinterfor.exchange.registry import Column
from knowledge.models import Product, Series
from knowledge.models.series import Place, place_in

NAME = "series_as_printed"
LONGEST = Series._meta.get_field("title").max_length
PERIODICALS = {Product.Kind.ARTICLE, Product.Kind.BULLETIN}


def place_of(line: Line) -> Place:
    """Title and number."""
    title, number = place_in(read(line.cells[NAME]))
    return Place(title[:LONGEST].strip(), number)


def _telling(lines: list[Line]) -> list[Line]:
    """Rows that name a series, of records that have none yet."""
    return [line for line in lines if line.cells.get(NAME) and not line.after["fields"].get("series_id")]


def _put(line: Line, key: int, number: str) -> None:
    line.after["fields"]["series_id"] = key
    line.after["fields"]["number"] = line.after["fields"].get("number") or number


def check(model, lines: list[Line]) -> None:
    """Series that are here; others are made when the work is written."""
    places = {line.pk: place_of(line) for line in _telling(lines)}
    titles = {place.title for place in places.values()}
    known = dict(Series.objects.filter(title__in=titles).values_list("title", "pk"))
    for line in lines:
        if line.pk in places and (key := known.get(places[line.pk].title)):
            _put(line, key, places[line.pk].number)


def news(model, lines: list[Line]) -> set[int]:
    return {line.pk for line in _telling(lines) if place_of(line).title}


def prepare(model, lines: list[Line]) -> None:
    for line in _telling(lines):
        title, number = place_of(line)
        if title:
            is_periodical = line.after["fields"]["kind"] in PERIODICALS
            kind = Series.Kind.PERIODICAL if is_periodical else Series.Kind.MONOGRAPHIC
            _put(line, Series.objects.named(title, kind=kind).pk, number)


COLUMN = Column(
    NAME,
    _("series as printed"),
    _("Its title, and behind a comma the number. A series that is not here yet is added."),
    check=check,
    news=news,
    prepare=prepare,
)
