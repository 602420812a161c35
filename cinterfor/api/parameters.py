"""The parameters of lists and of the search, as OpenAPI: from the forms that read them."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cinterfor.publishing.as_of import FIRST_DAY, AsOfForm, DayField, latest
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.periods import EARLIEST, LATEST, YearField
from cinterfor.search.facets import ChoiceFacet, YearFacet
from cinterfor.search.forms import FacetField, SearchForm

from .forms import PAGE_SIZE, MomentField, PageForm

#: A record by its name in addresses, or a country by its code.
SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
#: Something to read, without the one character that no address may hold.
READABLE = "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$"


def _parameter(name: str, description, shape: dict, required: bool = False, place: str = "query") -> dict:
    return {
        "name": name,
        "in": place,
        "description": str(description),
        "required": required,
        "schema": shape,
    }


def language() -> dict:
    told = _("The language of texts and messages. Without it texts come in all languages.")
    return _parameter("lang", told, {"type": "string", "enum": LANGUAGES})


def slug(record_type) -> dict:
    shape = SLUG | {"maxLength": 120}
    if example := example_of(record_type):
        shape["examples"] = [example]
    told = _("The last part of its address; the same in all languages.")
    return _parameter("slug", told, shape, required=True, place="path")


def example_of(record_type) -> str | None:
    """The slug of a record that is there."""
    return record_type.model.objects.published().order_by("pk").values_list("slug", flat=True).first()


def of_filters(record_type) -> list[dict]:
    """The filters of the list's page; further choices than the form shows are told too."""
    form = record_type.filters({}, queryset=record_type.model.objects.none()).form
    return [_parameter(name, field.label, shape_of_field(field)) for name, field in form.fields.items()]


def of_pages() -> list[dict]:
    return [_parameter(name, field.label, shape_of_field(field)) for name, field in PageForm().fields.items()]


def of_search() -> list[dict]:
    form = SearchForm({})
    found = [
        _parameter(name, field.label, shape_of_field(field), required=name == "q")
        for name, field in form.fields.items()
    ]
    page = {"type": "integer", "minimum": 1, "default": 1}
    return [*found, _parameter("page", _("The page of results"), page)]


def shape_of_field(field) -> dict:
    """What a form field takes, as JSON Schema."""
    if isinstance(field, FacetField):
        return _of_facet(field.facet)
    if isinstance(field, MomentField):
        return {"type": "string", "format": "date-time", "examples": ["2026-11-01T00:00:00Z"]}
    if isinstance(field, DayField):
        return {"type": "string", "format": "date", "pattern": _days(), "examples": ["2015-06-30"]}
    if isinstance(field, YearField):
        return {"type": "integer", "minimum": EARLIEST, "maximum": LATEST}
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return _number(field)
    if isinstance(field, forms.ModelChoiceField):
        return SLUG
    if isinstance(field, forms.ChoiceField):
        return {"type": "string", "enum": [str(value) for value, _label in field.choices if value]}
    return {"type": "string", "maxLength": field.max_length, "minLength": 1, "pattern": READABLE}


def _days() -> str:
    """The days that the portal can tell of, to the end of the last whole year."""
    decades, rest = divmod(latest().year, 10)
    years = [f"{decade}[0-9]" for decade in range(FIRST_DAY.year // 10, decades)]
    years += [f"{decades}[0-{rest - 1}]"] if rest else []
    return f"^({'|'.join(years)})-[0-9]{{2}}-[0-9]{{2}}$"


def of_days(record_type) -> list[dict]:
    """The day of which a record is to be true, where its type knows days."""
    fields = AsOfForm().fields if record_type.knows_days else {}
    return [_parameter(name, field.label, shape_of_field(field)) for name, field in fields.items()]


def _of_facet(facet) -> dict:
    if isinstance(facet, ChoiceFacet):
        return {"type": "string", "enum": [str(value) for value in facet.choices]}
    if isinstance(facet, YearFacet):
        return {"type": "string", "pattern": "^(1[89]|20)[0-9]{2}$"}
    return SLUG


def _number(field) -> dict:
    found = {"type": "integer", "minimum": int(field.min_value), "maximum": int(field.max_value)}
    return found | {"default": PAGE_SIZE} if isinstance(field, forms.IntegerField) else found


def values_of(field) -> list[tuple[str, str]]:
    """The values of a choice with what they mean, for people."""
    if isinstance(field, FacetField) and isinstance(field.facet, ChoiceFacet):
        return [(str(value), _plain(label)) for value, label in field.facet.choices.items()]
    if isinstance(field, forms.ModelChoiceField) or not isinstance(field, forms.ChoiceField):
        return []
    return [(str(value), _plain(label)) for value, label in field.choices if value]


def _plain(label) -> str:
    return str(label) if isinstance(label, str | Promise) else ""
