"""The sitemap: every public page once in each of its languages, with the moment of its last change."""

import datetime
import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone

from cinterfor import sitemaps
from cinterfor.publishing.registry import record_types
from knowledge.models import Theme
from tests import factories

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
LONG_AGO = datetime.datetime(2020, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)


def tree(client, path):
    return ET.fromstring(client.get(path).content)


def moments(tree, kind):
    """By address the moment of the last change."""
    found = tree.findall(f"s:{kind}", NAMES)
    return {item.findtext("s:loc", "", NAMES): item.findtext("s:lastmod", None, NAMES) for item in found}


def changed(record, moment=LONG_AGO):
    """As if it had been written at the moment."""
    type(record).objects.filter(pk=record.pk).update(changed_at=moment, published_from=moment)


def test_index_list_and_record_tell_when_they_changed(client):
    old, new = factories.make_theme(), factories.make_theme()
    changed(old), changed(new, LONG_AGO + datetime.timedelta(days=2))

    records = moments(tree(client, "/sitemap-theme-1.xml"), "url")
    index = moments(tree(client, "/sitemap.xml"), "sitemap")
    lists = moments(tree(client, "/sitemap-lists.xml"), "url")

    told = {
        slug: timezone.localtime(moment).isoformat()
        for slug, moment in ((old.slug, LONG_AGO), (new.slug, LONG_AGO + datetime.timedelta(days=2)))
    }
    assert records[f"http://testserver/pt/temas/{old.slug}/"] == told[old.slug]
    assert index["http://testserver/sitemap-theme-1.xml"] == told[new.slug]
    assert lists["http://testserver/en/themes/"] == told[new.slug]
    assert lists["http://testserver/en/"] is None


def test_a_list_has_changed_when_a_record_left_it(client):
    kept, gone = factories.make_theme(), factories.make_theme()
    changed(kept)
    gone.delete()

    moment = moments(tree(client, "/sitemap-lists.xml"), "url")["http://testserver/es/temas/"]
    assert datetime.datetime.fromisoformat(moment) > timezone.now() - datetime.timedelta(minutes=5)


def test_every_page_names_its_other_languages_and_one_for_all(client):
    factories.make_theme()
    for path in ("/sitemap-lists.xml", "/sitemap-theme-1.xml"):
        for page in tree(client, path).findall("s:url", NAMES):
            links = {link.get("hreflang"): link.get("href") for link in page.findall("x:link", NAMES)}
            assert set(links) == {"es", "pt", "en", "x-default"}
            assert page.findtext("s:loc", "", NAMES) in links.values()


def test_large_lists_come_in_parts_that_are_found_by_keys(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "KEYS", 4)
    for _number in range(10):
        factories.make_theme()
    Theme.objects.order_by("pk").first().delete()

    index = moments(tree(client, "/sitemap.xml"), "sitemap")
    parts = [address for address in index if "/sitemap-theme-" in address]
    found = [address for part in parts for address in moments(tree(client, part), "url")]

    assert len(parts) > 2
    assert len(found) == len(set(found)) == 9 * 3
    assert all(len(moments(tree(client, part), "url")) <= 4 * 3 for part in parts)


def test_more_records_ask_no_more_of_the_database(client, django_assert_num_queries):
    makers = [factories.make_product, factories.make_theme, factories.make_country, factories.make_question]
    for _number in range(8):
        for make in makers:
            make()
    for record_type in record_types():
        keys = record_type.model.objects.values_list("pk", flat=True)
        for number in {(key - 1) // sitemaps.KEYS + 1 for key in keys}:
            with django_assert_num_queries(1):
                client.get(f"/sitemap-{record_type.name}-{number}.xml")
    with django_assert_num_queries(len(record_types())):
        client.get("/sitemap.xml")


@pytest.mark.parametrize("name", ["theme", "theme-0", "theme-x", "theme-9999999999", "nothing-1"])
def test_a_part_that_cannot_be_is_not_found(client, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404
