"""What is kept of a translators' file: a line for each record or message that was edited."""

from collections import Counter
from collections.abc import Container, Iterator

from django.utils.translation import gettext as _

from cinterfor.exchange.models import Import, Line

from .comparing import is_untouched
from .files.received import Received


def repeated_in(units: list[Received]) -> set[str]:
    return {name for name, count in Counter(unit.id for unit in units).items() if count > 1}


def edited(units: list[Received], repeated: Container[str]) -> Iterator[Received]:
    """Without what is empty, or as it went out."""
    for unit in units:
        if unit.target.strip() and (unit.id in repeated or not is_untouched(unit)):
            yield unit


def line_of(made: Import, number: int, units: list[Received], repeated: Container[str], **values) -> Line:
    told = _("It stands several times in the file.")
    flaws = {unit.id: [told] for unit in units if unit.id in repeated}
    cells = {unit.id: unit[1:] for unit in units}
    return Line(source=made, number=number, cells=cells, **{"flaws": flaws} | values)
