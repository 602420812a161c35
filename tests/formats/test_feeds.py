"""Feeds of lists: all that there is, and what there is no more."""

import feedparser
import pytest
from lxml import etree

from cinterfor.formats import tombstones
from cinterfor.publishing.addresses import Address
from cinterfor.publishing.models import Publication
from tests import factories
from tests.formats.test_formats import body

pytestmark = pytest.mark.django_db
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "fh": "http://purl.org/syndication/history/1.0",
    "at": "http://purl.org/atompub/tombstones/1.0",
}


def read(client, path):
    return etree.fromstring(body(client.get(path)).encode())


def gone(feed):
    return [item.get("ref").rpartition("/")[2] for item in feed.findall("at:deleted-entry", NAMES)]


def withdraw(record):
    record.publication_status = Publication.WITHDRAWN
    record.save()


def test_a_feed_is_complete_and_a_reader_of_feeds_understands_it(client):
    for number in range(30):
        factories.make_news(slug=f"noticia-{number}", title_es=f"Uno & <b>{number}</b>")

    text = body(client.get("/es/noticias.atom"))
    parsed = feedparser.parse(text)

    assert not parsed.bozo
    assert len(parsed.entries) == 30
    assert parsed.feed.updated_parsed == max(entry.updated_parsed for entry in parsed.entries)
    assert etree.fromstring(text.encode()).find("fh:complete", NAMES) is not None


def test_what_was_withdrawn_deleted_or_renamed_is_told_as_gone(client):
    stays = factories.make_news(slug="queda")
    withdraw(factories.make_news(slug="retirada"))
    factories.make_news(slug="borrada").delete()
    stays.slug = "otra"
    stays.save()
    factories.make_news(slug="borrador", publication_status="draft").delete()

    feed = read(client, "/es/noticias.atom")
    [entry] = feed.findall("atom:entry", NAMES)

    assert set(gone(feed)) == {"retirada", "borrada", "queda"}
    assert entry.find("atom:id", NAMES).text == "http://testserver/id/news/otra"
    known = {address.slug: address for address in Address.objects.gone()}
    for item in feed.findall("at:deleted-entry", NAMES):
        assert item.get("when").startswith(known[item.get("ref").rpartition("/")[2]].gone_at.isoformat()[:19])
    assert feed.find("atom:updated", NAMES).text >= max(
        item.get("when") for item in feed.findall("at:deleted-entry", NAMES)
    )


def test_a_record_that_is_public_again_is_gone_no_more(client):
    item = factories.make_news(slug="vuelve")
    withdraw(item)
    item.publication_status = Publication.PUBLISHED
    item.save()

    feed = read(client, "/es/noticias.atom")

    assert gone(feed) == []
    assert len(feed.findall("atom:entry", NAMES)) == 1


def test_a_narrowed_feed_tells_those_that_may_have_been_in_it(client):
    uruguay, brazil = factories.make_country(code="UY"), factories.make_country(code="BR")
    withdraw(factories.make_event(slug="uruguayo", country=uruguay, kind="workshop"))
    withdraw(factories.make_event(slug="brasileno", country=brazil, kind="workshop"))
    withdraw(factories.make_event(slug="en-linea", country=None, kind="seminar"))

    assert set(gone(read(client, "/es/eventos.atom?country=UY"))) == {"uruguayo", "en-linea"}
    # Of what search has no facet of, all may have been there.
    assert len(gone(read(client, "/es/eventos.atom?kind=workshop"))) == 3
    assert gone(read(client, "/es/noticias.atom")) == []


def test_the_last_that_went_are_told_up_to_a_limit(client, monkeypatch):
    monkeypatch.setattr(tombstones, "MOST", 2)
    for number in range(3):
        withdraw(factories.make_news(slug=f"n-{number}"))

    assert gone(read(client, "/es/noticias.atom")) == ["n-2", "n-1"]


def test_a_feed_says_of_a_withdrawn_record_what_its_editor_said(client):
    item = factories.make_news(slug="retirada")
    item.withdrawal_reason = "Fue un error."
    withdraw(item)

    feed = read(client, "/es/noticias.atom")

    assert feed.find("at:deleted-entry/at:comment", NAMES).text == "Fue un error."


def test_why_a_record_is_gone_is_told_where_it_is_known(client):
    factories.make_news(slug="borrada").delete()
    Address.objects.filter(slug="borrada").update(reason="Era la misma noticia.")

    feed = read(client, "/es/noticias.atom")

    assert feed.find("at:deleted-entry/at:comment", NAMES).text == "Era la misma noticia."


def test_a_reader_of_a_short_feed_hears_when_nothing_changed(client):
    factories.make_news()
    first = client.get("/es/noticias.atom")

    again = client.get("/es/noticias.atom", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
