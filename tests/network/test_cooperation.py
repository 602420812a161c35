"""What institutions offer each other and seek from each other."""

import datetime
import json

import pytest

from tests.factories import make_institution, make_theme

pytestmark = pytest.mark.django_db


def test_what_an_institution_offers_and_seeks_is_on_its_page_and_in_its_data(client):
    record = make_institution(working_languages=["es", "gn"])
    shown, hidden = make_theme(name="Soldadura", slug="soldadura"), make_theme(publication_status="draft")
    offer = {"note_es": "Cursos", "stated_on": datetime.date(2026, 3, 2)}
    record.cooperation_offers.create(direction="offers", theme=shown, **offer)
    record.cooperation_offers.create(direction="seeks", theme=hidden)

    page = client.get(record.get_absolute_url()).content.decode()
    data = json.loads(b"".join(client.get(record.get_absolute_url().rstrip("/") + ".json")))
    table = client.get("/es/instituciones.csv?standing=all")

    assert "Soldadura" in page
    assert "2 de marzo de 2026" in page
    assert str(hidden) not in page
    assert data["offers"] == [{"theme": "soldadura", "note": {"es": "Cursos"}, "stated_on": "2026-03-02"}]
    assert (data["seeks"], data["working_languages"]) == ([], ["es", "gn"])
    assert "theme: soldadura" in b"".join(table.streaming_content).decode()


def test_linked_data_tell_what_an_institution_says_that_it_knows(client):
    record = make_institution()
    record.cooperation_offers.create(direction="offers", theme=make_theme(slug="soldadura"))
    record.cooperation_offers.create(direction="offers", theme=make_theme(publication_status="draft"))
    record.cooperation_offers.create(direction="seeks", theme=make_theme(slug="calidad"))

    told = json.loads(client.get(record.get_absolute_url().rstrip("/") + ".jsonld").content)

    assert [theme["@id"] for theme in told["knowsAbout"]] == ["http://testserver/id/theme/soldadura"]
