"""The component schemas of the OpenAPI document: one for each record type, from its columns."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cinterfor.formats.shapes import (
    BOOLEAN,
    COMPONENTS,
    COUNT,
    DAY,
    KEY,
    TEXT,
    TEXTS,
    listed,
    or_null,
    shape_of,
)
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.registry import RecordType, record_types
from cinterfor.publishing.richtext import rich_fields

from .changes import ADDRESS, MOMENT, TOMBSTONE

LANGUAGE = {"type": "string", "enum": LANGUAGES}
BY_LANGUAGE = {"type": "object", "properties": dict.fromkeys(LANGUAGES, TEXT), "additionalProperties": False}


def reference(name: str) -> dict:
    return {"$ref": f"{COMPONENTS}{name}"}


def name_of(record_type: RecordType) -> str:
    """The name of the component, as of its model: Institution, NewsItem."""
    return record_type.model.__name__


def _object(properties: dict, **more) -> dict:
    return {"type": "object", "properties": properties, "required": list(properties), **more}


def shape_of_record(record_type: RecordType) -> dict:
    """What is told of one record; `html` holds its rich texts where the type has any."""
    columns = {
        column.name: {**shape_of(record_type.model, column), "description": capfirst(str(column.label))}
        for column in record_type.columns
    }
    properties = {
        "type": {"const": record_type.name, "description": _("The kind of record.")},
        "id": KEY | {"description": _("The last part of its address; the same in all languages.")},
        "permalink": ADDRESS
        | {"description": _("The address to quote: it leads on to the reader’s language.")},
        "languages": listed(LANGUAGE) | {"description": _("The languages in which it exists.")},
        **columns,
        "sources": listed(TEXT) | {"description": capfirst(_("sources"))},
        "verified_on": or_null(DAY) | {"description": capfirst(_("last verified on"))},
        "updated": MOMENT | {"description": capfirst(_("changed"))},
        "addresses": {
            "type": "object",
            "properties": dict.fromkeys(LANGUAGES, ADDRESS),
            "description": _("Its page in each language in which it exists."),
        },
    }
    if rich_fields(record_type.model):
        texts = dict.fromkeys(rich_fields(record_type.model), TEXTS)
        properties["html"] = _object(texts, description=_("Its texts with their markup, as HTML."))
    found = _object(properties)
    if record_type.knows_days:
        told = _("The day of which this is true, where the request asks for one.")
        found["properties"]["as_of"] = DAY | {"description": told}
    return found


def _list_of(record_type: RecordType) -> dict:
    either = {"anyOf": [reference(name_of(record_type)), reference("Tombstone")]}
    properties = {
        "type": {"const": record_type.name},
        "count": COUNT | {"description": _("How many there are on all pages.")},
        "page_size": COUNT,
        "language": or_null(LANGUAGE),
        "filters": {"type": "object", "additionalProperties": TEXT},
        "next": or_null(ADDRESS) | {"description": _("The next page; null on the last.")},
        "items": listed(either),
    }
    found = _object(properties)
    found["properties"] |= {
        "since": MOMENT,
        "next_since": or_null(MOMENT)
        | {"description": _("On the last page of changes: the moment to ask for next time.")},
    }
    return found


def shapes() -> dict[str, dict]:
    """All of them, by name, described in the active language."""
    found = {name_of(record_type): shape_of_record(record_type) for record_type in record_types()}
    found |= {f"{name_of(record_type)}List": _list_of(record_type) for record_type in record_types()}
    return found | _common()


def _common() -> dict[str, dict]:
    in_one = _object({"value": TEXT, "language": TEXT}, additionalProperties=False)
    return {
        "TranslatedText": {
            "description": _(
                "A text in each language in which it is written; with “lang” one text and the language in "
                "which it really is, or null where there is none."
            ),
            "anyOf": [BY_LANGUAGE, in_one, {"type": "null"}],
            "examples": [{"es": "Uruguay", "pt": "Uruguai"}, {"value": "Uruguai", "language": "pt"}],
        },
        "Tombstone": _object(TOMBSTONE)
        | {"description": _("What is told of a record that was public and is gone from this address.")},
        "Problem": _problem({}),
        "Gone": _problem(TOMBSTONE),
        "SearchResults": _search_results(),
        "Root": _root(),
    }


def _problem(more: dict) -> dict:
    """Problem details (RFC 9457)."""
    error = _object({"message": TEXT, "code": TEXT})
    found = _object({"status": {"type": "integer"}, "detail": TEXT, **more})
    found["properties"]["errors"] = {
        "type": "object",
        "additionalProperties": listed(error),
        "description": _("What is wrong, by the name of the parameter."),
    }
    return found


def _search_results() -> dict:
    hit = {
        "type": TEXT,
        "id": KEY,
        "url": ADDRESS,
        "title": TEXT,
        "language": or_null(TEXT),
        "snippet": TEXT,
    }
    properties = {
        "count": COUNT,
        "count_is_estimate": BOOLEAN,
        "query": TEXT,
        "searched_instead": or_null(TEXT),
        "some_words_only": BOOLEAN,
        "synonyms": listed(TEXT),
        "filters": {"type": "object", "additionalProperties": TEXT},
        "results": listed(_object(hit)),
        "next": or_null(ADDRESS),
    }
    return _object(properties)


def _root() -> dict:
    collection = {"type": TEXT, "name": BY_LANGUAGE, "address": ADDRESS}
    properties = {
        "name": TEXT,
        "version": TEXT,
        "languages": listed(LANGUAGE),
        "documentation": BY_LANGUAGE,
        "schema": ADDRESS,
        "search": ADDRESS,
        "collections": listed(_object(collection)),
    }
    return _object(properties)


def add_components(result, generator, request, public):
    """Into the document that drf-spectacular has made (a postprocessing hook)."""
    result.setdefault("components", {})["schemas"] = shapes()
    return result
