"""What is compared of which models: one registration each, in its app's `apps.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from cinterfor.publishing.dates import PartialDateField
from cinterfor.publishing.languages import LANGUAGES


@dataclass(frozen=True)
class Compared:
    """A model whose records are compared with each other, by the fields that hold what they are called."""

    model: type
    #: Names in words; two fields in parentheses are one name: ("given_name", "family_name").
    names: tuple[str | tuple[str, ...], ...]
    #: Acronyms and codes, compared as they are.
    acronyms: tuple[str, ...] = ()
    #: Identifiers of the thing itself: two records with different ones are two things.
    identifiers: tuple[str, ...] = ()
    #: Identifiers of what the thing is a part of, such as the ISSN of a series.
    shared_identifiers: tuple[str, ...] = ()
    #: Fields whose values, where both are known and differ, make it less likely that two are one.
    apart: tuple[str, ...] = ()
    #: The list (an array, or lines by language) that takes in the names of a record merged into this one.
    other_names: str = ""
    #: Rows that print the record's name unless they have their own, and the field of that: kept as printed.
    printed_in: tuple[str, str] | None = None

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def columns(self, name: str) -> list[str]:
        """The columns of a field: one for each language where it is translated."""
        known = {field.name for field in self.model._meta.get_fields()}
        translated = [f"{name}_{code}" for code in LANGUAGES if f"{name}_{code}" in known]
        return translated or [name]

    @cached_property
    def named_columns(self) -> list[tuple[str, tuple[str, ...]]]:
        """Kind of name (`name`, `acronym`, or the identifier's field), and the columns of one such name."""
        found = []
        for name in self.names:
            parts = [name] if isinstance(name, str) else name
            together = zip(*map(self.columns, parts), strict=True)
            found += [("name", columns) for columns in together]
        found += [("acronym", (column,)) for name in self.acronyms for column in self.columns(name)]
        return found + [(name, (name,)) for name in (*self.identifiers, *self.shared_identifiers)]

    @cached_property
    def read_columns(self) -> list[str]:
        """All columns that are read to compare: those of names, and those that tell apart."""
        named = [column for _kind, columns in self.named_columns for column in columns]
        return list(dict.fromkeys([*named, *self.apart]))

    def tells_apart(self, name: str, one, other) -> bool:
        """Whether two values of such a field are known and differ; 2018 does not differ from 2018-07."""
        if one in (None, "") or other in (None, ""):
            return False
        one, other = str(one), str(other)
        if isinstance(self.model._meta.get_field(name), PartialDateField):
            return not one.startswith(other) and not other.startswith(one)
        return one != other


_compared: dict[type, Compared] = {}
_obstacles: dict[str, list[Callable]] = {}


def compare(item: Compared) -> None:
    _compared[item.model] = item


def all_compared() -> list[Compared]:
    return list(_compared.values())


def compared_of(model: type) -> Compared | None:
    return _compared.get(model)


def register_obstacle(label: str, find: Callable) -> None:
    """`find(kept, lost)` gives texts on what stands against merging two records of the model."""
    _obstacles.setdefault(label, []).append(find)


def registered_obstacles(label: str) -> list[Callable]:
    return _obstacles.get(label, [])
