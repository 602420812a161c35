"""Sources prove a record; readers are sent to official pages only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.publishing.sources import official_sources


@pytest.mark.parametrize(
    "address",
    [
        "https://www.oitcinterfor.org/en/node/8135",
        "http://ilo.org/cinterfor/x",
        "https://jis.gov.jm/x",
        "https://www.gub.uy/ministerio",
        "https://www.argentina.gob.ar/trabajo",
        "https://www.usa.gov/x",
    ],
)
def test_official_pages_are_shown(address):
    assert [source.address for source in official_sources([address])] == [address]


@pytest.mark.parametrize(
    "address",
    [
        "general knowledge",
        "https://es.scribd.com/document/1",
        "https://test-www.oitcinterfor.org/x",
        "https://oitcinterfor.org.evil.example/",
        "https://evilgov.example/",
        "javascript:alert(1)",
        "https://[broken",
    ],
)
def test_other_sources_are_kept_for_editors(address):
    assert official_sources([address]) == []


def test_a_page_of_the_records_own_website_is_shown():
    found = official_sources(["https://www.senai.br/historia"], website="https://www.senai.br")

    assert [source.host for source in found] == ["senai.br"]


@given(st.lists(st.text()))
def test_no_text_in_a_source_ever_fails(sources):
    assert len(official_sources(sources)) <= len(sources)


def test_a_remark_behind_an_address_is_no_part_of_it():
    noted = ["https://www.oitcinterfor.org/en (seat of the Centre)", "", "  "]

    assert [source.address for source in official_sources(noted)] == ["https://www.oitcinterfor.org/en"]
