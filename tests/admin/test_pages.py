import base64
import hashlib
import re
from pathlib import Path

import django_prose_editor
import pytest
from django.apps import apps
from django.contrib import admin
from django.test import RequestFactory
from django.utils import timezone, translation

from cinterfor.admin import EDITOR_STYLE
from knowledge.models import Product
from network.models import Country, Institution
from tests import factories

from .forms import address, words

pytestmark = pytest.mark.django_db
LANGUAGES = ["es", "pt", "en"]
MODELS = [pytest.param(model, id=model._meta.label) for model in admin.site._registry]
OWN_APPS = ("network", "knowledge", "agreements", "images", "publishing")
FETCHED = re.compile(r"<(?:script|img|link|iframe|source)\b[^>]*?(?:src|href)=[\"']([^\"']+)")


def assert_whole(response, language):
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    foreign = [target for target in FETCHED.findall(html) if re.match(r"(https?:)?//", target)]
    assert foreign == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_login_and_index_open_in_each_language(client, admin_user, language):
    login = client.get(f"/{language}/admin/login/")
    client.force_login(admin_user)
    index = client.get(f"/{language}/admin/")

    assert_whole(login, language)
    assert_whole(index, language)
    assert 'href="/static/cinterfor/css/admin/base.css"' in index.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_and_forms_of_every_model_open_in_each_language(administrator, everything, language):
    request = RequestFactory().get("/")
    request.user = administrator.get("/es/admin/").wsgi_request.user

    for model, model_admin in admin.site._registry.items():
        record = model._default_manager.first()
        assert record is not None, model
        assert_whole(administrator.get(address(model, "changelist", language=language)), language)
        assert_whole(administrator.get(address(model, "change", record, language)), language)
        if model_admin.has_add_permission(request):
            assert_whole(administrator.get(address(model, "add", language=language)), language)


def test_every_list_is_searched_filtered_and_sorted_by_each_column(administrator, everything):
    for model, model_admin in admin.site._registry.items():
        url = address(model, "changelist")
        columns = len(model_admin.get_list_display(None))

        answers = [administrator.get(url, {"q": "á"})]
        answers += [administrator.get(url, {"o": number}) for number in range(1, columns + 1)]

        assert {answer.status_code for answer in answers} == {200}, model


def test_every_model_of_the_portal_is_edited_somewhere():
    shown = set(admin.site._registry) | {
        inline.model for model_admin in admin.site._registry.values() for inline in model_admin.inlines
    }
    models = [model for name in OWN_APPS for model in apps.get_app_config(name).get_models()]
    # What nobody has a right to is written by the portal itself.
    own = {model for model in models if model._meta.default_permissions}

    assert own - shown == set()


def test_an_institution_is_found_by_name_in_any_language_acronym_and_former_name(administrator):
    made = factories.make_institution(
        name_es="Servicio",
        name_pt="Serviço",
        name_en="Agency",
        acronym="SENAX",
        former_names=["Viejo Nombre"],
    )
    factories.make_institution()

    for word in ("servicio", "serviço", "agency", "senax", "viejo"):
        page = administrator.get(address(Institution, "changelist"), {"q": word})
        assert [record.pk for record in page.context["cl"].result_list] == [made.pk], word


def test_the_list_shows_standing_and_the_languages_that_are_filled(administrator):
    member = factories.make_membership().institution
    factories.make_institution(name_en="", name_pt=None)

    members = administrator.get(address(Institution, "changelist"), {"standing": "member"})
    untranslated = administrator.get(address(Institution, "changelist"), {"work": "lacks-en"})

    assert [record.pk for record in members.context["cl"].result_list] == [member.pk]
    assert "es pt en" in words(members)
    assert len(untranslated.context["cl"].result_list) == 1


def test_a_work_does_not_lack_the_language_that_it_is_written_in(administrator):
    factories.make_product(language="es")

    page = administrator.get(address(Product, "changelist"), {"work": "lacks-es"})

    assert len(page.context["cl"].result_list) == 0


def test_the_list_is_sorted_as_the_language_sorts(administrator):
    for name in ("Zulia", "Ñandú", "Ángel", "Norte"):
        factories.make_institution(name=name)

    page = administrator.get(address(Institution, "changelist"), {"o": "1"})

    assert [str(record) for record in page.context["cl"].result_list] == ["Ángel", "Norte", "Ñandú", "Zulia"]


def test_a_list_takes_the_same_number_of_queries_however_long_it_is(
    administrator, django_assert_max_num_queries
):
    for _number in range(12):
        factories.make_institution()

    with django_assert_max_num_queries(15):
        administrator.get(address(Institution, "changelist"))


def test_view_on_site_is_offered_for_public_records_only(administrator):
    public = factories.make_country()
    draft = factories.make_country(publication_status="draft")
    later = factories.make_country(published_from=timezone.now() + timezone.timedelta(days=1))

    links = [
        administrator.get(address(Country, "change", record)).context.get("absolute_url")
        for record in (public, draft, later)
    ]

    assert links == [public.get_absolute_url(), None, None]


def test_the_editor_runs_under_the_strict_policy_and_only_the_admin_gets_its_style(administrator):
    page = administrator.get(address(Institution))
    html, policy = page.content.decode(), page["Content-Security-Policy"]
    public = administrator.get("/robots.txt")
    nonce = re.search(r"'nonce-([^']+)'", policy)[1]

    assert f'type="importmap" nonce="{nonce}"' in html or f'nonce="{nonce}" type="importmap"' in html
    assert EDITOR_STYLE in policy
    assert "unsafe" not in policy
    assert not re.search(
        r"<script(?![^>]*(src|nonce)=)[^>]*>", html.replace('type="application/json"', "src=")
    )
    assert " style=" not in html
    assert "style-src 'self';" in public["Content-Security-Policy"] + ";"


def test_the_style_that_the_policy_allows_is_the_one_that_the_editor_writes():
    script = Path(django_prose_editor.__file__).parent / "static" / "django_prose_editor" / "editor.js"
    style = re.search(r"`(\.ProseMirror \{\n  position: relative.*?)`", script.read_text(), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"'sha256-{digest}'" == EDITOR_STYLE


def test_texts_have_a_field_for_each_language_in_the_order_of_the_site(administrator):
    html = administrator.get(address(Institution)).content.decode()
    places = [html.index(f'name="name_{language}"') for language in LANGUAGES]

    assert places == sorted(places)
    assert "vendor/jquery-ui-1.14.2/jquery-ui.min.js" in html
    with translation.override("es"):
        assert 'name="name"' not in html
