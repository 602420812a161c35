"""How much of what is public is translated: by language, type of record and field."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet, Sum, TextField, Value
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cinterfor.history.registry import kept_models
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.richtext import rich_fields

from .aligning import State
from .catalogues import own_path
from .collection import SOURCE_LANGUAGE
from .columns import WithoutTags, Words, source, state
from .interface import Message, messages
from .ledger import translated_fields
from .models import INTERFACE
from .units import translated_models

#: For how many seconds readers are shown the same count.
KEPT = 300


@dataclass(frozen=True)
class Amount:
    """How many texts are complete, outdated and missing, and how many words their sources have that are not
    complete.
    """

    complete: int = 0
    outdated: int = 0
    missing: int = 0
    words_left: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(*map(sum, zip(asdict(self).values(), asdict(other).values(), strict=True)))

    @property
    def total(self) -> int:
        return self.complete + self.outdated + self.missing

    @property
    def thousandths(self) -> int:
        """What part is complete; rounded down, so that only all is all."""
        return 1000 * self.complete // self.total if self.total else 1000

    @property
    def percent(self) -> float:
        return self.thousandths / 10

    @property
    def whole_percent(self) -> int:
        return self.thousandths // 10

    @property
    def is_complete(self) -> bool:
        return self.complete == self.total


class Line(NamedTuple):
    """A field of a type of records, in one language that it is translated into."""

    language: str
    type: str
    field: str
    amount: Amount


@dataclass(frozen=True)
class Table:
    """All lines, as they were at a moment."""

    lines: tuple[Line, ...]
    counted_at: datetime

    def amounts(self, language: str) -> dict[str, Amount]:
        """By type, the interface last."""
        found: dict[str, Amount] = {}
        for line in self.lines:
            if line.language == language:
                found[line.type] = found.get(line.type, Amount()) + line.amount
        return found

    def total(self, language: str) -> Amount:
        """The texts of all records; the interface counts apart."""
        amounts = self.amounts(language)
        return sum((amount for name, amount in amounts.items() if name != INTERFACE), Amount())

    def fields(self, language: str, type_name: str) -> dict[str, Amount]:
        """Of one type, by field."""
        return {
            line.field: line.amount
            for line in self.lines
            if (line.language, line.type) == (language, type_name)
        }


def label_of_type(type_name: str) -> str:
    """What a line of the table is about, in the reader's language."""
    if type_name == INTERFACE:
        # Translators: the words of the portal itself: menus, buttons, messages.
        return _("Interface of the portal")
    return capfirst(str(translated_models()[type_name]._meta.verbose_name_plural))


def current() -> Table:
    """The table as it was a few minutes ago at most."""
    return cache.get_or_set("translation_progress", measure, KEPT)


def measure() -> Table:
    """Count all texts, in one query for each type of records."""
    lines = [line for name, model in translated_models().items() for line in _lines(name, model)]
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE and own_path(language).is_file():
            lines.append(Line(language, INTERFACE, "", interface(language)))
    return Table(tuple(lines), timezone.now())


def public(model: type) -> QuerySet:
    """What readers meet; what has no publication of its own, such as a sector, is as public as its names."""
    records = model.objects.all()
    return records.published() if hasattr(records, "published") else records


def _lines(name: str, model: type) -> Iterator[Line]:
    first, *others = _queries(model)
    found: dict[tuple[str, str], dict[str, tuple]] = {}
    for field, language, text_state, texts, words in first.union(*others, all=True):
        found.setdefault((field, language), {})[text_state] = (texts, words or 0)
    for (field, language), by_state in sorted(found.items()):
        texts = (by_state.get(item, (0, 0))[0] for item in (State.COMPLETE, State.OUTDATED, State.MISSING))
        yield Line(language, name, field, Amount(*texts, sum(words for _texts, words in by_state.values())))


def _queries(model: type) -> Iterator[QuerySet]:
    """For each field and language: (field, language, state, how many texts, words left)."""
    records = public(model)
    for field in translated_fields(model):
        yield from _by_language(model, records, field, field)
    for name in kept_models()[model].rows:
        relation = model._meta.get_field(name)
        rows, owner = relation.related_model, relation.field.name
        belonging = rows._base_manager.filter(**{f"{owner}__in": records.values("pk")})
        for field in translated_fields(rows):
            yield from _by_language(rows, belonging, field, f"{name}.{field}", owner)


def _by_language(
    model: type, records: QuerySet, field: str, name: str, owner: str = ""
) -> Iterator[QuerySet]:
    text = source(model, field)[1]
    words = Words(WithoutTags(text) if field in rich_fields(model) else text)
    for language in LANGUAGES:
        yield (
            records.order_by()
            .annotate(text_state=state(model, field, language, owner))
            .exclude(text_state=None)
            .values("text_state")
            .annotate(
                text_field=Value(name, TextField()),
                text_language=Value(language, TextField()),
                texts=Count("pk"),
                words=Sum(words, filter=~Q(text_state=State.COMPLETE)),
            )
            .values_list("text_field", "text_language", "text_state", "texts", "words")
        )


def interface(language: str) -> Amount:
    """Of the messages of the portal itself, as they are shown."""
    return sum(map(_amount, messages(language).values()), Amount())


def _amount(message: Message) -> Amount:
    if message.state == State.COMPLETE:
        return Amount(complete=1)
    words = len(f"{message.entry.msgid} {message.entry.msgid_plural}".split())
    is_outdated = message.state == State.OUTDATED
    return Amount(outdated=int(is_outdated), missing=int(not is_outdated), words_left=words)
