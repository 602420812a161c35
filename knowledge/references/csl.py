"""CSL-JSON 1.0.2, as Zotero and the portal itself write it."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cinterfor.exchange.reading import Unreadable
from knowledge.models import Contribution, Product

from . import facts
from .contributors import Contributor
from .rows import Reference

Kind, Role = Product.Kind, Contribution.Role
KINDS = {
    "book": Kind.BOOK,
    "article": Kind.ARTICLE,
    "article-journal": Kind.ARTICLE,
    "article-magazine": Kind.ARTICLE,
    "article-newspaper": Kind.ARTICLE,
    "chapter": Kind.ARTICLE,
    "paper-conference": Kind.ARTICLE,
    "document": Kind.ARTICLE,
    "periodical": Kind.BULLETIN,
    "dataset": Kind.DATABASE,
    "webpage": Kind.WEBSITE,
    "post-weblog": Kind.WEBSITE,
}
FACTS = {
    "title": "title",
    "language": "language",
    "publisher": "publisher",
    "place": "publisher-place",
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
}
ROLES = {"author": Role.AUTHOR, "editor": Role.EDITOR, "translator": Role.TRANSLATOR}


def references_in(text: str) -> Iterator[Reference]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        told = _("The JSON is broken in line %(line)d, column %(column)d.")
        raise Unreadable(told % {"line": error.lineno, "column": error.colno}) from error
    except (RecursionError, ValueError) as error:
        raise Unreadable(_("This file is no CSL-JSON that can be read.")) from error
    if isinstance(found, dict):
        found = found.get("items", [found])
    if not isinstance(found, list):
        raise Unreadable(_("This file is no CSL-JSON that can be read."))
    for number, item in enumerate(found, 1):
        yield _read(number, item)


def _read(number: int, item) -> Reference:
    try:
        return _reference(number, item)
    except (AttributeError, TypeError, ValueError, KeyError, IndexError):
        return Reference(number, flaw=_("Item %(number)d is no reference of CSL-JSON.") % {"number": number})


def _reference(number: int, item: dict) -> Reference:
    found = Reference(number)
    found.say("kind", facts.kind_named(_text(item, "genre")) or KINDS.get(_text(item, "type"), Kind.REPORT))
    for name, variable in FACTS.items():
        found.say(name, _text(item, variable))
    found.say("issued", _date(item.get("issued")))
    found.say("pages", _text(item, "number-of-pages") or facts.pages_of(_text(item, "page")))
    _say_series(found, item)
    for variable, role in ROLES.items():
        found.contributors += [Contributor(_name(name), role) for name in item.get(variable, [])]
    found.descriptors = _text(item, "keyword").replace(",", ";").split(";")
    found.abstracts = [("", _text(item, "abstract"))] if item.get("abstract") else []
    found.stand_at(_text(item, "URL"))
    own = item.get("custom") or {}
    found.say("legacy_id", _text(own, "legacy_id"))
    found.stand_at(_text(own, "legacy_url"))
    found.files = [_text(own, "file")]
    return found


def _text(item: dict, name: str) -> str:
    value = item.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        raise TypeError
    return "" if value is None else str(value).strip()


def _date(value) -> str:
    if not value:
        return ""
    parts = (value.get("date-parts") or [[]])[0]
    if parts:
        return "-".join(str(part).zfill(2) for part in parts[:3] if str(part).strip())
    return _text(value, "raw") or _text(value, "literal")


def _say_series(found: Reference, item: dict) -> None:
    title = _text(item, "collection-title") or _text(item, "container-title")
    number = _text(item, "collection-number") or " ".join(
        filter(None, (_text(item, "volume"), _text(item, "issue")))
    )
    found.say("series", f"{title}, {number}" if title and number else title)


def _name(name: dict) -> str:
    if name.get("literal"):
        return str(name["literal"]).replace(",", "")  # an institution
    family = " ".join(str(name[part]) for part in ("non-dropping-particle", "family") if name.get(part))
    return f"{family}, {name.get('given', '')}"
