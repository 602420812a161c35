"""Identifiers with check digits: right ones pass, each slip of one digit is refused."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from knowledge.identifiers import isbn_is_valid, issn_is_valid, orcid_is_valid, validate_doi

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
