"""Which addresses are found, when they are asked, and when one counts as broken."""

from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from cinterfor.links import checking
from cinterfor.links.checking import check, find_links
from cinterfor.links.finding import addresses_in
from cinterfor.links.models import Fault, Link, Target
from cinterfor.links.own_pages import answer_of_own_page
from cinterfor.publishing.models import FormerAddress
from knowledge.models import Page
from network.models import Institution
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


def places(record):
    return {(found.field, found.language, found.url) for found in addresses_in(record)}


def noon(month, day):
    return time_machine.travel(
        datetime(2027, month, day, 12, tzinfo=ZoneInfo("America/Montevideo")), tick=True
    )


def check_links(**options):
    told = StringIO()
    call_command("check_links", stdout=told, verbosity=0, **options)
    return told.getvalue()


def test_addresses_are_found_in_fields_sources_and_the_text_of_each_language():
    record = factories.make_institution(
        website="https://inst.example/",
        description_es='<p><a href="https://a.example/?x=1&amp;y=2">a</a> <a href="mailto:x@y.org">m</a></p>',
        description_pt='<p><a href="/pt/paises/br/">b</a> <a href="#part">c</a></p>',
        description_en="<p>https://no.link.example</p>",
        source=["https://s.example/p (the seat)", "A book of 1990", "", "ftp://f.example"],
    )

    assert places(record) == {
        ("website", "", "https://inst.example/"),
        ("description", "es", "https://a.example/?x=1&y=2"),
        ("description", "pt", "/id/country/br"),
        ("source", "", "https://s.example/p"),
    }


def test_what_no_browser_would_open_is_no_link():
    record = factories.make_page(
        body_es=f'<p><a href="/{"x" * 3000}">a</a></p>', source=["https://x.example/" + "é" * 1000]
    )
    scripts = factories.make_institution()
    scripts.website = "javascript://[::1/%0aalert(1)"

    assert places(record) == places(scripts) == set()


def test_one_address_in_several_records_is_one_thing_to_ask_without_its_fragment():
    factories.make_institution(website="https://x.example/p#a")
    factories.make_institution(website="https://x.example/p#b", source=["https://x.example/p"])

    assert Link.objects.count() == 3
    assert [target.url for target in Target.objects.all()] == ["https://x.example/p"]


def test_drafts_have_links_and_withdrawn_records_have_none():
    factories.make_institution(website="https://d.example/", publication_status="draft")
    record = factories.make_institution(website="https://w.example/")
    record.publication_status = "withdrawn"
    record.save()

    assert [link.url for link in Link.objects.all()] == ["https://d.example/"]


def test_a_link_that_is_mended_or_deleted_leaves_the_list_at_once():
    mended = factories.make_institution(website="https://a.example/")
    deleted = factories.make_institution(website="https://b.example/")

    mended.website = "https://c.example/"
    mended.save()
    deleted.delete()

    assert [link.url for link in Link.objects.all()] == ["https://c.example/"]


def test_what_was_written_past_the_receivers_is_found_by_the_next_round():
    record = factories.make_institution(website="https://a.example/")
    gone = factories.make_institution(website="https://gone.example/")
    Institution.objects.filter(pk=record.pk).update(website="https://b.example/")
    Institution.objects.filter(pk=gone.pk)._raw_delete("default")

    find_links()

    assert [link.url for link in Link.objects.all()] == ["https://b.example/"]
    assert [target.url for target in Target.objects.all()] == ["https://b.example/"]


def test_a_round_that_finds_nothing_new_writes_nothing(django_assert_max_num_queries):
    for _number in range(5):
        factories.make_institution(website="https://a.example/")

    with django_assert_max_num_queries(40) as queries:
        find_links()

    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert written == []


@given(st.text(max_size=60), st.sampled_from(["", "https://", "http://[", "//", "/", "#"]))
def test_whatever_stands_in_a_text_can_be_read(rest, beginning):
    page = Page(
        pk=1, slug="p", body_es=f'<p><a href="{beginning}{rest}">x</a></p>', source=[beginning + rest]
    )

    for found in addresses_in(page):
        assert found.target and "#" not in found.target


def test_three_days_of_failure_make_a_link_broken_and_a_success_clears_it(web):
    factories.make_institution(website=web.url("/x"))
    web.answers["/x"] = 404
    strikes = []

    for day in (1, 1, 2, 3):
        with noon(3, day):
            check_links(again=True)
        strikes.append((Target.objects.get().strikes, Link.objects.broken().count()))
    target = Target.objects.get()
    web.answers["/x"] = 200
    with noon(3, 4):
        check_links(again=True)

    assert strikes == [(1, 0), (1, 0), (2, 0), (3, 1)]
    assert (target.fault, target.status, str(target.failing_since)) == (Fault.NOT_FOUND, 404, "2027-03-01")
    cleared = Target.objects.get()
    assert (cleared.fault, cleared.strikes, cleared.failing_since) == ("", 0, None)
    assert not Link.objects.broken().exists()


def test_who_shuts_out_programs_is_never_called_broken(web):
    factories.make_institution(website=web.url("/x"))
    web.answers["/x"] = 403

    for day in (1, 2, 3, 4):
        with noon(3, day):
            check_links(again=True)

    assert not Link.objects.broken().exists()
    assert Link.objects.closed_to_programs().count() == 1


def test_what_failed_is_asked_again_the_next_day_and_the_rest_after_a_week(web):
    factories.make_institution(website=web.url("/good"))
    factories.make_institution(website=web.url("/bad"))
    web.answers["/good"] = 200
    asked = []

    for day in (1, 1, 2, 7, 9):
        web.asked.clear()
        with noon(3, day):
            check_links()
        asked.append(sorted({path for _method, path, *_rest in web.asked}))

    assert asked == [["/bad", "/good"], [], ["/bad"], ["/bad"], ["/good"]]


def test_a_round_that_was_stopped_keeps_its_answers_and_goes_on_there(web):
    for number in range(4):
        factories.make_institution(website=web.url(f"/{number}"))
        web.answers[f"/{number}"] = 200
    find_links()

    answers = check(list(Target.objects.due()))
    next(answers)
    answers.close()
    kept = {target.url for target in Target.objects.exclude(checked_at=None)}
    left = {target.url for target in Target.objects.due()}

    assert kept and left
    assert kept | left == {web.url(f"/{number}") for number in range(4)}
    check_links()
    assert not Target.objects.due().exists()


def test_a_machine_that_is_offline_blames_nobody(monkeypatch):
    for number in range(10):
        factories.make_institution(website=f"http://host-{number}.invalid/")

    with pytest.raises(CommandError, match="offline"):
        check_links()
    assert not Target.objects.exclude(checked_at=None).exists()
    monkeypatch.setattr(checking, "MANY_HOSTS", 11)
    check_links()

    assert Target.objects.filter(fault=Fault.HOST, strikes=1).count() == 10


def test_a_limit_takes_what_was_never_asked_first(web):
    for number in range(3):
        factories.make_institution(website=web.url(f"/{number}"))
        web.answers[f"/{number}"] = 200

    told = [check_links(limit=2) for _round in range(2)]

    assert [line.split(";")[0] for line in told] == [
        "2 addresses asked, 0 failed",
        "1 addresses asked, 0 failed",
    ]
    with pytest.raises(CommandError, match="at least 1"):
        check_links(limit=0)


def test_the_portals_own_pages_are_resolved_and_never_asked_by_http(settings, monkeypatch):
    country = factories.make_country(code="XX")
    monkeypatch.setattr(checking, "ask_all", lambda urls, *args: pytest.fail(urls) if urls else iter(()))
    factories.make_page(
        body_es=f'<p><a href="{country.get_absolute_url()}">a</a> <a href="https://portal.example/es/acuerdos/">'
        'b</a> <a href="/es/paises/nowhere/">c</a> <a href="../..">d</a></p>'
    )

    check_links()

    assert dict(Target.objects.values_list("url", "fault")) == {
        country.permalink: "",
        "/es/acuerdos/": "",
        "/id/country/nowhere": Fault.NOT_FOUND,
        "/es/": "",
    }


def test_own_addresses_are_answered_as_the_portal_answers_readers(client):
    renamed, withdrawn = factories.make_theme(slug="viejo"), factories.make_theme(slug="retirado")
    draft = factories.make_theme(slug="borrador", publication_status="draft")
    renamed.slug = "nuevo"
    renamed.save()
    withdrawn.publication_status = "withdrawn"
    withdrawn.save()
    FormerAddress.objects.create(path="/node/7", record_type="theme", slug="nuevo")
    paths = [
        "/es/temas/nuevo/",
        "/es/temas/viejo/",
        "/es/temas/retirado/",
        f"/es/temas/{draft.slug}/",
        "/es/temas/?q=x",
        "/es/temas",
        "/en/temas/nuevo/",
        "/temas/",
        "/node/7",
        "/id/theme/nuevo",
        "/id/theme/borrador",
        "/id/nothing/nuevo",
        "/files/covers/none.webp",
        "/es/nada/",
    ]

    for path in paths:
        answer = answer_of_own_page(path)
        page = client.get(path)
        if answer.status == 200:
            assert page.status_code in (200, 302, 303), path
        else:
            assert answer.status == page.status_code, path
            assert not answer.moved_to or page["Location"].partition("?")[0] == answer.moved_to, path
