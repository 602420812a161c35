"""All texts to translate into a language, as translators get them: one unit a text, or a paragraph of it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import override

from cinterfor.exchange.bases import bases_of, is_public
from cinterfor.history.registry import Kept, kept_models
from cinterfor.history.state import states_of
from cinterfor.publishing.languages import best
from cinterfor.publishing.models import Publication, Record
from cinterfor.publishing.plaintext import writable
from cinterfor.publishing.registry import record_types

from .ledger import Sources, translated_fields
from .texts import TranslatedText, texts_of

CHUNK = 200


@dataclass(frozen=True)
class Unit:
    """A text to translate, and what its translator should know of it."""

    id: str
    source_language: str
    source: str
    target: str
    previous: str
    state: str
    #: What kind of record it is, which one, and what the text is to it.
    type: str = ""
    record: str = ""
    field: str = ""
    address: str = ""
    #: How many characters there is room for.
    room: int | None = None
    is_rich: bool = False
    #: What else its translator should know, a line each; of a text of the interface, in place of the record.
    notes: tuple[str, ...] = ()
    #: Of a plural form: the id of its message, whose forms follow one another.
    group: str = ""

    @property
    def mark(self) -> str:
        return mark_of(self.target, self.state)


def together(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Each unit by itself, but for the plural forms of a message."""
    for _key, own in groupby(units, key=lambda unit: unit.group or unit.id):
        yield list(own)


def mark_of(target: str, state: str) -> str:
    """By this it is known from a file whether a unit is as it went out."""
    return hashlib.sha256(f"{state} {target}".encode()).hexdigest()[:10]


def even(text: str) -> str:
    """The text as every file can hold it."""
    return writable(text.replace("\r\n", "\n").replace("\r", "\n"))


@cache
def translated_models() -> dict[str, type]:
    """By the name that stands in the units of their records."""
    named = {record_type.model: record_type.name for record_type in record_types()}
    found = [item.model for item in kept_models().values() if _has_texts(item)]
    return {named.get(model, model._meta.model_name): model for model in found}


def _has_texts(item: Kept) -> bool:
    rows = (item.model._meta.get_field(name).related_model for name in item.rows)
    return any(map(translated_fields, (item.model, *rows)))


@cache
def name_of(model: type) -> str:
    return next(name for name, known in translated_models().items() if known is model)


def units(
    language: str, only: str = "", origin: str = "", models: Iterable[type] | None = None
) -> Iterator[Unit]:
    """All units of a language, or those of a state or of some models; read some records at a time."""
    for model in translated_models().values() if models is None else models:
        keys = model._base_manager.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)
        while chunk := list(islice(keys, CHUNK)):
            for unit in units_of(model, chunk, language, origin):
                if only in ("", unit.state):
                    yield unit


def units_of(model: type, keys: list[int], language: str, origin: str = "") -> Iterator[Unit]:
    """The units of some records as editors have them in hand: with the versions that wait beside them."""
    live = states_of(model, keys)
    sources = Sources(model, live)
    for key, base in sorted(bases_of(model, live, at_once=False).items()):
        fields = base.state["fields"]
        if fields.get("publication_status") == Publication.WITHDRAWN:
            continue
        told = _about(model, fields, language, origin)
        for name, found in texts_of(model, key, base.state, language, sources).items():
            yield from _units(f"{name_of(model)}:{key}:{name}", found, told)


def _units(name: str, found: TranslatedText, told: dict) -> Iterator[Unit]:
    for place, piece in found.pieces.items():
        yield Unit(
            id=unit_id(name, place),
            source_language=found.source_language,
            source=even(piece.source),
            target=even(piece.target),
            previous=even(piece.previous),
            state=piece.state,
            field=found.label,
            room=found.field.max_length,
            is_rich=found.is_rich,
            **told,
        )


def unit_id(name: str, place: int | None) -> str:
    return name if place is None else f"{name}:{place}"


def form_id(message_id: str, number: int) -> str:
    """The unit of a plural form."""
    return f"{message_id}:{number}"


def _about(model: type, fields: dict, language: str, origin: str) -> dict[str, str]:
    return {
        "type": capfirst(str(model._meta.verbose_name)),
        "record": label_of(model, fields),
        "address": _address(model, fields, language, origin),
    }


def label_of(model: type, fields: dict) -> str:
    """What the record is called, from its state."""
    name = getattr(model, "title_field", translated_fields(model)[0])
    titles = {
        code.removeprefix(f"{name}_"): text for code, text in fields.items() if code.startswith(f"{name}_")
    }
    return fields.get(name) or best(titles).value or fields.get("slug", "")


def _address(model: type, fields: dict, language: str, origin: str) -> str:
    """Where readers of the language find the record; its permalink as long as they do not."""
    if not issubclass(model, Record):
        return ""
    name, slug = model.record_type().name, fields["slug"]
    begins = fields.get("published_from")
    if is_public({"fields": fields}) and begins and parse_datetime(begins) <= timezone.now():
        with override(language):
            return origin + reverse(f"{name}_detail", args=[slug])
    return origin + reverse("permalink", args=[name, slug])
