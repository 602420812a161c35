"""The number of queries does not grow with the data."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cinterfor.formats.registry import formats_of
from cinterfor.publishing.registry import get_type, record_types
from cinterfor.publishing.together import written_together
from knowledge.models import Product
from network.models import CooperationOffer
from tests import factories
from tests.admin.forms import address, row, values_of

pytestmark = pytest.mark.django_db
FEW, MANY = 20, 60
LIST_LIMIT, WIDE_LIMIT = 14, 21
#: Statements besides those that only steer the transaction.
SAVING_LIMIT = 30
TEXTS = ("translated_title", "abstract")
#: Pages that join everything that is linked to them.
WIDE = {"agreement_detail", "country_detail", "institution_detail", "product_detail"}


@pytest.fixture
def ties():
    """The country, institution, theme and image to which all records are tied; it can help with the theme."""
    country = factories.make_country(code="UY", slug="uy")
    institution = factories.make_institution(country=country, slug="centro")
    factories.make_membership(institution=institution)
    theme = factories.make_theme(slug="tema")
    CooperationOffer.objects.create(institution=institution, theme=theme, direction="offers")
    return country, institution, theme, factories.make_image()


def fill(ties, number):
    """So many more of each record."""
    country, institution, theme, image = ties
    tied = {"themes": [theme], "countries": [country], "institutions": [institution]}
    for _index in range(number):
        other = factories.make_institution(country=country, logo=image)
        factories.make_membership(institution=other)
        CooperationOffer.objects.create(institution=other, theme=theme, direction="seeks")
        agreement = factories.make_agreement(themes=[theme], countries=[country])
        factories.make_party(agreement=agreement, institution=institution)
        factories.make_party(agreement=agreement, institution=other)
        factories.make_product(cover=image, **tied)
        factories.make_news(image=image, **tied)
        factories.make_event(country=country, hosts=[institution], organisers=[other], image=image)
        factories.make_question()
        factories.make_theme(broader=theme)
        factories.make_page(image=image)
        factories.make_country()


def addresses():
    yield "home", reverse("home")
    for record_type in record_types():
        yield record_type.list_name, reverse(record_type.list_name)
        for extension in formats_of(record_type):
            yield (
                f"{record_type.list_name}.{extension}",
                reverse(f"{record_type.name}_list_data", args=[extension]),
            )
    for name, slug in (("country", "uy"), ("institution", "centro"), ("theme", "tema")):
        yield f"{name}_detail", reverse(f"{name}_detail", args=[slug])
    for name in ("agreement", "product", "news", "event", "question", "page"):
        slug = get_type(name).model.objects.order_by("pk").first().slug
        yield f"{name}_detail", reverse(f"{name}_detail", args=[slug])
    for record_type in record_types():
        for name, query in (("list", ""), ("changes", "&since=2020-01-01")):
            path = reverse(f"api_{record_type.name}_list")
            yield f"API, {record_type.name} {name}", f"{path}?page_size=20{query}"
    yield "search", reverse("search") + "?q=instituto"
    yield "glossary", reverse("glossary")
    for extension in ("csv", "json", "tbx"):
        yield f"glossary.{extension}", reverse("glossary_data", args=[extension])


def count_queries(client):
    counts = {}
    for name, path in addresses():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
            b"".join(response.streaming_content) if response.streaming else response.content
        assert response.status_code == 200, path
        counts[name] = len(queries)
    return counts


def test_queries_are_few_and_the_same_for_few_and_for_many_records(client, ties):
    with written_together():
        fill(ties, FEW)
    few = count_queries(client)
    with written_together():
        fill(ties, MANY - FEW)
    many = count_queries(client)

    limits = {name: WIDE_LIMIT if name == "home" or name in WIDE else LIST_LIMIT for name in few}
    assert many == few
    assert {name: number for name, number in few.items() if number > limits[name]} == {}


@pytest.fixture
def related():
    """Ten that a product is related to: themes, countries, institutions, contributors."""
    themes = [factories.make_theme() for _number in range(3)]
    countries = [factories.make_country() for _number in range(3)]
    institutions = [factories.make_institution() for _number in range(2)]
    people = [factories.make_person() for _number in range(2)]
    return {"themes": themes, "countries": countries, "institutions": institutions}, people


def product_form(client, url, related, number):
    relations, people = related
    texts = {f"{name}_{code}": f"{code} {number}" for name in TEXTS for code in ("es", "pt", "en")}
    values = values_of(client, url) | texts | {"title": f"Obra {number}", "language": "fr", "kind": "book"}
    values |= {name: [record.pk for record in records] for name, records in relations.items()}
    for place, person in enumerate(people):
        values |= row("contributions", place, person=person.pk, role="author", position=place)
    return values | {"contributions-TOTAL_FORMS": len(people)}


def reads_or_writes(query) -> bool:
    return not query["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "SET "))


def saving(client, url, values, **step):
    with CaptureQueriesContext(connection) as queries:
        response = client.post(url, values | step)
    assert response.status_code == 302, response.context["errors"]
    # Now: the next request begins the log anew.
    return list(queries.captured_queries)


def test_saving_a_record_with_ten_relations_takes_few_queries(client, admin_user, related):
    client.force_login(admin_user)
    ContentType.objects.get_for_model(Product)  # which a process asks for once
    new = address(Product)

    counts = {"draft": saving(client, new, product_form(client, new, related, 1), _save="yes")}
    counts["new"] = saving(client, new, product_form(client, new, related, 2), _publish="yes")
    record = Product.objects.get(title="Obra 2")
    url = address(Product, "change", record)
    counts["change"] = saving(
        client, url, values_of(client, url) | {"title": "Otra", "abstract_es": "Nuevo"}, _publish="yes"
    )
    counts["pending"] = saving(client, url, values_of(client, url) | {"title": "Más"}, _save="yes")
    counts["pending again"] = saving(client, url, values_of(client, url) | {"title": "Y más"}, _save="yes")

    assert record.themes.count() + record.countries.count() + record.institutions.count() == 8
    assert record.contributions.count() == 2
    told = {name: sum(map(reads_or_writes, queries)) for name, queries in counts.items()}
    assert {name: number for name, number in told.items() if number > SAVING_LIMIT} == {}


def test_each_row_more_of_a_record_takes_one_statement_more(client, admin_user):
    client.force_login(admin_user)
    ContentType.objects.get_for_model(Product)
    new = address(Product)
    counts = []
    for number in (1, 5):
        people = [factories.make_person() for _number in range(number)]
        values = product_form(client, new, ({}, people), number)
        counts.append(sum(map(reads_or_writes, saving(client, new, values, _save="yes"))))

    few, many = counts
    assert many - few == 4
