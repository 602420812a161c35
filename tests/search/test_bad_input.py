"""Whatever is typed, the answer is a page."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_institution, make_product, make_theme

pytestmark = pytest.mark.django_db

ODD = [
    "",
    "   ",
    "de la que",
    "the of and",
    "!!! ... ---",
    "-",
    "-formación",
    '"',
    '"""',
    "'",
    "' OR 1=1",
    "'; DROP TABLE search_searchentry; --",
    "a & b | !c <-> d:*",
    "formación:*",
    "(((",
    "\\",
    "\\'",
    "%",
    "%%",
    "_",
    "%s",
    "{q}",
    "😀",
    "👨‍👩‍👧‍👦 formación",
    "\u202eoiratnec\u202c",
    "\u200f",
    "مرحبا",
    "日本語",
    "<script>alert(1)</script>",
    "a" * 200,
    "ñ" * 200,
    "a " * 100,
    "-a " * 60,
    '"a b" ' * 30,
    "OR OR OR",
    "a OR",
    "978-92-2-1",
    "1" * 100,
    "10.1000/'\"\\",
    "é\u0301\u0301\u0301",
    "ﬁn",
    "İstanbul",
    "ß",
    "\ufeff",
]


@pytest.fixture
def records():
    make_institution(name="Formación", acronym="FP")
    make_theme(name="Formación dual", alt_labels="aprendices")
    make_product(title="Formación y trabajo")


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("path", ["/es/buscar/", "/es/buscar.json", "/es/buscar.csv", "/es/buscar.atom"])
def test_odd_words_get_an_answer(client, records, path, text):
    assert client.get(path, {"q": text}).status_code == 200


@pytest.mark.parametrize("text", ODD)
def test_odd_words_get_suggestions_or_none(client, records, text):
    assert client.get("/es/buscar/sugerencias/", {"q": text}).status_code == 200


@pytest.mark.parametrize("text", ODD)
def test_odd_words_filter_every_list(client, records, text):
    for path in ("/es/instituciones/", "/es/temas/", "/es/productos-de-conocimiento/"):
        assert client.get(path, {"q": text}).status_code == 200


def test_ten_kilobytes_are_refused_in_words(client):
    assert client.get("/es/buscar/", {"q": "formación " * 1000}).status_code == 400
    assert client.get("/es/buscar/sugerencias/", {"q": "formación " * 1000}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/es/buscar/?q=a%00b", "/es/buscar/sugerencias/?q=%ff", "/es/buscar.json?q=%00"]
)
def test_broken_encodings_are_refused(client, path):
    assert client.get(path).status_code == 400


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=200)
    | st.lists(
        st.sampled_from(["formación", "OR", "-", '"', "dual", "aprendices", "2019", "|", "(", "'"]),
        max_size=30,
    ).map(" ".join),
    name=st.sampled_from(
        ["type", "country", "theme", "year", "language", "membership", "status", "sort", "page"]
    ),
    value=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20),
)
def test_any_text_and_any_filter_get_a_page(client, records, text, name, value):
    assert client.get("/pt/buscar/", {"q": text, name: value}).status_code in (200, 400, 404)
    assert client.get("/pt/buscar/sugestoes/", {"q": text}).status_code == 200
