"""The operations of the OpenAPI document, described in the active language."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema

from cinterfor.publishing.registry import RecordType

from . import parameters
from .components import name_of, reference
from .problems import MEDIA_TYPE

VERSION = "1.0.0"
YAML, JSON = "application/vnd.oai.openapi", "application/vnd.oai.openapi+json"


class Described(AutoSchema):
    """Each view of the API tells its operation itself."""

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        return self.view.operation()


def record_list(record_type: RecordType) -> dict:
    # Translators: what an address of the API gives; “records” is a plural such as “instituciones”.
    summary = _("List: %(records)s") % {"records": record_type.label_plural}
    asked = [*parameters.of_filters(record_type), *parameters.of_pages()]
    return _operation(
        f"list_{record_type.name}", record_type, summary, asked, _answer(f"{name_of(record_type)}List")
    )


def record_detail(record_type: RecordType) -> dict:
    # Translators: what an address of the API gives; “type” is a singular such as “institución”.
    summary = _("One record: %(type)s") % {"type": record_type.label}
    more = {
        "301": {"description": _("The record has another address now.")},
        "404": _problem(_("There is no such record.")),
        "410": _problem(_("The record was public and is gone."), "Gone"),
    }
    found = _answer(name_of(record_type)) | more
    asked = [parameters.slug(record_type), *parameters.of_days(record_type)]
    return _operation(f"get_{record_type.name}", record_type, summary, asked, found)


def search() -> dict:
    found = _answer("SearchResults") | {
        "404": _problem(_("There is no such page of results.")),
        "503": _problem(_("The search takes too long.")),
    }
    told = _("Search in all records, as on the page")
    return _operation("search", None, told, parameters.of_search(), found)


def root() -> dict:
    return _operation("root", None, _("What there is"), [], _answer("Root"))


def schema() -> dict:
    document = {"schema": {"type": "object"}}
    content = dict.fromkeys((YAML, "application/yaml", JSON, "application/json"), document)
    answer = {"200": {"description": _("The OpenAPI document"), "content": content}}
    return _operation("schema", None, _("This description (OpenAPI 3.1)"), [], answer)


def _operation(name: str, record_type, summary: str, asked: list[dict], answers: dict) -> dict:
    common = {
        "304": {"description": _("Nothing has changed since the answer that you have.")},
        "400": _problem(_("A parameter could not be read.")),
        "406": _problem(_("The answer cannot be had in the format that was asked for.")),
    }
    return {
        "operationId": name,
        "summary": summary,
        "tags": [capfirst(str(record_type.label_plural)) if record_type else "Portal"],
        "parameters": [*asked, parameters.language()],
        "responses": dict(sorted((answers | common).items())),
    }


def _answer(component: str) -> dict:
    headers = {
        name: {"description": description, "schema": {"type": "string"}}
        for name, description in (
            ("ETag", _("What to send as If-None-Match next time")),
            ("Last-Modified", _("Before this moment the answer was the same")),
        )
    }
    content = {"application/json": {"schema": reference(component)}}
    return {"200": {"description": _("What was asked for"), "headers": headers, "content": content}}


def _problem(description: str, component: str = "Problem") -> dict:
    return {"description": description, "content": {MEDIA_TYPE: {"schema": reference(component)}}}
