"""Every address of the admin by every role: what is answered, and that a refusal changes nothing.

Who may do what stands in tests/admin/roles.py. Pages are blank here: what is on them is others' test.
"""

import logging
import re
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from django.conf import settings as django_settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern

from cinterfor.desk.models import Opening
from cinterfor.history.models import SecurityEvent, Version
from cinterfor.history.registry import kept_models
from cinterfor.history.security import log
from cinterfor.history.state import state_of, states_of
from cinterfor.publishing.registry import record_types
from network.models import Country

from . import roles
from .forms import address
from .roles import HIDDEN, MODEL_PAGES, MODELS, OTHER_METHOD, SITE_PAGES
from .samples import one_of_each

# Also where samples of the module would do: it makes pytest set up the test database.
pytestmark = [pytest.mark.django_db, pytest.mark.proof]
ROLES = [roles.ANONYMOUS, roles.NO_GROUP, *sorted(roles.GROUPS)]
ADMIN = "/es/admin/"
#: What a form could be made to send where nobody asked for it.
HARM = {"name_es": "Otro", "title_es": "Otro", "code": "XX", "post": "yes"}
FORM = "application/x-www-form-urlencoded"
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


class Asked(NamedTuple):
    """An address, what it is called, and who may see and send it (None: the other method only)."""

    name: str
    path: str
    sees: set[str] | None
    sends: set[str] | None


def patterns(found=None, route=""):
    """(name, route) of all addresses under the admin."""
    for pattern in admin.site.get_urls() if found is None else found:
        if isinstance(pattern, URLPattern):
            yield pattern.name, route + str(pattern.pattern)
        else:
            yield from patterns(pattern.url_patterns, route + str(pattern.pattern))


def model_page(name: str):
    """The model whose page this is, and which one; None for a page of the site."""
    for model in admin.site._registry:
        prefix = f"{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(prefix):
            return model, name.removeprefix(prefix)
    return None


def who(model, right) -> set[str] | None:
    return getattr(MODELS[model._meta.label_lower], right) if isinstance(right, str) else right


@pytest.fixture(scope="module")
def samples(django_db_setup, django_db_blocker):
    """One record of each model, and an account in each role, for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_samples()
        transaction.set_rollback(True)
    connection.close()


def make_samples():
    accounts = {}
    for role in ROLES[1:]:
        account = get_user_model().objects.create_user(role[:30], password="x", is_staff=True)
        if role in roles.GROUPS:
            account.groups.add(Group.objects.get(name=role))
        accounts[role] = account
    somebody = get_user_model().objects.create_user("otra", password="x", is_staff=True)
    one_of_each(somebody)
    log(SecurityEvent.Kind.REFUSED)
    Opening.objects.create(user=somebody, model="network.institution", previewed={}, previewed_key=1)
    return accounts


@pytest.fixture(autouse=True)
def refusals_unlogged(caplog):
    """Each refusal is a line of the log with its traceback."""
    caplog.set_level(logging.CRITICAL, "django.request")


@pytest.fixture
def blank_pages(settings):
    (engine,) = django_settings.TEMPLATES
    options = engine["OPTIONS"] | {"loaders": ["tests.admin.blank_pages.Blank"]}
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": options}]


def addresses() -> list[Asked]:
    found = []
    for name, route in patterns():
        if name and (known := model_page(name)):
            model, page = known
            rights = HIDDEN.get((model._meta.label_lower, page), MODEL_PAGES[page])
            sees, sends = (who(model, right) for right in rights)
            found.append(Asked(name, filled(route, model), sees, sends))
        elif name and name != "logout":  # which would end the session of this test
            found.append(Asked(name, site_path(name, route), *SITE_PAGES[name]))
        elif not name and "<path:object_id>" in route:
            found.append(Asked("redirect", filled(route, None), *SITE_PAGES["redirect"]))
        elif not name:
            found.append(Asked("anything else", f"{ADMIN}nothing/", *SITE_PAGES["anything else"]))
    return found


def filled(route: str, model) -> str:
    values = {}
    if model:
        record = model._default_manager.order_by("pk").first()
        versions = Version.objects.of(model, record.pk)
        values = {
            "object_id": record.pk,
            "id": record.pk,
            "pk": record.pk,
            "key": record.pk,
            "form": "csv",
            "version": getattr(versions.first(), "pk", 1),
            "opening": getattr(Opening.objects.first(), "pk", 1),
        }
    return ADMIN + PLACE.sub(lambda found: str(values.get(found[1], 1)), route)


def site_path(name: str, route: str) -> str:
    if name == "autocomplete":
        return f"{ADMIN}autocomplete/?app_label=knowledge&model_name=product&field_name=themes"
    if name == "app_list":
        return f"{ADMIN}network/"
    country = Country.objects.first()
    content_type = ContentType.objects.get_for_model(Country)
    if name == "guide_page":
        return f"{ADMIN}guide/first-steps/"
    values = {
        "name": "country" if name.startswith("translation_") else "draft",
        "content_type_id": content_type.pk,
        "object_id": country.pk,
        "key": country.pk,
        "language": "pt",
    }
    return ADMIN + PLACE.sub(lambda found: str(values[found[1]]), route)


def answer(response) -> str:
    """“yes”, “no”, “login”, or “other method”."""
    if response.status_code == 302 and "/login/" in response["Location"]:
        return "login"
    assert response.status_code < 500, response.status_code
    return {403: "no", 405: "other method"}.get(response.status_code, "yes")


def expected(role: str, may: set[str] | None) -> str:
    if may is not OTHER_METHOD and role in may:
        return "yes"
    if role == roles.ANONYMOUS:
        return "login"
    return "other method" if may is OTHER_METHOD else "no"


def everything_stored():
    """All that editors write, and all accounts with their rights."""
    found = {
        model: states_of(model, model._base_manager.values_list("pk", flat=True)) for model in kept_models()
    }
    for model in admin.site._registry:
        found.setdefault(model, list(model._base_manager.order_by("pk").values()))
    found["versions"] = Version.objects.count()
    found["groups"] = sorted(Group.objects.values_list("pk", "permissions", "user"), key=str)
    return found


def test_the_table_names_every_model_and_every_page_of_the_admin():
    models = {model._meta.label_lower for model in admin.site._registry}
    named = [name for name, _route in patterns() if name]
    pages = {page for name in named if (known := model_page(name)) for _model, page in [known]}
    site_pages = {name for name in named if not model_page(name)}

    table = "tests/admin/roles.py does not say who may"
    assert models - MODELS.keys() == set(), f"{table} do what with these models (MODELS)"
    assert pages - MODEL_PAGES.keys() == set(), f"{table} open these pages of models (MODEL_PAGES)"
    assert site_pages - SITE_PAGES.keys() == set(), f"{table} open these pages of the site (SITE_PAGES)"
    assert MODELS.keys() - models == set(), "tests/admin/roles.py names models that are not edited"


@pytest.mark.parametrize("role", ROLES)
def test_each_address_answers_each_role_as_the_table_says(samples, blank_pages, django_db_blocker, role):
    with django_db_blocker.unblock():
        client = Client()
        if role in samples:
            client.force_login(samples[role])
        before = everything_stored()
        wrong = [problem for asked in addresses() for problem in ask(client, asked, role)]
        after = everything_stored()

    assert not wrong, "\n".join(wrong)
    assert after == before, "a refused request has written something"


def ask(client, asked: Asked, role: str):
    """What is other than the table says."""
    for method, may, sent in (("GET", asked.sees, None), ("POST", asked.sends, HARM)):
        wanted = expected(role, may)
        with transaction.atomic():
            told = answer(client.generic(method, asked.path, urlencode(sent or {}), FORM))
            # What may be done is done for now; what is refused must leave nothing behind.
            transaction.set_rollback(wanted == "yes")
        if told != wanted:
            yield f"{method} {asked.path}: “{told}” and not “{wanted}”"


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_publish_or_delete_does_so_by_no_button_and_no_action(
    samples, blank_pages, django_db_blocker, role
):
    with django_db_blocker.unblock():
        client = Client()
        if role in samples:
            client.force_login(samples[role])
        for record_type in record_types():
            model, rights = record_type.model, MODELS[record_type.model._meta.label_lower]
            record = model._default_manager.order_by("pk").first()
            before = state_of(model, record.pk)
            with transaction.atomic():
                answers = [answer(client.post(url, values)) for url, values in forbidden(model, record)]
                changed = state_of(model, record.pk) != before
                transaction.set_rollback(True)

            assert changed == (role in rights.publish & rights.delete), (model, role)
            if role not in rights.publish:
                assert answers[0] == ("login" if role == roles.ANONYMOUS else "no"), (model, role)


def forbidden(model, record):
    """Publishing by button, withdrawing and deleting by action: (address, form)."""
    changelist = address(model, "changelist")
    chosen = {"_selected_action": [record.pk], "confirmed": "yes", "post": "yes", "withdrawal_reason": "x"}
    yield address(model, "change", record), {"_publish": "yes"}
    yield changelist, chosen | {"action": "withdraw"}
    yield changelist, chosen | {"action": "delete_selected"}
