"""Two records side by side: what they hold in common, what differs, and what an editor chooses to keep."""

from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField

from cinterfor.history.differences import Names, in_words, label_of
from cinterfor.history.state import stored_fields
from cinterfor.search.languages import key

from .registry import Compared

#: What belongs to one record's own way to publication.
OWN = {"publication_status", "published_from", "withdrawal_reason"}
#: Lists of which one is taken: a union of what two editors hold back would hold back too much.
WHOLE = {"held_languages"}
FIRST, SECOND = "first", "second"


class Choice(NamedTuple):
    """One field of two records in words, and which of the two values is kept."""

    name: str
    label: str
    language: str | None
    first: str
    second: str
    kept: str
    is_same: bool


def choices(compared: Compared, first: dict, second: dict, posted, order: list[str]) -> list[Choice]:
    """The fields of two states in the order of the form; what was chosen, else what is there."""
    names = Names()
    found = []
    for field in stored_fields(compared.model):
        if field.attname in OWN or is_united(compared, field):
            continue
        values = first["fields"][field.attname], second["fields"][field.attname]
        shown = [in_words(field, value, names) for value in values]
        chosen = posted.get(f"field-{field.attname}")
        if chosen not in (FIRST, SECOND):
            chosen = SECOND if not shown[0] and shown[1] else FIRST
        label, language = label_of(field)
        found.append(Choice(field.attname, label, language, *shown, chosen, values[0] == values[1]))
    place = {name: number for number, name in enumerate(order)}
    return sorted(found, key=lambda choice: place.get(choice.name.removesuffix("_id"), len(place)))


def is_united(compared: Compared, field) -> bool:
    """Whether the kept record gets what both have: lists, and the names by which it is found besides."""
    if isinstance(field, ArrayField):
        return field.name not in WHOLE
    return bool(compared.other_names) and field.name in compared.columns(compared.other_names)


def values_kept(compared: Compared, chosen: list[Choice], first: dict, second: dict) -> dict:
    """The fields of the record that the two become."""
    fields = dict(first["fields"])
    fields |= {choice.name: second["fields"][choice.name] for choice in chosen if choice.kept == SECOND}
    for field in stored_fields(compared.model):
        if is_united(compared, field):
            fields[field.attname] = _united(first["fields"][field.attname], second["fields"][field.attname])
    if "published_from" in fields:
        fields["published_from"] = _public_since(first["fields"], second["fields"])
    return fields


def _united(one, other):
    if isinstance(one, list):
        return list(dict.fromkeys([*one, *other]))
    lines = [*(one or "").splitlines(), *(other or "").splitlines()]
    return "\n".join(dict.fromkeys(filter(None, map(str.strip, lines)))) or one


def _public_since(first: dict, second: dict) -> str | None:
    """Of two public records the earlier moment: what readers saw they go on seeing."""
    moments = [item["published_from"] for item in (first, second) if item["published_from"]]
    both = {first["publication_status"], second["publication_status"]} == {"published"}
    return min(moments) if both and moments else first["published_from"]


def add_other_names(compared: Compared, fields: dict, names: list) -> list[str]:
    """Keep the names that would be lost as other names, where the model has such; returns those added.

    `names` are (column, text) pairs of both records.
    """
    if not compared.other_names:
        return []
    columns = compared.columns(compared.other_names)
    kept = {key(text) for _column, text in names_in(compared, fields)}
    added = []
    for column, text in names:
        target = columns[0] if len(columns) == 1 else f"{compared.other_names}_{column.rpartition('_')[2]}"
        if key(text) in kept or target not in columns:
            continue
        kept.add(key(text))
        added.append(text)
        value = fields[target]
        fields[target] = [*value, text] if isinstance(value, list) else _united(value, text)
    return added


def names_in(compared: Compared, fields: dict) -> list[tuple[str, str]]:
    """Column and text of each name and acronym in the fields of a state."""
    found = []
    for kind, columns in compared.named_columns:
        if kind not in ("name", "acronym") or len(columns) > 1:
            continue
        value = fields.get(columns[0]) or ""
        lines = value if isinstance(value, list) else value.splitlines()
        found += [(columns[0], line.strip()) for line in lines if line.strip()]
    return found
