"""An independent reader of JSON-LD, and schema.org's own definitions against which it checks.

`schemaorg.json` is the whole of release 30.1 without its prose; `reduce_vocabulary.py` says where it is from.
"""

import json
import re
from functools import cache
from pathlib import Path

from lxml import html

DEFINED = json.loads(Path(__file__).with_name("schemaorg.json").read_text("utf-8"))
TYPES, PROPERTIES, MEMBERS = DEFINED["types"], DEFINED["properties"], DEFINED["members"]
SCHEMA, OWN = "https://schema.org/", "portal:"
DATE = r"\d{4}(-\d\d(-\d\d)?)?"  # ISO 8601, also of reduced precision
#: What the text of a value of each data type looks like.
LITERALS = {
    "Text": r"(?s).+",
    "URL": r"https?://[^\s<>\"{}|\\^`]+",
    "Date": DATE,
    "DateTime": DATE + r"T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)",
}


def blocks_of(page: str) -> list[dict]:
    """The JSON-LD of a page, as any reader of HTML finds it."""
    found = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    return [json.loads(script.text) for script in found.xpath('//script[@type="application/ld+json"]')]


@cache
def above(name: str) -> frozenset[str]:
    """A type and all that it is a kind of."""
    return frozenset({name}).union(*(above(parent) for parent in TYPES.get(name, ())))


def faults(node: dict, where: str = "") -> list[str]:
    """What in the object, or in one within it, schema.org does not allow."""
    named = node.get("@type", [])
    names = [named] if isinstance(named, str) else named
    own_type = any(name.startswith(OWN) for name in names)
    found = [f"{where}: no type {name}" for name in names if not name.startswith(OWN) and name not in TYPES]
    if not names and set(node) - {"@id"}:
        found.append(f"{where}: an object without a type")
    for name, value in node.items():
        place = f"{where}/{names[0] if names else ''}.{name}"
        if name.startswith("@"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if name.startswith(OWN) or own_type:
                found += faults(one, place) if isinstance(one, dict) and "@value" not in one else []
            else:
                found += _faults_of_value(name, names, one, place)
    return found


def _faults_of_value(name, names, value, where) -> list[str]:
    defined = PROPERTIES.get(name.removesuffix("-input"))
    if defined is None:
        return [f"{where}: no such property"]
    kinds = frozenset().union(*map(above, names))
    if not kinds & set(defined["of"]) and not name.endswith("-input"):
        return [f"{where}: not a property of {names}"]
    if isinstance(value, dict) and "@value" not in value:
        return [*_faults_of_object(defined["values"], value, where), *faults(value, where)]
    text = value["@value"] if isinstance(value, dict) else value
    return [] if _fits(text, defined["values"]) else [f"{where}: {text!r} is none of {defined['values']}"]


def _faults_of_object(allowed, value, where) -> list[str]:
    named = value.get("@type", [])
    kinds = frozenset().union(*map(above, [named] if isinstance(named, str) else named))
    fits = kinds & set(allowed) or set(value) == {"@id"}
    return [] if fits else [f"{where}: {named} is none of {allowed}"]


def _fits(value, allowed) -> bool:
    if isinstance(value, bool):
        return "Boolean" in allowed
    if isinstance(value, int | float):
        return bool({"Number", "Integer", "Text"} & set(allowed)) or ("Float" in allowed)
    kinds = {kind for name in allowed for kind in above(name)} & set(LITERALS) | (
        set(allowed) & set(LITERALS)
    )
    if any(re.fullmatch(LITERALS[kind], value) for kind in kinds):
        return True
    member = value.removeprefix(SCHEMA)
    return value.startswith(SCHEMA) and bool(set(MEMBERS.get(member, ())) & set(allowed))
