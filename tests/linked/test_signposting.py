"""Typed links: what the header says is what the link set says, and it stays short."""

import json

import pytest
from django.core.files.base import ContentFile
from requests.utils import parse_header_links

from cinterfor.formats.registry import formats_of
from cinterfor.linked.signposting import LONGEST_HEADER
from knowledge.models import Contribution, ProductFile
from tests import factories

pytestmark = pytest.mark.django_db


def in_header(response):
    """Relation, address and media type of each link, as an HTTP client reads them."""
    return {(link["rel"], link["url"], link.get("type", "")) for link in parse_header_links(response["Link"])}


def in_linkset(client, path):
    response = client.get(path.rstrip("/") + ".linkset")
    assert response["Content-Type"] == "application/linkset+json"
    first, *others = json.loads(response.content)["linkset"]
    links = {
        (relation, target["href"], target.get("type", ""))
        for relation, targets in first.items()
        if relation != "anchor"
        for target in targets
    }
    return links, first["anchor"], others


def test_header_and_link_set_say_the_same_of_every_kind_of_record(client, network):
    for record in network:
        path = record.get_absolute_url()
        told = in_header(client.get(path))
        links, anchor, _others = in_linkset(client, path)

        assert anchor == f"http://testserver{path}"
        assert {link for link in told if link[0] != "linkset"} == links
        assert ("cite-as", f"http://testserver{record.permalink}", "") in links
        assert told == in_header(client.head(path))
        described = {kind for relation, _href, kind in links if relation == "describedby"}
        assert described == {form.media_type for form in formats_of(record.record_type(), record).values()}


def test_a_work_leads_to_its_authors_licence_and_files(client, network):
    product = next(record for record in network if getattr(record, "doi", ""))
    institution = next(record for record in network if getattr(record, "ror", ""))
    told = in_header(client.get(product.get_absolute_url()))

    def of(relation):
        return {(href, kind) for found, href, kind in told if found == relation}

    assert of("author") == {
        ("https://orcid.org/0000-0002-1825-0097", ""),
        (f"https://ror.org/{institution.ror}", ""),
    }
    assert of("license") == {("https://creativecommons.org/licenses/by/4.0/", "")}
    assert {kind for _href, kind in of("item")} == {"application/pdf"}
    assert of("type") == {("https://schema.org/AboutPage", ""), ("https://schema.org/Report", "")}
    assert all(client.get(href).status_code == 200 for href, _kind in of("item") | of("collection"))


def test_files_and_descriptions_lead_back_to_the_page(client, network):
    product = next(record for record in network if getattr(record, "doi", ""))
    path = product.get_absolute_url()
    page = f"http://testserver{path}"
    links, _anchor, others = in_linkset(client, path)

    back = {other["anchor"]: (other.get("collection") or other["describes"])[0]["href"] for other in others}
    assert back == {href: page for relation, href, _kind in links if relation in ("item", "describedby")}
    assert ("describes", page, "text/html") in in_header(client.get(path.rstrip("/") + ".json"))


def test_the_header_stays_short_and_the_link_set_is_whole(client):
    product = factories.make_product()
    for number in range(60):
        person = factories.make_person(orcid="0000-0002-1825-0097") if number < 1 else None
        maker = {"person": person} if person else {"institution": factories.make_institution()}
        Contribution.objects.create(product=product, **maker)
        ProductFile.objects.create(
            product=product, language="es", file=ContentFile(b"%PDF-1.4", f"{'x' * 40}-{number}.pdf")
        )
    path = product.get_absolute_url()

    header = client.get(path)["Link"]
    links, _anchor, _others = in_linkset(client, path)

    assert len(header) <= LONGEST_HEADER
    assert 'rel="linkset"' in header
    assert 'rel="cite-as"' in header
    assert len([link for link in links if link[0] == "item"]) == 60
    assert len([link for link in links if link[0] == "author"]) == 60


def test_drafts_have_no_link_set_and_a_licence_by_rule_is_no_link(client):
    draft = factories.make_product(publication_status="draft")
    assert client.get(f"/es/productos-de-conocimiento/{draft.slug}.linkset").status_code == 404

    product = factories.make_product(publisher="OIT", issued="2024")
    assert 'rel="license"' not in client.get(product.get_absolute_url())["Link"]
