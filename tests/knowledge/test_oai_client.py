"""A harvester that others wrote (oaipmh-scythe) understands all that the portal tells."""

import datetime

import pytest
from django.utils import timezone
from oaipmh_scythe import Scythe
from oaipmh_scythe.exceptions import NoRecordsMatch

from cinterfor.publishing.together import written_together
from knowledge.oai.formats import FORMATS
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]


@pytest.fixture
def library(live_server):
    with Scythe(f"{live_server.url}/oai") as client:
        yield client


@pytest.fixture
def works():
    """More than two pages, one of them gone."""
    with written_together():
        made = [factories.make_product(slug=f"obra-{number}") for number in range(230)]
    made[7].delete()
    return made


def test_it_learns_what_the_repository_is(library, works):
    assert library.identify().protocolVersion == "2.0"
    assert {found.metadataPrefix for found in library.list_metadata_formats()} == set(FORMATS)
    assert "language:es" in {found.setSpec for found in library.list_sets()}


@pytest.mark.parametrize("prefix", FORMATS)
def test_it_harvests_all_works_page_by_page(library, works, prefix):
    found = list(library.list_records(metadata_prefix=prefix))

    assert len(found) == len({record.header.identifier for record in found}) == len(works)
    assert [record.header.identifier.rpartition("/")[2] for record in found if record.header.deleted] == [
        "obra-7"
    ]
    assert all(record.metadata for record in found if not record.header.deleted)


def test_it_reads_one_record_as_it_stands(library):
    factories.make_product(slug="obra", title="Ser & <hacer>", language="es")
    (header,) = library.list_identifiers()

    record = library.get_record(identifier=header.identifier, metadata_prefix="oai_dc")

    assert record.metadata["title"][0] == "Ser & <hacer>"


def test_it_comes_back_for_what_has_changed(library, works):
    later = timezone.now() + datetime.timedelta(seconds=2)
    with pytest.raises(NoRecordsMatch):
        list(library.list_records(from_=f"{later:%Y-%m-%dT%H:%M:%SZ}"))
