"""Each form says what its kind of record is, and each field what goes into it."""

import pytest
from django.contrib import admin
from django.forms import HiddenInput
from django.test import RequestFactory
from django.utils import translation

from cinterfor.desk.explaining import kind_of

from .forms import address, words

pytestmark = pytest.mark.django_db
#: What needs no word: names of persons and groups, and moments that write themselves.
SELF_EVIDENT = {"name", "first_name", "last_name", "email", "last_login", "date_joined", "password"}
ADMINS = [pytest.param(found, id=model._meta.label) for model, found in admin.site._registry.items()]


def forms_of(model_admin, request, record):
    may = model_admin.has_change_permission if record else model_admin.has_add_permission
    if not may(request):
        return
    yield model_admin.get_form(request, record, change=record is not None)
    for inline in model_admin.get_inline_instances(request, record):
        yield inline.get_formset(request, record).form


@pytest.mark.parametrize("model_admin", ADMINS)
def test_every_field_of_every_form_says_what_goes_into_it(model_admin, everything, admin_user):
    request = RequestFactory().get("/")
    request.user = admin_user
    silent = set()
    for record in (None, model_admin.model._default_manager.first()):
        for form in forms_of(model_admin, request, record):
            fields = form.base_fields.items()
            shown = {name: field for name, field in fields if not isinstance(field.widget, HiddenInput)}
            silent |= {name for name, field in shown.items() if not field.help_text}

    own = model_admin.model._meta.app_label != "auth"
    assert silent - (set() if own else SELF_EVIDENT) == set()


@pytest.mark.parametrize("model_admin", ADMINS)
def test_every_form_says_what_its_kind_of_record_is(model_admin, everything, administrator):
    record = model_admin.model._default_manager.first()

    page = words(administrator.get(address(model_admin.model, "change", record)))

    with translation.override("es"):
        told = str(kind_of(model_admin.model))
    assert told and told in page
