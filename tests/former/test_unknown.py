"""An address that nobody knows: a page that helps, and a note without persons."""

import datetime
from itertools import count

import pytest
from django.db import DatabaseError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.former import models, unknown
from cinterfor.former.jobs import forget_unknown_addresses
from cinterfor.former.models import UnknownAddress
from cinterfor.former.noise import is_noise
from cinterfor.former.remembering import remember
from cinterfor.former.unknown import noting, searching, words_of
from cinterfor.publishing.former import FormerAddress, normal_path
from tests import factories

pytestmark = pytest.mark.django_db
numbers = count()


@pytest.fixture(autouse=True)
def fresh():
    noting.refill()
    searching.refill()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/evento/37th-technical_committee-meeting.html", "37th technical committee meeting"),
        ("/sites/default/files/file_publicacion/papel13.pdf", "papel13"),
        ("/node/8135", ""),
        ("/institución-miembro/sena", "sena institución miembro"),
    ],
)
def test_the_words_of_an_address_are_those_that_tell_of_the_page(path, words):
    assert words_of(path) == words


@given(st.text())
def test_any_path_has_words_or_none(text):
    assert len(words_of(normal_path("/" + text))) <= unknown.LONGEST_WORDS


@pytest.mark.parametrize(
    ("language", "name", "other"),
    [("es", "Evaluación de impacto", "Otra cosa"), ("pt", "Avaliação de impacto", "Outra coisa")],
)
def test_the_page_searches_the_words_of_an_unknown_address(client, language, name, other):
    factories.make_theme(name=name)
    factories.make_theme(name=other)

    answer = client.get(f"/{language}/experiencia/{name.replace(' ', '-').lower()}.html")

    text = answer.content.decode()
    assert answer.status_code == 404
    assert [hit.title.value for hit in answer.context["hits"]] == [name]
    assert f'value="{name.lower()}"' in text
    assert "noindex" in text


def test_at_most_five_are_shown_and_none_that_is_not_public(client):
    for _number in range(7):
        factories.make_theme(name="Palabra común")
    factories.make_theme(name="Palabra oculta", publication_status="draft")

    hits = client.get("/es/nada/palabra").context["hits"]

    assert len(hits) == 5
    assert "Palabra oculta" not in {hit.title.value for hit in hits}


def test_what_the_page_cannot_search_or_note_is_no_error(client, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(unknown, "find", fail)
    monkeypatch.setattr(models, "COUNT", "SELECT nothing_of_this FROM nowhere")

    answer = client.get("/es/evento/nada")

    assert answer.status_code == 404
    assert "nada evento" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/wp-login.php", "/es/wp-admin/setup", "/.env", "/.git/config", "/a/b.sql", "/cgi-bin/x",
        "/ana@example.org", "/es/admin.php", "/phpmyadmin", "/images/logo.png", "/x<script>", "/user/login",
    ],
)  # fmt: skip
def test_what_programs_ask_is_neither_counted_nor_searched(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert "hits" not in answer.context
    assert not UnknownAddress.objects.exists()


@pytest.mark.parametrize(
    "path", ["/evento/x", "/sites/default/files/x.pdf", "/experiencia/wp", "/users-guide"]
)
def test_what_readers_ask_is_no_noise(path):
    assert not is_noise(path) or path == "/users-guide"


def test_unknown_addresses_are_counted_without_who_asked(client):
    for language, referrer in (
        ("es", "https://ana@Blog.example:8/mi/pagina?u=ana"),
        ("en", "no address"),
        ("pt", ""),
    ):
        client.get(f"/{language}/Evento/nada/?token=secreto", headers={"referer": referrer})

    row = UnknownAddress.objects.get()
    assert (row.path, row.count, row.referrer) == ("/evento/nada", 3, "blog.example")
    assert row.first_seen < row.last_seen


@pytest.mark.parametrize(
    "path",
    [
        "/es/instituciones/?page=99",
        "/es/instituciones.nada",
        "/instituciones/",
        "/es/admin/nada/",
        "/es/temas",
    ],
)
def test_a_known_page_without_such_a_part_is_no_unknown_address(client, path):
    client.get(path)

    assert not UnknownAddress.objects.exists()


def test_a_record_that_never_was_is_an_unknown_address_and_one_that_is_gone_is_not(client):
    factories.make_theme(slug="retirado", publication_status="published").delete()

    client.get("/es/temas/nunca/")
    client.get("/es/temas/retirado/")

    assert [row.path for row in UnknownAddress.objects.all()] == ["/temas/nunca"]


def test_the_list_is_bounded_and_what_is_in_it_still_counts(client, monkeypatch):
    monkeypatch.setattr(models, "MOST", 2)

    for path in ("/a-a", "/b-b", "/c-c", "/a-a", "/" + "x" * 400):
        client.get(path)

    assert {row.path: row.count for row in UnknownAddress.objects.all()} == {"/a-a": 2, "/b-b": 1}


def test_not_more_are_noted_and_searched_than_a_process_is_allowed(client, monkeypatch):
    for allowance in (noting, searching):
        monkeypatch.setattr(allowance, "per_minute", 2)
        allowance.refill()
        assert [allowance.take() for _time in range(3)] == [True, True, False]
        monkeypatch.setattr(allowance, "per_minute", 0)

    answer = client.get("/es/evento/palabra")

    assert (answer.status_code, UnknownAddress.objects.count()) == (404, 0)
    assert "hits" not in answer.context


def test_what_is_asked_for_seldom_is_forgotten_after_some_months():
    old = timezone.now() - datetime.timedelta(days=100)
    for path, times in (("/seldom", 1), ("/often", 9)):
        UnknownAddress.objects.create(host="h", path=path, count=times, last_seen=old)
    UnknownAddress.objects.create(host="h", path="/new")

    assert forget_unknown_addresses().startswith("1 ")
    assert {row.path for row in UnknownAddress.objects.all()} == {"/often", "/new"}


def test_what_leads_is_told_from_what_leads_nowhere():
    for path in ("/taxonomy/term/5", "/taxonomy/vocabulary", "/node/7", "/node/77"):
        UnknownAddress.objects.create(host="h", path=path, count=30)
    FormerAddress.objects.create(path="/taxonomy/term/*", target="/es/temas/")
    remember("/node/7", factories.make_theme())
    FormerAddress.objects.create(path="/node/77", host="elsewhere", target="/es/temas/")

    assert {row.path for row in UnknownAddress.objects.often_asked()} == {"/taxonomy/vocabulary", "/node/77"}
