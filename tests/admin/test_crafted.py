"""Whatever is sent to a form of the admin, the answer is a page: never a failure of the server."""

import pytest
from django.contrib import admin
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import DatabaseError, transaction
from django.forms import CharField
from django.test import RequestFactory

from network.models import Institution

from .forms import address, values_of

pytestmark = pytest.mark.django_db
PAGES = ("add", "change")
MODELS = [pytest.param(model, id=model._meta.label) for model in admin.site._registry]


def forms_of(context):
    """All forms of a page, also those of rows that are not there yet."""
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return forms


def nonsense_for(bound, page) -> tuple[str, ...]:
    """Both pages read what is sent with the same form: each kind of nonsense is tried on one of them."""
    if page == "add":
        return ("abc", "x" * 10_000)
    return ("\x00",) if isinstance(bound.field, CharField) else ("-1",)


def is_answered(model_admin, request, key, name) -> bool:
    """Whether the answer can be shown or leads on; what was written is taken back."""
    try:
        with transaction.atomic():
            answer = model_admin.changeform_view(request, key)
            transaction.set_rollback(True)
        # Of the page only what was sent is printed: whole pages would take minutes.
        shown = forms_of(answer.context_data) if answer.status_code == 200 else []
        for bound in (bound for form in shown for bound in form if bound.html_name == name):
            str(bound), str(bound.errors)
    except (DatabaseError, ArithmeticError, LookupError, TypeError, ValueError):
        return False
    return answer.status_code in (200, 302)


def sent(user, url, values):
    request = RequestFactory().post(url, values)
    request.user, request.csp_nonce, request._dont_enforce_csrf_checks = user, "nonce", True
    request.session = {}
    request._messages = CookieStorage(request)
    return request


@pytest.mark.proof
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("model", MODELS)
def test_nonsense_in_any_one_field_never_fails(administrator, admin_user, everything, model, page):
    record = model._default_manager.first() if page == "change" else None
    url, key = address(model, page, record), str(record.pk) if record else None
    opened = administrator.get(url)
    if opened.status_code == 403 or "adminform" not in opened.context:
        pytest.skip("nobody fills these in")
    values = values_of(administrator, url)
    fields = [bound for form in forms_of(opened.context) for bound in form]

    failed = []
    for name, nonsense in [(bound.html_name, text) for bound in fields for text in nonsense_for(bound, page)]:
        request = sent(admin_user, url, values | {name: nonsense})
        if not is_answered(admin.site._registry[model], request, key, name):
            failed.append((name, nonsense[:10]))

    assert failed == []


@pytest.mark.parametrize("field", ["country", "sector", "successor"])
def test_a_made_up_choice_is_an_error_at_its_field(administrator, field):
    url = address(Institution)

    answer = administrator.post(url, values_of(administrator, url) | {"name_es": "Uno", field: "abc"})

    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == [field]
