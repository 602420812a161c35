"""Three versions of one record: what both sides had before them, and what each made of it."""

from typing import Any, NamedTuple

#: A place in a state: ("fields", name), ("relations", name, key) or ("rows", name, key).
Place = tuple
ABSENT = object()


def places(state: dict) -> dict[Place, Any]:
    """The state as a flat table, so that two can be compared place by place."""
    flat: dict[Place, Any] = {("fields", name): value for name, value in state["fields"].items()}
    for name, keys in state["relations"].items():
        flat |= {("relations", name, key): True for key in keys}
    for name, rows in state["rows"].items():
        flat |= {("rows", name, key): row for key, row in rows.items()}
    return flat


def changed_places(before: dict, after: dict) -> list[Place]:
    """Where two states differ."""
    first, second = places(before), places(after)
    both = {**first, **second}
    return [place for place in both if first.get(place, ABSENT) != second.get(place, ABSENT)]


class Merged(NamedTuple):
    """The state that keeps the changes of both sides, and the places that both changed differently."""

    state: dict
    conflicts: list[Place]


def merge(base: dict, theirs: dict, mine: dict) -> Merged:
    """The changes of both sides; where they disagree, mine."""
    before, other, own = places(base), places(theirs), places(mine)
    result = dict(other)
    conflicts = []
    for place in {**before, **own}:
        old, now = before.get(place, ABSENT), own.get(place, ABSENT)
        if old == now:
            continue
        if other.get(place, ABSENT) not in (old, now):
            conflicts.append(place)
        if now is ABSENT:
            result.pop(place, None)
        else:
            result[place] = now
    return Merged(_as_state(result, mine), conflicts)


def taking(base: dict, mine: dict, chosen: list[Place]) -> dict:
    """The base, but with the chosen places as they are in mine."""
    result, own = places(base), places(mine)
    for place in chosen:
        if place in own:
            result[place] = own[place]
        else:
            result.pop(place, None)
    return _as_state(result, mine)


def _as_state(flat: dict[Place, Any], like: dict) -> dict:
    state = {"fields": {}, "relations": {name: [] for name in like["relations"]}}
    state["rows"] = {name: {} for name in like["rows"]}
    for (part, name, *key), value in flat.items():
        if part == "fields":
            state["fields"][name] = value
        elif part == "relations":
            state["relations"].setdefault(name, []).append(*key)
        else:
            state["rows"].setdefault(name, {})[key[0]] = value
    for keys in state["relations"].values():
        keys.sort()
    for name, rows in state["rows"].items():
        state["rows"][name] = dict(sorted(rows.items(), key=lambda row: int(row[0])))
    return state
