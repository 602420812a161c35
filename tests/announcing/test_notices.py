"""Notices above every page: when, in which language, by whom."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from cinterfor.announcing.models import Notice
from tests.admin.forms import address, values_of

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def make_notice(**values):
    now = timezone.now()
    return Notice.objects.create(**({"begins": now - HOUR, "until": now + HOUR} | values))


@pytest.mark.parametrize("path", ["/es/", "/es/instituciones/", "/es/buscar/?q=x", "/es/nada-de-eso/"])
def test_a_notice_stands_on_every_page_between_its_dates(client, path):
    make_notice(text_es="Cerrado el domingo", link="/id/page/x")
    make_notice(text_es="Ya pasó", until=timezone.now() - HOUR / 2)
    make_notice(text_es="Vendrá", begins=timezone.now() + HOUR / 2)

    page = client.get(path).content.decode()

    assert "Cerrado el domingo" in page and 'href="/id/page/x"' in page
    assert "Ya pasó" not in page and "Vendrá" not in page


def test_a_notice_in_another_language_says_so(client):
    make_notice(text_pt="Fechado no domingo")

    page = client.get("/es/").content.decode()

    assert '<span lang="pt">Fechado no domingo</span>' in page and "in-other-language" in page


def test_a_cached_page_is_fetched_anew_when_a_notice_begins(client):
    before = client.get("/es/paises/")
    make_notice(text_es="Cerrado <hoy>")

    again = client.get("/es/paises/", headers={"If-None-Match": before["ETag"]})

    assert again.status_code == 200 and "Cerrado &lt;hoy&gt;" in again.content.decode()
    assert not again.cookies


def test_warnings_come_first_and_all_are_one_query(client, django_assert_num_queries):
    make_notice(text_es="Aviso")
    make_notice(text_es="Cuidado", level="warning")

    with django_assert_num_queries(1):
        assert [str(notice) for notice in Notice.objects.current()] == ["Cuidado", "Aviso"]


def test_a_notice_without_text_or_ending_before_it_begins_is_refused_in_words(admin_client):
    url = address(Notice)
    values = values_of(admin_client, url) | {
        "until_0": "01/01/2001",
        "until_1": "10:00:00",
        "link": "javascript:x",
    }

    answer = admin_client.post(url, values)

    errors = answer.context["adminform"].form.errors
    assert {"text_es", "link"} <= set(errors) and not Notice.objects.exists()
    assert admin_client.post(url, values | {"text_es": "x", "link": ""}).status_code == 200
    assert not Notice.objects.exists()


def test_publishers_write_notices_and_editors_do_not(client, django_user_model):
    for group, status in (
        ("Publicación", 200),
        ("Redacción: conocimiento", 403),
        ("Traducción: inglés", 403),
    ):
        account = django_user_model.objects.create_user(group, password="x", is_staff=True)
        account.groups.add(Group.objects.get(name=group))
        client.force_login(account)

        assert client.get(address(Notice)).status_code == status
