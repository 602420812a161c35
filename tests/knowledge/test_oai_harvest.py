"""Whole harvests while editors work, and incremental ones: nothing is missed, nothing is told twice."""

import datetime
from itertools import islice

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cinterfor.publishing.models import Address
from cinterfor.publishing.together import written_together
from cinterfor.search.models import SearchEntry
from knowledge.models import Product
from knowledge.oai import lists
from knowledge.oai.formats import FORMATS
from tests import factories

from .harvester import ask, find, harvest, headers, pages

pytestmark = pytest.mark.django_db
START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
STEPS = ("insert", "change", "rename", "withdraw", "delete", "return")


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 3)


def do(step, number, clock):
    """One step of an editor, a second after the last; returns the slugs that it touched."""
    clock.shift(1)
    if step == "insert":
        return {factories.make_product().slug}
    wanted = {"return": "withdrawn"}.get(step, "published")
    there = list(Product.objects.filter(publication_status=wanted).order_by("slug"))
    if not there:
        return set()
    record = there[number % len(there)]
    touched = {record.slug}
    if step == "delete":
        record.delete()
        return touched
    if step == "rename":
        record.slug = f"renombrada-{timezone.now():%M-%S}"
    record.publication_status = {"withdraw": "withdrawn", "return": "published"}.get(
        step, record.publication_status
    )
    record.pages = (record.pages or 0) + 1
    record.save()
    return touched | {record.slug}


def present():
    """What a harvester should know in the end: each slug, and whether it is deleted."""
    live = dict.fromkeys(
        SearchEntry.objects.public().of_type("product").values_list("slug", flat=True), False
    )
    return live | dict.fromkeys(
        Address.objects.of_type("product").gone().values_list("slug", flat=True), True
    )


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 20)), max_size=8))
def test_editors_work_during_a_harvest_and_nothing_is_missed_or_told_twice(client, small_pages, steps):
    Product.objects.all().delete()
    Address.objects.all().delete()
    with time_machine.travel(START, tick=False) as clock:
        # Many have the same moment: the slug decides.
        with written_together():
            untouched = {factories.make_product().slug for _number in range(7)}
        waiting, before = iter(steps), set(untouched)

        def between():
            for step, number in islice(waiting, 2):
                untouched.difference_update(do(step, number, clock))

        told = harvest(client, between=between)
        clock.shift(1)
        later = harvest(client, from_=f"{START + datetime.timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}")
        ends = present()

    slugs = [header.slug for header in told]
    assert all(slugs.count(slug) == 1 for slug in untouched)
    assert before <= set(slugs)
    known = {header.slug: header.is_deleted for header in told}
    assert known | {header.slug: header.is_deleted for header in later} == ends


def test_an_incremental_harvest_tells_exactly_what_changed(client):
    with time_machine.travel(START, tick=False) as clock:
        same, changed, renamed, withdrawn, deleted = (
            factories.make_product(slug=slug) for slug in ("igual", "cambia", "vieja", "sale", "borrada")
        )
        clock.shift(10)
        since = f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}"
        clock.shift(10)
        changed.pages = 7
        changed.save()
        renamed.slug = "nueva"
        renamed.save()
        withdrawn.publication_status = "withdrawn"
        withdrawn.save()
        deleted.delete()
        factories.make_product(slug="llega")

        told = {header.slug: header.is_deleted for header in harvest(client, from_=since)}

    assert told == {
        "cambia": False,
        "vieja": True,
        "nueva": False,
        "sale": True,
        "borrada": True,
        "llega": False,
    }
    assert same.slug not in told


def test_what_works_quote_of_others_brings_them_into_the_next_harvest(client):
    with time_machine.travel(START, tick=False) as clock:
        theme, person = factories.make_theme(), factories.make_person()
        factories.make_product(slug="igual")
        factories.make_product(slug="sobre", themes=[theme])
        factories.make_product(slug="de").contributions.create(person=person)
        factories.make_product(slug="al-paso")
        clock.shift(10)
        theme.name_es = "Otro nombre"
        theme.save()
        person.family_name = "Otra"
        person.save()
        # Where no moment of a change is written.
        Product.objects.filter(slug="al-paso").update(pages=7)

        told = harvest(client, from_=f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}")

    assert {header.slug for header in told} == {"sobre", "de", "al-paso"}


def test_writing_the_index_anew_is_no_change(client):
    with time_machine.travel(START, tick=False) as clock:
        theme = factories.make_theme()
        factories.make_product(themes=[theme])
        clock.shift(10)
        theme.name_es = "Otro nombre"
        theme.save()
        before = harvest(client)
        clock.shift(10)
        call_command("rebuild_search", restart=True, verbosity=0)

        assert harvest(client) == before
        call_command("check_search", verbosity=0)


def test_a_scheduled_work_is_told_from_its_moment_on_as_new(client):
    moment = timezone.now() + datetime.timedelta(days=2)
    factories.make_product(slug="manana", published_from=moment)
    assert "manana" not in present()

    with time_machine.travel(moment + datetime.timedelta(seconds=1)):
        (header,) = harvest(client, from_=f"{moment:%Y-%m-%dT%H:%M:%SZ}")

    assert header.slug == "manana"


def test_a_work_that_returns_is_no_longer_told_as_deleted(client):
    work = factories.make_product(slug="obra")
    for status in ("withdrawn", "published"):
        work.publication_status = status
        work.save()

    assert [(header.slug, header.is_deleted) for header in harvest(client)] == [("obra", False)]


def test_the_last_of_a_list_may_go_before_its_page_is_asked_for(client, small_pages):
    for _number in range(4):
        factories.make_product()
    document = ask(client, "ListIdentifiers", metadataPrefix="oai_dc", until="2999-01-01")
    token = find(document, "string(//oai:resumptionToken)")
    Product.objects.all().delete()
    Address.objects.all().delete()

    assert find(ask(client, "ListIdentifiers", resumptionToken=token), "//oai:error/@code") == [
        "noRecordsMatch"
    ]


@pytest.mark.parametrize("prefix", FORMATS)
def test_a_page_takes_the_same_queries_however_many_there_are(client, prefix, monkeypatch):
    country, theme = factories.make_country(code="UY"), factories.make_theme()

    def fill(number):
        with written_together():
            for _number in range(number):
                factories.make_product(countries=[country], themes=[theme])

    def count(**asked):
        with CaptureQueriesContext(connection) as queries:
            document = ask(client, "ListRecords", **asked)
        return len(queries), len(headers(document)), document

    fill(5)
    few = count(metadataPrefix=prefix)
    fill(25)
    monkeypatch.setattr(lists, "PAGE", 20)
    first = count(metadataPrefix=prefix)
    second = count(resumptionToken=find(first[2], "string(//oai:resumptionToken)"))

    assert (few[1], first[1], second[1]) == (5, 20, 10)
    # The first of several pages also counts them all.
    assert few[0] == second[0] == first[0] - 2 <= 13
    # What was told once is kept: the items, and their texts.
    token = find(first[2], "string(//oai:resumptionToken)")
    assert count(resumptionToken=token)[0] == 2


def test_pages_hold_two_hundred(client):
    with written_together():
        for _number in range(201):
            factories.make_product()

    assert [len(headers(page)) for page in pages(client, "ListRecords")] == [200, 1]
