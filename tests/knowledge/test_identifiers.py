"""Identifiers with check digits: right ones pass, each slip of one digit is refused."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.desk.explaining import help_for
from cinterfor.exchange.cells import widget_of
from cinterfor.search.identifiers import identifier
from knowledge.citing.item import item_of
from knowledge.identifiers import (
    isbn_is_valid,
    issn_is_valid,
    normal_doi,
    normal_handle,
    normal_isbn,
    normal_issn,
    normal_orcid,
    orcid_is_valid,
    validate_doi,
    validate_handle,
)
from knowledge.models import Audience, Person, Product, Series
from network.identifiers import normal_ror, ror_is_valid
from tests import factories
from tests.admin.forms import send

NORMAL = [normal_doi, normal_handle, normal_isbn, normal_issn, normal_orcid, normal_ror]

digits = st.text("0123456789", min_size=12, max_size=12)


def isbn_13(twelve):
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return twelve + str(-total % 10)


@pytest.mark.parametrize("isbn", ["978-92-9088-256-5", "9789290882527", "0-306-40615-2", "080442957X"])
def test_real_isbns_are_accepted_with_and_without_hyphens(isbn):
    assert isbn_is_valid(isbn)


@given(digits, st.integers(0, 12), st.integers(1, 9))
def test_a_wrong_digit_in_an_isbn_is_always_found(twelve, place, shift):
    isbn = isbn_13("978" + twelve[3:])
    slip = isbn[:place] + str((int(isbn[place]) + shift) % 10) + isbn[place + 1 :]

    assert isbn_is_valid(isbn)
    assert not isbn_is_valid(slip)


@pytest.mark.parametrize(("issn", "valid"), [("0254-2439", True), ("0254-2438", False), ("02542439", False)])
def test_issn(issn, valid):
    assert issn_is_valid(issn) is valid


@pytest.mark.parametrize(
    ("orcid", "valid"),
    [
        ("0000-0002-1825-0097", True),
        ("0000-0002-1694-233X", True),
        ("0000-0002-1825-0098", False),
        ("x", False),
    ],
)
def test_orcid(orcid, valid):
    assert orcid_is_valid(orcid) is valid


@pytest.mark.parametrize("doi", ["https://doi.org/10.1000/182", "10.1/x", "doi:10.1000/182", "10.1000/ 182"])
def test_what_is_no_bare_doi_is_refused(doi):
    with pytest.raises(ValidationError):
        validate_doi(doi)


@given(st.text())
def test_no_text_makes_a_check_fail(text):
    assert {isbn_is_valid(text), issn_is_valid(text), orcid_is_valid(text)} <= {True, False}


isbn_10s = st.text("0123456789", min_size=9, max_size=9).map(lambda nine: nine + isbn_10_check(nine))


def isbn_10_check(nine):
    check = -sum((10 - place) * int(digit) for place, digit in enumerate(nine)) % 11
    return "X" if check == 10 else str(check)


@given(isbn_10s, st.sampled_from(["{}", "ISBN {}", "ISBN-10: {}", "urn:isbn:{}"]))
def test_an_isbn_of_ten_digits_becomes_one_of_thirteen_that_search_knows_as_the_same(isbn, written):
    found = normal_isbn(written.format(isbn))

    assert len(found) == 13 and isbn_is_valid(found)
    assert identifier(isbn) == identifier(found) == found


def test_the_hyphens_of_an_isbn_stay_where_they_are_printed():
    assert normal_isbn("92-9088-156-9") == "978-92-9088-156-8"
    assert normal_isbn("978 92 9088 256 5") == "978-92-9088-256-5"
    assert normal_isbn("92-9088-156-0") == "92-9088-156-0"


@pytest.mark.parametrize(
    ("normal", "written", "kept"),
    [
        (normal_issn, "https://portal.issn.org/resource/ISSN/0254-2439", "0254-2439"),
        (normal_issn, "ISSN 1234567x", "1234-567X"),
        (normal_doi, "https://doi.org/10.1000/182", "10.1000/182"),
        (normal_doi, "http://dx.doi.org/10.1000%2F182", "10.1000/182"),
        (normal_doi, "doi: 10.1000/100%25", "10.1000/100%25"),
        (normal_handle, "https://hdl.handle.net/20.500.12345/67", "20.500.12345/67"),
        (normal_handle, "hdl:2027/a b", "2027/a b"),
        (normal_orcid, "https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"),
        (normal_orcid, "000000021694233x", "0000-0002-1694-233X"),
        (normal_ror, "https://ror.org/03YRM5C26/", "03yrm5c26"),
    ],
)
def test_a_pasted_address_is_cut_to_the_identifier(normal, written, kept):
    assert normal(written) == kept


@pytest.mark.parametrize(("ror", "valid"), [("03yrm5c26", True), ("03yrm5c27", False), ("13yrm5c26", False)])
def test_ror(ror, valid):
    assert ror_is_valid(ror) is valid


@pytest.mark.parametrize("handle", ["https://hdl.handle.net/1/2", "20.500.12345", "x/1", "1/ 2"])
def test_what_is_no_bare_handle_is_refused(handle):
    with pytest.raises(ValidationError):
        validate_handle(handle)


@given(st.text(), st.sampled_from(NORMAL))
def test_what_is_in_its_one_form_stays_so_and_no_text_is_too_odd(text, normal):
    assert normal(normal(text)) == normal(text) or "%" in text


@pytest.mark.parametrize("language", ["es", "pt", "en"])
@pytest.mark.parametrize(
    ("model", "name"),
    [(Product, "isbn"), (Product, "issn"), (Product, "doi"), (Series, "issn"), (Person, "orcid")],
)
def test_the_examples_beside_fields_are_taken_by_the_fields(model, name, language):
    field = model._meta.get_field(name)

    with translation.override(language):
        # Of all that looks like one; the first of a DOI is told by itself: “From 10. onwards”.
        examples = re.findall(r"\b10\.\d+/\d+|\b\d[\d-]{7,}[\dX]\b", str(field.help_text or help_for(field)))

    assert examples
    for example in examples:
        field.clean(example, model())


@pytest.mark.django_db
def test_editors_may_paste_whole_addresses_and_are_told_of_wrong_check_digits(client, admin_user):
    client.force_login(admin_user)
    work = factories.make_product()
    pasted = {
        "isbn": "ISBN 92-9088-156-9",
        "issn": "https://portal.issn.org/resource/ISSN/0254-2439",
        "doi": "https://doi.org/10.1000/182",
        "handle": "https://hdl.handle.net/20.500.12345/67",
    }

    refused = send(client, work, **pasted | {"isbn": "92-9088-156-0"})
    assert refused.status_code == 200 and 'value="92-9088-156-0"' in refused.content.decode()
    assert send(client, work, **pasted).status_code == 302

    work.refresh_from_db()
    assert (work.isbn, work.issn) == ("978-92-9088-156-8", "0254-2439")
    assert (work.doi, work.handle) == ("10.1000/182", "20.500.12345/67")


def test_tables_take_whole_addresses_too():
    cells = widget_of(Product._meta.get_field("doi"))

    assert cells.clean("https://doi.org/10.1000/182") == "10.1000/182"
    with pytest.raises(ValidationError):
        cells.clean("https://example.org/10.1000/182")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_a_works_page_and_twins_tell_its_small_facts(client, language):
    person = factories.make_person(orcid="0000-0002-1825-0097")
    facts = {"extent": "52 min", "edition": "2.ª", "audience": ["teachers"], "handle": "20.500.12345/67"}
    work = factories.make_product(**facts)
    work.contributions.create(person=person, role="compiler")
    with translation.override(language):
        word = str(Audience.TEACHERS.label)
        page = client.get(work.get_absolute_url()).content.decode()
        list_page = client.get(reverse("product_list"), {"audience": "teachers"})
        none = client.get(reverse("product_list"), {"audience": "learners"})
    data = json.loads(client.get(f"{work.get_absolute_url()}?format=json").content)

    assert 'href="https://hdl.handle.net/20.500.12345/67"' in page
    assert 'href="https://orcid.org/0000-0002-1825-0097"' in page and word in page
    assert '"bookEdition": "2.ª"' in page and '"materialExtent": "52 min"' in page
    assert {name: data[name] for name in facts} == facts
    assert data["contributors"][0]["identifier"] == "https://orcid.org/0000-0002-1825-0097"
    assert list(list_page.context["page"]) == [work] and list(none.context["page"]) == []


@pytest.mark.django_db
def test_harvesters_and_references_are_told_handle_edition_and_extent(client):
    work = factories.make_product(handle="20.500.12345/67", edition="2.ª", extent="52 min", slug="obra")
    institution = factories.make_institution(ror="03yrm5c26")
    work.contributions.create(institution=institution, role="compiler")
    work.contributions.create(institution=institution)
    name = "oai:127.0.0.1:product/obra"
    query = {"verb": "GetRecord", "identifier": name, "metadataPrefix": "oai_datacite"}

    found = client.get(reverse("oai"), query).content.decode()
    item = item_of(work, lambda address: address)

    assert 'alternateIdentifierType="Handle">20.500.12345/67<' in found and ">52 min</" in found
    assert found.count('nameIdentifierScheme="ROR"') == 2 and 'contributorType="Other"' in found
    assert (item["edition"], item["URL"]) == ("2.ª", "https://hdl.handle.net/20.500.12345/67")
