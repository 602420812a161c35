"""Descriptors of other catalogues, and the themes that works get which come in with them."""

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.exchange.cells import ITEMS, read
from cinterfor.exchange.models import Import, Line
from cinterfor.exchange.registry import Column, Told
from knowledge.models import Descriptor
from knowledge.models.descriptors import folded

NAME = "descriptors"
#: So many of those without a theme are told in the report of an import; the table has all.
TOLD = 25


def texts_of(cell: str) -> list[str]:
    texts = (text.strip().replace(r"\|", "|") for text in ITEMS.split(read(cell)))
    return list(dict.fromkeys(text for text in texts if folded(text)))


def check(model, lines: list[Line]) -> None:
    """Give the themes; descriptors that were never met are listed, whatever becomes of the import."""
    found = {line.pk: texts_of(line.cells.get(NAME, "")) for line in lines}
    texts = [text for own in found.values() for text in own]
    if not texts:
        return
    Descriptor.objects.meet(texts)
    known = Descriptor.objects.by_text(texts)
    for line in lines:
        themes = {known[folded(text)].theme_id for text in found[line.pk]} - {None}
        present = line.after["relations"]["themes"]
        is_filled = line.choice == Line.Choice.FILL and line.before and line.before["relations"]["themes"]
        if not is_filled:
            line.after["relations"]["themes"] = sorted({*present, *themes})


def count(model, lines: list[Line], each: int = 1) -> None:
    new = [line for line in lines if line.outcome == Line.Outcome.NEW]
    texts = (text for line in new for text in texts_of(line.cells.get(NAME, "")))
    met = Counter(map(folded, texts))
    Descriptor.objects.add_works({name: number * each for name, number in met.items()})


def discount(model, lines: list[Line]) -> None:
    count(model, [line for line in lines if not line.left_alone], -1)


def tell(item: Import) -> Told | None:
    """Which descriptors of an import mean no theme yet, and in how many of its rows they stand."""
    met = Counter(
        text
        for cell in item.lines.filter(cells__has_key=NAME)
        .order_by()
        .values_list("cells__descriptors", flat=True)
        for text in texts_of(cell)
    )
    known = Descriptor.objects.by_text(met)
    without = [
        (text, number, known.get(folded(text)))
        for text, number in met.most_common()
        if folded(text) not in known or known[folded(text)].theme_id is None
    ]
    if not without:
        return None
    return Told(
        _("Descriptors without a theme: %(number)d") % {"number": len(without)},
        _(
            "Works that have them come in without a theme for them. Say which theme each means, and send "
            "the file again."
        ),
        [
            (text, number, reverse("admin:knowledge_descriptor_change", args=[item.pk]) if item else "")
            for text, number, item in without[:TOLD]
        ],
    )


COLUMN = Column(
    NAME,
    gettext_lazy("descriptors"),
    gettext_lazy(
        "Subject headings of another catalogue, with “|” between. Which theme each means stands in the table "
        "of descriptors."
    ),
    check=check,
    keep=count,
    forget=discount,
    tell=tell,
)
