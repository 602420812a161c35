"""Lists of the API: the records of their pages, whole, in pages of their own; and what cannot be asked."""

import itertools
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from cinterfor.api import parameters
from cinterfor.publishing.registry import get_type, record_types
from tests import factories

pytestmark = pytest.mark.django_db
NEXT = "/api/v1/news/?page_size=2"
#: Of the filters that take records: one that is there.
RECORDS = {"country": ["UY"], "theme": ["tema"], "institution": ["centro"]}


@pytest.fixture
def records():
    """Two of each type, tied to each other where filters ask for it."""
    country = factories.make_country(code="UY", slug="uy")
    institution = factories.make_institution(slug="centro", country=country)
    factories.make_membership(institution=institution)
    theme = factories.make_theme(slug="tema")
    about = {"themes": [theme], "countries": [country], "institutions": [institution]}
    factories.make_product(slug="obra", **about, cover=factories.make_image())
    factories.make_product(kind="report", issued=None)
    factories.make_news(**about)
    factories.make_news(date=None)
    agreement = factories.make_agreement(themes=[theme])
    factories.make_party(agreement=agreement, institution=institution)
    factories.make_event(country=country, hosts=[institution])
    factories.make_question()
    factories.make_page(body_es="<p>Uno <strong>dos</strong></p>")


def pages(client, path):
    """All items of a list, page by page."""
    items = []
    while path:
        found = client.get(path).json()
        items += found["items"]
        path = found["next"]
    return items


def twin(client, record_type, query=""):
    path = reverse(f"{record_type.list_name}_data", args=["json"])
    return json.loads(b"".join(client.get(f"{path}?{query}").streaming_content))


@pytest.mark.parametrize("name", [found.name for found in record_types()])
def test_a_list_tells_what_the_twin_of_its_page_tells(client, records, name):
    path = reverse(f"api_{name}_list")

    told = pages(client, f"{path}?page_size=1")

    assert told
    assert told == twin(client, get_type(name))["items"]
    assert client.get(path).json()["count"] == len(told)


def asked(record_type):
    """Each value that the description lists for a filter, and one record for those that take records."""
    for parameter in parameters.of_filters(record_type):
        name, shape = parameter["name"], parameter["schema"]
        for value in shape.get("enum", RECORDS.get(name, ())):
            yield f"{name}={value}" + ("&q=texto" if value == "relevance" else "")
    yield "q=uno"


@pytest.mark.parametrize("name", [found.name for found in record_types()])
def test_each_value_of_each_filter_gives_the_records_of_the_page(client, records, name):
    differing = []
    for query in asked(get_type(name)):
        told = pages(client, reverse(f"api_{name}_list") + f"?page_size=2&{query}")
        if [item["id"] for item in told] != [
            item["id"] for item in twin(client, get_type(name), query)["items"]
        ]:
            differing.append(query)

    assert differing == []


@pytest.mark.parametrize("sort", ["-date", "date", "title", "-title"])
def test_what_comes_or_goes_between_two_pages_neither_repeats_nor_hides_others(client, sort):
    dates = ["2020", "2020", "2021-05", None, None, "2019-02-01"]
    made = [factories.make_news(date=date, title_es=f"Nota {date}") for date in dates]
    path = f"/api/v1/news/?page_size=2&sort={sort}"
    whole = [item["id"] for item in pages(client, path)]

    first = client.get(path).json()
    for date in (*dates, "2030", "1990"):
        factories.make_news(date=date, title_es=f"Nota {date}")
    made[dates.index("2021-05")].delete()
    later = [item["id"] for item in pages(client, first["next"])]

    told = [item["id"] for item in first["items"]] + later
    assert len(set(told)) == len(told)
    assert {slug for slug in whole if slug != made[2].slug} <= set(told)


def test_by_relevance_a_list_goes_on_where_it_was(client):
    for number in range(7):
        factories.make_news(
            title_es="Soldadura " * (number % 3 + 1), summary_es="soldadura" if number % 2 else "x"
        )

    told = pages(client, "/api/v1/news/?q=soldadura&page_size=2")

    assert len({item["id"] for item in told}) == len(told) == 7
    assert [item["id"] for item in told] == [
        item["id"] for item in twin(client, get_type("news"), "q=soldadura")["items"]
    ]


def test_next_stands_in_the_head_as_well(client):
    for _number in range(3):
        factories.make_news()

    response = client.get(NEXT)

    assert f'<{response.json()["next"]}>; rel="next"' in response["Link"]
    assert 'rel="service-desc"' in response["Link"]
    assert 'rel="service-doc"' in response["Link"]


def test_texts_come_in_one_language_and_say_which(client):
    factories.make_news(
        title_es="Uno", title_pt="", title_en="", summary_es="", summary_pt="", summary_en="x"
    )
    factories.make_institution(slug="sin", acronym="", country=factories.make_country())

    news = client.get("/api/v1/news/?lang=pt").json()["items"][0]
    institution = client.get("/api/v1/institutions/sin/?lang=pt").json()

    assert news["title"] == {"value": "Uno", "language": "es"}
    assert news["summary"] == {"value": "x", "language": "en"}
    assert institution["acronym"] is None
    assert institution["addresses"].keys() == set(institution["languages"])


def test_rows_of_records_come_in_one_language_too(client):
    agreement = factories.make_agreement(slug="acuerdo")
    factories.make_party(agreement=agreement, institution=factories.make_institution(name_pt="Casa"))

    party = client.get("/api/v1/agreements/acuerdo/?lang=pt").json()["parties"][0]

    assert party["name"] == {"value": "Casa", "language": "pt"}


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_what_is_not_public_is_never_told(client, status):
    factories.make_news(slug="secreta", title_es="Secreto", publication_status=status)
    later = timezone.now() + timezone.timedelta(hours=1)
    factories.make_news(slug="manana", title_es="Secreto", published_from=later)

    paths = ["/api/v1/news/", "/api/v1/news/?since=2000-01-01", "/api/v1/news/?q=secreto"]
    paths += ["/api/v1/news/secreta/", "/api/v1/news/manana/", "/api/v1/search/?q=secreto"]

    assert [path for path in paths if '"Secreto"' in client.get(path).content.decode()] == []
    assert client.get("/api/v1/news/manana/").status_code == 404


REFUSED = {
    "cursor=x": "cursor",
    f"cursor={'x' * 5000}": "cursor",
    "page_size=0": "page_size",
    "page_size=101": "page_size",
    "page_size=uno": "page_size",
    "since=ayer": "since",
    "since=2026-02-30": "since",
    "since=2026-13-01T00:00:00Z": "since",
    "since=2026-01-01&sort=title": "sort",
    "country=ZZ": "country",
    "country=": "country",
    "country=UY&country=BR": "country",
    "sort=nothing": "sort",
    f"q={'x' * 201}": "q",
    "lang=fr": "lang",
    "lang=": "lang",
    "lang=../../etc": "lang",
}


@pytest.mark.parametrize(("query", "name"), REFUSED.items())
def test_what_cannot_be_asked_is_refused_in_words(client, query, name):
    response = client.get(f"/api/v1/news/?{query}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][name][0]["message"]


def test_messages_are_in_the_language_of_the_request(client):
    asked = [client.get("/api/v1/news/?country=ZZ&lang=pt")]
    asked.append(client.get("/api/v1/news/?country=ZZ", headers={"accept-language": "pt"}))

    assert {found.json()["errors"]["country"][0]["message"] for found in asked} == {
        "“ZZ” não consta entre os valores deste filtro."
    }


def test_a_cursor_is_of_one_list_in_one_language_and_cannot_be_made_up(client):
    for _number in range(3):
        factories.make_news()
    factories.make_event()
    cursor = client.get(NEXT).json()["next"].partition("cursor=")[2]

    elsewhere = [
        f"/api/v1/events/?cursor={cursor}",
        f"/api/v1/news/?sort=title&cursor={cursor}",
        f"/api/v1/news/?since=2020-01-01&cursor={cursor}",
        f"/api/v1/news/?lang=pt&cursor={cursor}",
        f"/api/v1/news/?cursor={cursor[:-2]}",
    ]

    assert client.get(f"/api/v1/news/?cursor={cursor}").status_code == 200
    assert {client.get(path).status_code for path in elsewhere} == {400}


def test_unknown_parameters_are_ignored(client):
    assert client.get("/api/v1/news/?utm_source=x&utm=").status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/news/?q=%00", "/api/v1/%00/", "/api/v1/news/?q=%ff", "/api/nada/"])
def test_even_what_reaches_no_view_is_answered_as_json_to_pages_of_any_origin(client, path):
    response = client.get(path)

    assert response.status_code == (404 if "nada" in path else 400)
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_the_search_gives_the_hits_of_the_page(client, records):
    page = client.get("/es/buscar.json?q=texto&page=1").json()
    found = client.get("/api/v1/search/?q=texto&lang=es").json()

    assert found.pop("next") is None
    assert found == page


@pytest.mark.parametrize("query", ["", "q=", "q=x&type=nada", f"q={'x' * 201}", "q=x&country=ZZ"])
def test_a_search_that_cannot_be_asked_is_refused(client, query):
    assert client.get(f"/api/v1/search/?{query}").status_code == 400


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
def test_a_page_of_hits_that_is_not_there_is_not_found(client, page):
    assert client.get(f"/api/v1/search/?q=uno&page={page}").status_code == 404


def test_all_lists_are_found_from_the_root(client):
    root = client.get("/api/v1/").json()

    collections = {found["type"]: found["address"] for found in root["collections"]}
    assert collections.keys() == {found.name for found in record_types()}
    places = itertools.chain(collections.values(), root["documentation"].values(), [root["schema"]])
    assert {client.get(address).status_code for address in places} == {200}
