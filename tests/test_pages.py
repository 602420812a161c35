"""Every public page: it answers in each language, says which, and its links lead somewhere."""

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import translation

from cinterfor.pictures.registry import picture_types
from cinterfor.publishing.registry import record_types
from tests import factories

pytestmark = pytest.mark.django_db
LANGUAGES = ("es", "pt", "en")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
XHTML = "{http://www.w3.org/1999/xhtml}link"


class Reader(HTMLParser):
    """What a test wants of a page: its links, its language, its headings."""

    def __init__(self, text):
        super().__init__()
        self.links, self.heads, self.language, self.count = [], [], None, {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.count[tag] = self.count.get(tag, 0) + 1
        if tag == "html":
            self.language = found.get("lang")
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag == "link":
            self.heads.append(found)


@pytest.fixture
def network():
    """One of everything, tied together."""
    country = factories.make_country(code="UY")
    institution = factories.make_institution(country=country, acronym="INS")
    factories.make_membership(institution=institution)
    group = factories.make_theme()
    theme = factories.make_theme(broader=group)
    agreement = factories.make_agreement(countries=[country], themes=[theme])
    factories.make_party(agreement=agreement, institution=institution)
    factories.make_party(agreement=agreement, country=country)
    factories.make_product(countries=[country], themes=[theme], institutions=[institution])
    factories.make_event(country=country, hosts=[institution])
    factories.make_news(countries=[country], themes=[theme], institutions=[institution])
    factories.make_question()
    factories.make_page(menu="footer")


def sitemap_addresses(client):
    index = ET.fromstring(client.get("/sitemap.xml").content)
    for part in index.iter(SITEMAP):
        for page in ET.fromstring(client.get(part.text).content).iter(SITEMAP):
            yield page.text


def path_of(address):
    return address.removeprefix("http://testserver")


@pytest.mark.parametrize(
    "language", [pytest.param(code, marks=() if code == "es" else pytest.mark.proof) for code in LANGUAGES]
)
def test_each_sitemap_address_answers_and_no_link_inside_the_site_is_broken(client, network, language):
    everywhere = [path_of(address) for address in sitemap_addresses(client)]
    addresses = [address for address in everywhere if address.startswith(f"/{language}/")]
    others = tuple(f"/{code}/" for code in LANGUAGES if code != language)
    seen, waiting = set(), set(addresses)

    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path, follow=True)
        assert response.status_code == 200, path
        if "text/html" in response["Content-Type"] and path in addresses:
            reader = Reader(response.content.decode())
            assert reader.language == path[1:3], path
            assert reader.count["h1"] == 1, path
            heads = [head["href"] for head in reader.heads]
            inside = {path_of(link).partition("#")[0] for link in [*reader.links, *heads]}
            own = {link for link in inside if link.startswith("/") and not link.startswith(others)}
            waiting |= {link for link in own if "/static/" not in link} - seen

    pictures = [found for found in picture_types() if found.shown]
    assert len(everywhere) == 3 * len(addresses)
    assert len(addresses) == 16 + 9 + 10 + len(pictures)


def test_languages_of_a_page_point_to_one_another(client, network):
    for address in sitemap_addresses(client):
        path = path_of(address)
        page = Reader(client.get(path).content.decode())

        alternates = {head["hreflang"]: path_of(head["href"]) for head in page.heads if "hreflang" in head}
        assert set(alternates) == {*LANGUAGES, "x-default"}
        assert alternates[path[1:3]] == path
        assert [path_of(head["href"]) for head in page.heads if head.get("rel") == "canonical"] == [path]


def test_the_sitemap_names_the_same_alternates_as_the_pages(client, network):
    part = ET.fromstring(client.get("/sitemap-institution-1.xml").content)

    links = {link.get("hreflang"): link.get("href") for link in part.iter(XHTML)}

    assert set(links) == {*LANGUAGES, "x-default"}
    assert links["x-default"] == "http://testserver/id/institution/" + links["es"].split("/")[-2]


def test_a_language_in_which_a_record_does_not_exist_is_not_offered(client):
    institution = factories.make_institution(name_es="Sólo aquí", name_pt="", name_en="")

    page = client.get(f"/pt/instituicoes/{institution.slug}/").content.decode()
    reader = Reader(page)

    alternates = {head["hreflang"] for head in reader.heads if "hreflang" in head}
    assert alternates == {"es", "x-default"}
    assert '<span lang="es">Sólo aquí</span>' in page
    assert f"/es/instituciones/{institution.slug}/" in [
        path_of(head["href"]) for head in reader.heads if head.get("rel") == "canonical"
    ]
    assert (
        f"/pt/instituicoes/{institution.slug}/"
        not in client.get("/sitemap-institution-1.xml").content.decode()
    )


def test_the_language_menu_keeps_page_filters_and_sort(client, network):
    page = Reader(client.get("/es/instituciones/?country=UY&sort=-title").content.decode())

    assert "/pt/instituicoes/?country=UY&sort=-title" in page.links
    assert "/en/institutions/?country=UY&sort=-title" in page.links


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_root_leads_to_the_readers_language(client, language):
    response = client.get("/", headers={"accept-language": f"{language};q=0.9"})

    assert response["Location"] == f"/{language}/"


def test_spanish_is_the_language_when_nothing_fits(client):
    assert client.get("/", headers={"accept-language": "fi"})["Location"] == "/es/"


BAD = [
    ("?page=0", 404),
    ("?page=x", 404),
    ("?page=99", 404),
    ("?country=ZZ", 400),
    ("?year=abc", 400),
    ("?sort=nothing", 400),
    ("?format=nothing", 404),
    ("?q=" + "a" * 10000, 400),
    ("?q=%00", 400),
    ("?q=%ff", 400),
    ("?utm_source=x", 200),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("query", "status"), BAD)
def test_bad_input_is_answered_with_words_and_the_right_status(client, network, language, query, status):
    with translation.override(language):
        path = reverse("agreement_list")

    response = client.get(path + query)

    assert response.status_code == status
    assert Reader(response.content.decode()).language == language


@pytest.mark.parametrize(
    "path", ["/es/nada/", "/es/paises/zz/", "/fr/paises/", "/pt/temas/nada.json", "/es/%00/"]
)
def test_unknown_addresses_are_answered_with_a_page_that_helps_on(client, path):
    response = client.get(path)

    assert response.status_code in (400, 404)
    assert "/buscar/" in response.content.decode()


@pytest.mark.parametrize(("query", "value"), [("sort=nothing", "nothing"), ("country=ZZ", "ZZ")])
def test_a_refused_value_of_a_filter_is_quoted(client, network, query, value):
    page = client.get(f"/es/acuerdos/?{query}").content.decode()

    assert page.count(f"«{value}» no figura entre los valores de este filtro.") == 2


def test_several_are_counted_by_a_word_that_can_be_counted(client):
    factories.make_news(), factories.make_news()

    assert ">2 news items<" in client.get("/en/news/").content.decode()
    assert "<title>News, 2 " in client.get("/en/news/").content.decode()


def test_a_wrong_filter_keeps_what_was_chosen_and_says_which(client, network):
    page = client.get("/es/acuerdos/?year=abc&instrument=memorandum").content.decode()

    assert '<option value="memorandum" selected>' in page
    assert 'value="abc"' in page
    assert "errorlist" in page


def test_public_pages_set_no_cookie_and_answer_304_to_who_has_them(client, network):
    for record_type in record_types():
        path = reverse(record_type.list_name)
        response = client.get(path)

        again = client.get(path, headers={"if-none-match": response["ETag"]})

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert again.status_code == 304


def test_public_pages_allow_no_inline_script_or_style(client, network):
    policy = client.get("/es/")["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_for_reading(client, network, method):
    assert getattr(client, method)("/es/instituciones/").status_code in (403, 405)


def test_the_server_error_page_needs_no_database(client, monkeypatch, django_db_blocker):
    from cinterfor import errors

    request = type("Request", (), {"path_info": "/pt/x/", "META": {}, "COOKIES": {}, "headers": {}})()
    with django_db_blocker.block():
        response = errors.server_error(request)

    assert response.status_code == 500
    assert '<html lang="pt">' in response.content.decode()


def test_no_page_writes_words_of_another_language_without_saying_so(client):
    """A record in Portuguese only: wherever Spanish pages show its texts, they are marked."""
    country = factories.make_country(name_es="", name_en="", name_pt="Terra do Norte")
    factories.make_institution(country=country, name_es="", name_en="", name_pt="Casa Verde")

    for path in ("/es/instituciones/", "/es/instituciones/casa-verde/", "/es/paises/"):
        page = client.get(f"{path}?standing=all").content.decode()
        body = re.sub(
            r"<title>.*?</title>|<meta[^>]*>|<script.*?</script>|<select.*?</select>", "", page, flags=re.S
        )

        for words in ("Terra do Norte", "Casa Verde"):
            assert len(re.findall(words, body)) == len(re.findall(rf'lang="pt">{words}<', body)), (
                path,
                words,
            )
