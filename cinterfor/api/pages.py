"""The page that describes the API to people: made of what the OpenAPI document is made of."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.formats.shapes import PARTIAL_DATE, TEXTS
from cinterfor.publishing.registry import RecordType, record_types
from cinterfor.search.forms import SearchForm

from .components import shape_of_record
from .forms import LARGEST_PAGE, PAGE_SIZE, PageForm
from .parameters import SLUG, example_of, shape_of_field, values_of


@require_safe
def api(request):
    """All that can be asked, and what is answered; it can be read without JavaScript."""
    types = [_described(request, record_type) for record_type in record_types()]
    context = {
        "title": _("The API"),
        "root": request.build_absolute_uri(reverse("api_root")),
        "search": [_parameter(name, field) for name, field in SearchForm({}).fields.items()],
        "paging": [_parameter(name, field) for name, field in PageForm().fields.items()],
        "types": types,
        "parts": [{"id": found["id"], "heading": found["heading"], "count": None} for found in types],
        "page_size": PAGE_SIZE,
        "largest_page": LARGEST_PAGE,
    }
    return render(request, "api/api.html", context)


def _described(request, record_type: RecordType) -> dict:
    form = record_type.filters({}, queryset=record_type.model.objects.none()).form
    path = reverse(f"api_{record_type.name}_list")
    example = example_of(record_type)
    return {
        "id": f"{record_type.name}-records",
        "heading": capfirst(str(record_type.label_plural)),
        "list": reverse(record_type.list_name),
        "address": request.build_absolute_uri(path),
        "record": request.build_absolute_uri(f"{path}{example}/") if example else None,
        "filters": [_parameter(name, field) for name, field in form.fields.items()],
        "fields": [
            {"name": name, "meaning": shape.get("description", ""), **_in_words(shape)}
            for name, shape in shape_of_record(record_type)["properties"].items()
        ],
    }


def _parameter(name: str, field) -> dict:
    values = values_of(field)
    shape = shape_of_field(field)
    kind = "" if values or "enum" in shape else _kind(shape)
    return {"name": name, "meaning": field.label, "values": values, "kind": kind}


def _in_words(shape: dict) -> dict:
    """What a field holds: its kind, and which values or parts it may have."""
    inner = shape["items"] if shape.get("type") == "array" else shape
    values = [(value, "") for value in inner.get("enum", []) if value]
    parts = [(name, "") for name in inner.get("properties", {})]
    return {"kind": _kind(shape), "values": values or parts}


def _kind(shape: dict) -> str:
    if shape.get("$ref") == TEXTS["$ref"]:
        return _("text by language")
    if shape.get("pattern") == SLUG["pattern"]:
        return _("code or name of a record in addresses")
    if "const" in shape:
        return _("text")
    kinds = [kind for kind in _kinds(shape) if kind != "null"]
    if shape.get("pattern") == PARTIAL_DATE["pattern"]:
        return _("year, month or day")
    if kinds == ["array"]:
        return _("list of rows") if shape["items"].get("type") == "object" else _("list")
    return {
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("true or false"),
        "object": _("object"),
    }.get(kinds[0], _moment(shape))


def _kinds(shape: dict) -> list[str]:
    return shape["type"] if isinstance(shape["type"], list) else [shape["type"]]


def _moment(shape: dict) -> str:
    told = {"date": _("day"), "date-time": _("moment"), "uri": _("address")}
    return told.get(shape.get("format"), _("text"))
