"""The results page, and the same results as data."""

import csv
import io
from xml.etree import ElementTree

import pytest

from cinterfor.search import hits
from cinterfor.search.models import SearchEntry
from tests.factories import make_institution, make_page, make_product, make_theme

from .asking import PATHS, html_of, json_of

pytestmark = pytest.mark.django_db
FILTERS = [
    {},
    {"type": "product"},
    {"country": "BR"},
    {"theme": "tema"},
    {"theme": "grupo", "country": "UY"},
    {"year": "2015", "language": "es"},
    {"membership": "associate"},
    {"status": "ended"},
    {"type": "product", "country": "BR", "language": "pt", "year": "2016"},
]


@pytest.mark.parametrize("chosen", FILTERS)
def test_facets_are_counted_exactly_each_as_if_only_the_others_were_chosen(client, network, chosen):
    found = hits.find(request_of("soldadura", chosen))
    entries = {entry.pk: set(entry.facets) | status_of(entry) for entry in SearchEntry.objects.all()}
    matching = hits.find(request_of("soldadura", {}, limit=100)).ids
    wanted = {name: f"{name}:{value}" for name, value in chosen.items()}

    expected: dict[str, int] = {}
    for key in matching:
        for facet in entries[key]:
            others = {value for name, value in wanted.items() if name != facet.partition(":")[0]}
            if others <= entries[key]:
                expected[facet] = expected.get(facet, 0) + 1

    assert found.facets == expected
    assert found.total == sum(set(wanted.values()) <= entries[key] for key in matching)
    assert found.unfiltered == len(matching) == 14


def request_of(text, chosen, **values):
    from cinterfor.search.query import make_query

    return hits.Request(make_query(text), "es", chosen, **values)


def status_of(entry):
    """The agreements of these tests: one over since 2021, one of no known term."""
    if entry.record_type != "agreement":
        return set()
    return {"status:ended" if "ended" in entry.states else "status:term-unknown"}


@pytest.mark.parametrize("language", PATHS)
@pytest.mark.parametrize("chosen", [{}, {"type": "product"}, {"country": "BR", "type": "news"}])
def test_page_json_csv_and_atom_hold_the_same_records_in_the_same_order(client, network, language, chosen):
    query = {"q": "soldadura"} | chosen
    page = html_of(client, language, **query)
    path = f"{PATHS[language]}."

    answer = client.get(path + "json", query).json()
    rows = list(csv.DictReader(io.StringIO(client.get(path + "csv", query).content.decode("utf-8-sig"))))
    feed = ElementTree.fromstring(client.get(path + "atom", query).content)

    addresses = [hit["url"] for hit in answer["results"]]
    atom = "{http://www.w3.org/2005/Atom}"
    assert [entry.find(f"{atom}link").get("href") for entry in feed.iter(f"{atom}entry")] == addresses
    assert [row[list(row)[2]] for row in rows] == addresses
    places = [page.index(f'href="{address.removeprefix("http://testserver")}"') for address in addresses]
    assert places == sorted(places) and len(places) == answer["count"]


def test_the_json_has_the_promised_form(client):
    make_page(slug="x", title="Soldadura", summary="Trata de la soldadura.")

    answer = json_of(client, q="soldadura")

    assert answer["count"] == 1
    assert answer["results"] == [
        {
            "type": "page",
            "id": "x",
            "url": "http://testserver/es/paginas/x/",
            "title": "Soldadura",
            "language": "es",
            "snippet": "Trata de la soldadura.",
        }
    ]


def test_a_format_gives_the_page_asked_for_and_without_one_all(client):
    for number in range(25):
        make_page(title=f"Soldadura {number}")

    assert len(json_of(client, q="soldadura")["results"]) == 25
    assert len(json_of(client, q="soldadura", page="2")["results"]) == 5


def test_newest_first_where_the_reader_wants_it(client, network):
    years = [hit["title"] for hit in json_of(client, q="soldadura", type="product", sort="-date")["results"]]

    assert years == [f"Soldadura {number}" for number in range(5, -1, -1)]


def test_what_matched_is_marked_and_nothing_else_is_markup(client):
    make_page(title="x", summary="Una <script>alert(1)</script> soldadura & <b>más</b>")

    page = html_of(client, q="soldaduras")

    assert "<mark>soldadura</mark> &amp; " in page
    assert "<script>alert" not in page and "<b>más" not in page


def test_words_are_echoed_as_text_only(client):
    page = html_of(client, q='"><img src=x onerror=alert(1)>')

    assert "<img src=x" not in page


def test_a_hit_says_by_which_former_name_it_was_found(client):
    make_institution(name="Instituto", former_names=["Escuela Zaragoza"])

    page = html_of(client, q="zaragoza")

    assert "Escuela <mark>Zaragoza</mark>" in page


def test_a_title_in_another_language_is_marked_with_it(client):
    make_product(title="Guia de solda", language="pt", translated_title="")

    assert '<span lang="pt">Guia de <mark>solda</mark></span>' in html_of(client, q="solda")


def test_chips_take_each_filter_away_and_all_of_them(client, network):
    page = html_of(client, q="soldadura", type="product", country="BR")

    assert 'href="/es/buscar/?q=soldadura&amp;country=BR#results"' in page
    assert 'href="/es/buscar/?q=soldadura&amp;type=product#results"' in page
    assert 'href="/es/buscar/?q=soldadura#results"' in page


def test_no_hit_under_filters_offers_the_same_words_without_them(client, network):
    page = html_of(client, q="soldadura", type="institution", year="2016")

    assert 'href="/es/buscar/?q=soldadura"' in page


def test_no_hit_at_all_offers_near_words_and_themes(client):
    theme = make_theme(slug="tema", name="Tornería")
    make_product(themes=[theme])

    page = html_of(client, q="torneria zzzqqqzzz", exact="yes")

    assert "/es/temas/tema/" in page


@pytest.mark.parametrize(
    "query",
    [
        {"type": "nothing"},
        {"country": "XX"},
        {"country": "uy'"},
        {"theme": "none"},
        {"year": "abcd"},
        {"language": "xx"},
        {"membership": "x"},
        {"status": "x"},
        {"sort": "x"},
        {"exact": "x"},
    ],
)
@pytest.mark.parametrize("language", PATHS)
def test_a_wrong_filter_is_told_and_the_words_are_kept(client, language, query):
    answer = client.get(f"{PATHS[language]}/", {"q": "soldadura"} | query)

    assert answer.status_code == 400
    assert 'value="soldadura"' in answer.content.decode()
    assert client.get(f"{PATHS[language]}.json", {"q": "soldadura"} | query).json()["errors"]


def test_too_long_words_are_told_and_kept(client):
    answer = client.get("/es/buscar/", {"q": "a" * 201})

    assert answer.status_code == 400
    assert "a" * 201 in answer.content.decode()


def test_an_unknown_format_or_page_is_not_found(client, network):
    for path in ("?q=soldadura&format=exe", "?q=soldadura&page=2", "?q=soldadura&page=x", "?q=zzz&page=2"):
        assert client.get(f"/es/buscar/{path}").status_code == 404, path


def test_search_engines_keep_words_alone_and_the_canonical_address_is_in_order(client, network):
    assert '<link rel="canonical" href="http://testserver/es/buscar/?q=soldadura">' in html_of(
        client, q="soldadura", utm_source="x"
    )
    for more in ({"type": "product"}, {"sort": "-date"}, {"exact": "yes"}):
        assert 'content="noindex' in html_of(client, q="soldadura", **more)
    assert 'content="noindex' in html_of(client, q="zzzz")


def test_lists_under_two_filters_are_not_kept_by_search_engines(client, network):
    assert "noindex" not in client.get("/es/productos-de-conocimiento/?country=BR").content.decode()
    assert "noindex" in client.get("/es/productos-de-conocimiento/?country=BR&language=pt").content.decode()


def test_the_query_is_explained_to_browsers_and_search_engines(client):
    home = client.get("/pt/").content.decode()
    described = client.get("/pt/buscar/opensearch.xml")

    assert (
        '<link rel="search" type="application/opensearchdescription+xml" href="/pt/buscar/opensearch.xml"'
        in home
    )
    assert '"urlTemplate": "http://testserver/pt/buscar/?q={search_term_string}"' in home
    tree = ElementTree.fromstring(described.content)
    templates = {url.get("type"): url.get("template") for url in tree.iter() if url.get("template")}
    assert templates["text/html"] == "http://testserver/pt/buscar/?q={searchTerms}"
    for template in templates.values():
        assert client.get(template.replace("{searchTerms}", "x")).status_code == 200


@pytest.mark.parametrize("query", ["Convenio 142", "C142", "recomendación 195"])
@pytest.mark.parametrize("language", PATHS)
def test_who_looks_for_an_ilo_standard_is_told_where_it_is(client, language, query):
    assert "NORMLEX" in html_of(client, language, q=query)


def test_the_number_of_queries_is_small_and_does_not_grow(client, network, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        client.get("/es/buscar/?q=soldadura&type=product&country=BR")
