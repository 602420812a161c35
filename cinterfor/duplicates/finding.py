"""Finding records that may be the same as one that is stored, or as one that is being typed."""

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db import connection, transaction

from .likeness import ALIKE, OTHER_FACT, fingerprints, likeness
from .models import LikelyDuplicate, Why
from .names import Named, names_in
from .registry import Compared

#: What a shared acronym says, and a shared number of a series alone.
ACRONYM, SERIES = 0.9, 0.5
#: So many records are looked at for each name, and so many told to who is typing.
LOOKED_AT, TOLD = 20, 5
#: From both: names that are the same, and names that share a fingerprint and then are alike.
CANDIDATES = """
WITH asked AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%(asked)s::jsonb)
        AS given (who bigint, kind text, text text, key text, fingerprints int[])
)
SELECT asked.who, asked.kind, asked.text, asked.key, near.record_id, near.kind, near.text, near.key
FROM asked, LATERAL (
    (SELECT record_id, kind, text, key FROM duplicates_comparedname
        WHERE model = %(model)s AND key = asked.key AND record_id <> asked.who
        ORDER BY record_id LIMIT %(most)s)
    UNION
    (SELECT record_id, kind, text, key FROM duplicates_comparedname
        WHERE fingerprints && asked.fingerprints AND model = %(model)s AND record_id <> asked.who
            AND similarity(key, asked.key) >= %(alike)s
        ORDER BY similarity(key, asked.key) DESC, record_id LIMIT %(most)s)
) AS near
"""


class Near(NamedTuple):
    """A record that may be the same: why, how likely, and what the two are called."""

    record_id: int
    score: float
    why: str
    texts: tuple[str, str]


class Facts(NamedTuple):
    """What stands beside the names of a record and may tell two of the same name apart."""

    values: dict
    acronyms: frozenset[str]

    @classmethod
    def of(cls, compared: Compared, names: list[Named], read: Callable):
        acronyms = frozenset(named.key for named in names if named.kind == "acronym")
        return cls({name: read(name) for name in compared.apart}, acronyms)

    def differing(self, compared: Compared, other) -> int:
        """In how many known facts the two differ."""
        others = bool(self.acronyms and other.acronyms and not self.acronyms & other.acronyms)
        return others + sum(
            compared.tells_apart(name, value, other.values[name]) for name, value in self.values.items()
        )


def near_typed(compared: Compared, read: Callable, own: int = 0) -> list[Near]:
    """What is stored that may be what somebody is typing; `own` is the record that is being changed."""
    typed = names_in(compared, read)
    found = near(compared, {own: typed}, {own: Facts.of(compared, typed, read)})
    if not found[own]:
        return []
    dismissed = LikelyDuplicate.objects.of(compared.model).dismissed().about([own])
    apart = {key for pair in dismissed.values_list("first_id", "second_id") for key in pair}
    return [item for item in found[own] if item.record_id not in apart][:TOLD]


def near_stored(compared: Compared, keys: Iterable[int]) -> dict[int, list[Near]]:
    """By record those that are likely to be the same."""
    asked, facts = _stored(compared, keys)
    found = near(compared, asked, facts)
    return {key: [item for item in items if item.score >= ALIKE] for key, items in found.items()}


def near(compared: Compared, asked: dict[int, list[Named]], facts: dict[int, Facts]) -> dict[int, list[Near]]:
    """By record, or 0 for one that is not stored, what may be the same, the likeliest first."""
    best: dict[tuple[int, int], Near] = {}
    for who, *pair in _candidates(compared, asked):
        own, record_id, other = Named(*pair[:3]), pair[3], Named(*pair[4:])
        score, why = _judge(compared, own, other)
        known = best.get((who, record_id))
        if score >= SERIES and (known is None or score > known.score):
            best[who, record_id] = Near(record_id, score, why, (own.text, other.text))
    _names, others = _stored(compared, {record_id for _who, record_id in best})
    found: dict[int, list[Near]] = {who: [] for who in asked}
    for (who, record_id), item in best.items():
        if record_id not in others:  # deleted by a way that nobody listens to
            continue
        differing = 0 if item.why == Why.IDENTIFIER else facts[who].differing(compared, others[record_id])
        score = item.score * OTHER_FACT**differing
        if score >= SERIES:
            found[who].append(item._replace(score=score))
    return {
        who: sorted(items, key=lambda item: (-item.score, item.record_id)) for who, items in found.items()
    }


def _candidates(compared: Compared, asked: dict[int, list[Named]]) -> list[tuple]:
    rows = [
        {"who": who, **named._asdict()}
        | ({"fingerprints": fingerprints(compared.label, named.key)} if named.kind == "name" else {})
        for who, found in asked.items()
        for named in found
    ]
    parameters = {"asked": json.dumps(rows), "model": compared.label, "most": LOOKED_AT, "alike": SERIES}
    with transaction.atomic(), connection.cursor() as cursor:
        # To compile the statement takes ten times as long as to run it.
        cursor.execute("SET LOCAL jit = off")
        cursor.execute(CANDIDATES, parameters)
        return cursor.fetchall()


def _judge(compared: Compared, own: Named, other: Named) -> tuple[float, str]:
    """How likely two names belong to one thing, and what says so."""
    words = {"name", "acronym"}
    if own.kind not in words or other.kind not in words:
        same = own.kind == other.kind and own.key == other.key
        weight = SERIES if own.kind in compared.shared_identifiers else 1.0
        return (weight if same else 0.0), Why.IDENTIFIER
    if own.kind == other.kind == "name":
        return likeness(own.key, other.key), Why.NAME if own.key == other.key else Why.ALIKE
    return (ACRONYM if own.key == other.key else 0.0), Why.ACRONYM


def _stored(compared: Compared, keys: Iterable[int]) -> tuple[dict[int, list[Named]], dict[int, Facts]]:
    """By record its names, and the facts beside them."""
    rows = compared.model._base_manager.filter(pk__in=list(keys)).values("pk", *compared.read_columns)
    read = {row["pk"]: row.get for row in rows}
    names = {key: names_in(compared, values) for key, values in read.items()}
    return names, {key: Facts.of(compared, names[key], values) for key, values in read.items()}
