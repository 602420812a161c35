"""What a value of a file may be: each rule says in words what is wrong with one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cinterfor.publishing.dates import validate_partial_date

from .durations import months

type_names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "list", dict: "object"}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A value of a JSON type, perhaps null, of a key that is perhaps left out."""

    null: bool = False
    required: bool = True

    def reasons(self, value) -> Iterator[str]:
        if value is None:
            if not self.null:
                yield _("null is not allowed here")
            return
        yield from self.judge(value)

    def judge(self, value) -> Iterator[str]:
        raise NotImplementedError

    def references(self, value) -> Iterator[tuple[str, str]]:
        """The records that the value names: file and id."""
        yield from ()


def wrong_type(value, wanted: str) -> str:
    found = type_names.get(type(value), type(value).__name__)
    return _("%(wanted)s expected, %(found)s found") % {"wanted": wanted, "found": found}


def can_be_kept(text: str) -> bool:
    """PostgreSQL takes neither NUL nor halves of surrogate pairs."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


@dataclass(frozen=True, kw_only=True)
class Text(Rule):
    """A string that the database can keep, and that passes the checks given."""

    checks: tuple[Callable, ...] = ()
    empty: bool = False

    def judge(self, value):
        if not isinstance(value, str):
            yield wrong_type(value, "string")
        elif not can_be_kept(value):
            yield _("the text holds a character that cannot be kept")
        elif not value.strip() and not self.empty:
            yield _("the text is empty; unknown is null")
        else:
            yield from self._checked(value)

    def _checked(self, value):
        for check in self.checks:
            try:
                check(value)
            except ValidationError as error:
                yield from error.messages
            except ValueError as error:
                yield str(error)


@dataclass(frozen=True, kw_only=True)
class Choice(Rule):
    """One of the words of a vocabulary."""

    values: tuple[str, ...]

    def judge(self, value):
        if value not in self.values:
            allowed = ", ".join(self.values)
            yield _("“%(value)s” is none of: %(allowed)s") % {"value": value, "allowed": allowed}


@dataclass(frozen=True, kw_only=True)
class Number(Rule):
    whole: bool = True
    least: float = 0
    most: float = 2**53

    def judge(self, value):
        kinds = (int,) if self.whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            yield wrong_type(value, "integer" if self.whole else "number")
        elif not self.least <= value <= self.most:
            span = {"value": value, "least": self.least, "most": self.most}
            yield _("%(value)s is not between %(least)s and %(most)s") % span


@dataclass(frozen=True, kw_only=True)
class Truth(Rule):
    def judge(self, value):
        if not isinstance(value, bool):
            yield wrong_type(value, "boolean")


@dataclass(frozen=True, kw_only=True)
class Reference(Text):
    """The id of a record of a file."""

    file: str

    def references(self, value):
        if isinstance(value, str) and can_be_kept(value):
            yield self.file, value


@dataclass(frozen=True, kw_only=True)
class ListOf(Rule):
    rule: Rule
    least: int = 0

    def judge(self, value):
        if not isinstance(value, list):
            yield wrong_type(value, "list")
            return
        if len(value) < self.least:
            yield _("the list is empty")
        for item in value:
            yield from self.rule.reasons(item)

    def references(self, value):
        for item in value if isinstance(value, list) else ():
            yield from self.rule.references(item)


@dataclass(frozen=True, kw_only=True)
class Object(Rule):
    """A JSON object with these keys."""

    keys: dict[str, Rule] = field(default_factory=dict)

    def judge(self, value):
        if not isinstance(value, dict):
            yield wrong_type(value, "object")
            return
        for key, reason in self.wrong_keys(value):
            yield f"{key}: {reason}"

    def wrong_keys(self, value: dict) -> Iterator[tuple[str, str]]:
        """Each key with what is wrong with its value."""
        for key, rule in self.keys.items():
            if key in value:
                yield from ((key, reason) for reason in rule.reasons(value[key]))
            elif rule.required:
                yield key, _("the key is missing")

    def references(self, value):
        for key, rule in self.keys.items() if isinstance(value, dict) else ():
            yield from rule.references(value.get(key))


def partial_date(**options) -> Text:
    return Text(checks=(validate_partial_date,), **options)


def duration(**options) -> Text:
    return Text(checks=(months,), **options)
