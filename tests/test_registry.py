"""One registration per record type: what it feeds, and how a wrong one is told in words."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import get_template
from django.urls import reverse

from cinterfor.publishing import registry
from cinterfor.publishing.filters import RecordFilter
from cinterfor.publishing.registry import RecordType
from network.models import Institution, Membership


def registration(**values):
    return RecordType(
        **{
            "name": "sample",
            "model": Institution,
            "path": "institutions",
            "filterset": "network.filters.InstitutionFilter",
            "columns": (),
            "schema": "Thing",
        }
        | values
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [({"path": "nowhere"}, "no words for the path"), ({"model": Membership}, "is no Record")],
)
def test_a_wrong_registration_is_named_in_words(values, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        registration(**values)


def test_a_type_is_registered_once():
    with pytest.raises(ImproperlyConfigured, match="registered twice"):
        registry.register(registration(name="institution"))


def test_a_model_without_registration_is_named():
    with pytest.raises(ImproperlyConfigured, match="Membership is no registered record type"):
        registry.record_type_of(Membership)


def test_every_registered_type_is_complete():
    for record_type in registry.record_types():
        for view in (record_type.list_name, f"{record_type.name}_list_data"):
            assert reverse(view, args=["json"] if view.endswith("data") else [])
        for template in (
            record_type.card,
            f"{record_type.app}/{record_type.name}_list.html",
            f"{record_type.app}/{record_type.name}_detail.html",
        ):
            assert get_template(template)
        assert issubclass(record_type.filters, RecordFilter), record_type.name
        assert len({column.name for column in record_type.columns}) == len(record_type.columns)
