"""Where a list goes on: behind the values of the last record told; what comes in between moves nothing.

A cursor is signed and holds all that is needed; nothing of it is kept here.
"""

import datetime
import hashlib
import json
from typing import NamedTuple

from django.core import signing
from django.core.exceptions import FieldError, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, FloatField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from .problems import Refused

#: Raised with each change of what a cursor holds: those of another form are refused.
SALT = "cinterfor.api.1"


class Key(NamedTuple):
    """One of the values by which a list is ordered."""

    name: str
    descending: bool
    nulls_first: bool


def digest(*parts) -> str:
    """Of which list a cursor is: its address, its filters, its language."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def write(of: str, values: list) -> str:
    told = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return signing.dumps([of, *told], salt=SALT)


def read(cursor: str, of: str, length: int) -> list:
    """The values of the last record told; raises Refused where the cursor is not of this list."""
    try:
        told, *values = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        told, values = None, []
    if told != of or len(values) != length:
        raise refused()
    return values


def as_moment(told: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(told)
    except (TypeError, ValueError):
        raise refused() from None


def refused() -> Refused:
    told = _("This is no cursor of this list. Begin it again without one.")
    return Refused({"cursor": [{"message": told, "code": "invalid"}]})


def with_keys(records):
    """The records with what they are ordered by as `cursor_0`, `cursor_1` and so on; and those keys."""
    keys = []
    for number, order in enumerate(map(_order, records.query.order_by)):
        name = f"cursor_{number}"
        records = records.annotate(**{name: order.expression})
        if isinstance(_output_field(records, name), FloatField):
            # Of four bytes or eight: what comes back is compared with what went out.
            records = records.annotate(**{name: Cast(name, FloatField())})
        # PostgreSQL takes nothing for more than anything.
        first = order.nulls_first or (order.descending and not order.nulls_last)
        keys.append(Key(name, order.descending, bool(first)))
    return records, keys


def _order(order):
    if hasattr(order, "resolve_expression"):
        return order
    name = str(order)
    return F(name[1:]).desc() if name.startswith("-") else F(name).asc()


def _output_field(records, name: str):
    try:
        return records.query.annotations[name].output_field
    except FieldError:
        return None


def values_of(record, keys: list[Key]) -> list:
    return [getattr(record, key.name) for key in keys]


def told_after(records, keys: list[Key], values: list):
    """Those that come later in the order than one with these values, which may be there no more."""
    condition = Q(pk__in=[])
    for key, value in reversed(list(zip(keys, _as_stored(records, keys, values), strict=True))):
        same = Q(**{f"{key.name}__isnull": True}) if value is None else Q(**{key.name: value})
        condition = _later(key, value) | (same & condition)
    return records.filter(condition)


def _later(key: Key, value) -> Q:
    null = Q(**{f"{key.name}__isnull": True})
    if value is None:
        return ~null if key.nulls_first else Q(pk__in=[])
    later = Q(**{f"{key.name}__{'lt' if key.descending else 'gt'}": value})
    return later if key.nulls_first else later | null


def _as_stored(records, keys: list[Key], values: list) -> list:
    try:
        return [
            value if value is None else _output_field(records, key.name).to_python(value)
            for key, value in zip(keys, values, strict=True)
        ]
    except (AttributeError, ValidationError):
        raise refused() from None
