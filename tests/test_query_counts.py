"""The number of queries does not grow with the data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cinterfor.publishing.registry import get_type, record_types
from cinterfor.publishing.together import written_together
from tests import factories

pytestmark = pytest.mark.django_db
FEW, MANY = 20, 400
LIST_LIMIT, WIDE_LIMIT = 14, 21
#: Pages that join everything that is linked to them.
WIDE = {"country_detail", "institution_detail"}


@pytest.fixture
def ties():
    """The country, institution, theme and image to which all records are tied."""
    country = factories.make_country(code="UY", slug="uy")
    institution = factories.make_institution(country=country, slug="centro")
    factories.make_membership(institution=institution)
    return country, institution, factories.make_theme(slug="tema"), factories.make_image()


def fill(ties, number):
    """So many more of each record."""
    country, institution, theme, image = ties
    tied = {"themes": [theme], "countries": [country], "institutions": [institution]}
    for _index in range(number):
        other = factories.make_institution(country=country, logo=image)
        factories.make_membership(institution=other)
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
        for extension in ("csv", "json", "atom"):
            yield (
                f"{record_type.list_name}.{extension}",
                reverse(f"{record_type.name}_list_data", args=[extension]),
            )
    for name, slug in (("country", "uy"), ("institution", "centro"), ("theme", "tema")):
        yield f"{name}_detail", reverse(f"{name}_detail", args=[slug])
    for name in ("agreement", "product", "news", "event", "question", "page"):
        slug = get_type(name).model.objects.order_by("pk").first().slug
        yield f"{name}_detail", reverse(f"{name}_detail", args=[slug])
    yield "search", reverse("search") + "?q=instituto"


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
