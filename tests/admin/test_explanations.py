"""Each form says what its kind of record is, and each field what goes into it."""

import pytest
from django.contrib import admin
from django.forms import HiddenInput
from django.utils import translation

from cinterfor.desk.explaining import kind_of

from .forms import address, words

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
#: What needs no word: names of persons and groups, and moments that write themselves.
SELF_EVIDENT = {"name", "first_name", "last_name", "email", "last_login", "date_joined", "password"}
ADMINS = [pytest.param(found, id=model._meta.label) for model, found in admin.site._registry.items()]


def forms_on(page):
    """The forms that an editor has before them; none on a page of another kind."""
    if page.status_code != 200 or "adminform" not in page.context:
        return []
    inlines = page.context["inline_admin_formsets"]
    return [page.context["adminform"].form, *(inline.formset.empty_form for inline in inlines)]


@pytest.mark.parametrize("model_admin", ADMINS)
def test_every_form_says_what_it_is_for_and_every_field_what_goes_into_it(
    model_admin, everything, administrator
):
    model = model_admin.model
    added = administrator.get(address(model))
    changed = administrator.get(address(model, "change", model._default_manager.first()))
    with translation.override("es"):
        told = str(kind_of(model))

    for page in (added, changed):
        forms = forms_on(page)
        shown = [
            (name, field)
            for form in forms
            for name, field in form.fields.items()
            if not isinstance(field.widget, HiddenInput) and name not in ("DELETE", "id")
        ]
        # Django's own page for a new account says in its place that name and password come first.
        is_new_account = page is added and model._meta.app_label == "auth"
        silent = {name for name, field in shown if not field.help_text}
        assert silent - (SELF_EVIDENT if model._meta.app_label == "auth" else set()) == set()
        assert not shown or is_new_account or (told and told in words(page))
