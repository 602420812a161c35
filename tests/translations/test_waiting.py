"""The translator's queue: what waits, since when, in which order, and for whom."""

from collections import defaultdict
from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cinterfor.desk.edition import Edition
from cinterfor.desk.models import Pending
from cinterfor.history.acting import acting
from cinterfor.history.noting import note
from cinterfor.translations.aligning import State, state_of
from cinterfor.translations.bench import Bench
from cinterfor.translations.columns import state
from cinterfor.translations.units import translated_models, units
from cinterfor.translations.waiting import Queue
from knowledge.models import Page
from tests import factories
from tests.admin.forms import words

pytestmark = pytest.mark.django_db
BODY = "<p>Uno <strong>dos</strong></p><ul><li>tres&nbsp;cuatro</li></ul>"


def waiting(language="pt", **asked):
    return list(Queue(language, tuple(translated_models().values()), **asked))


def texts_of_queue(language):
    return {(item.type, item.key, name): state for item in waiting(language) for name, state in item.texts}


def texts_of_units(language):
    """The same from what goes out to translators, paragraph by paragraph."""
    found = defaultdict(list)
    for unit in units(language):
        name, key, text, *_place = unit.id.split(":")
        found[name, int(key), text].append(unit)
    states = {place: state_of(own) for place, own in found.items()}
    return {place: state for place, state in states.items() if state != State.COMPLETE}


def prepare(record, **values):
    """A pending version of a public record."""
    edition = Edition.of(record)
    state = edition.newest.state
    edition.prepare(state | {"fields": state["fields"] | values})


def days_ago(number):
    return time_machine.travel(timezone.now() - timedelta(days=number))


def changed(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    return record


@pytest.fixture
def texts_in_all_conditions():
    changed(factories.make_page(body_es=BODY, body_pt=BODY), title_es="Otra")
    factories.make_page(title_pt="", body_es=BODY, publication_status="draft")
    factories.make_page(title_es="", title_pt="", title_en="Only")
    factories.make_page(title_pt="", publication_status="withdrawn", withdrawal_reason="x")
    with acting(minor=True):
        changed(factories.make_page(), title_es="Menor")
    prepare(factories.make_page(title_pt=""), title_pt="Título")
    prepare(factories.make_page(), title_es="Preparado")
    prepare(changed(factories.make_page(), title_es="Cambiado"), title_pt="Mudado")
    prepare(factories.make_page(title_pt=""), body_es="<p>Nuevo</p>")
    factories.make_product(language="fr", title="Un livre", translated_title_pt="")
    factories.make_product(language="pt", title="Um livro", translated_title_es="", abstract_pt="Isto")
    changed(factories.make_product(language="en", title="A book"), title="Another book")
    factories.make_event(original_language="pt", title_en="", city_pt="Brasília")
    factories.make_party(name_es="Grupo", name_pt="", name_en="Group")
    agreement = factories.make_party(name_es="Grupo", name_pt="", name_en="Group").agreement
    prepare(agreement, title_pt="")
    factories.make_image(alt_pt="")


SHAPES = [
    "",
    "<p>Uno</p>",
    "<p>Uno</p><p>Dos</p>",
    "<p>Dos</p><p>Uno</p>",
    "<h2>Uno</h2><p>Dos</p>",
    "<ul><li>Uno</li><li><p>Dos</p></li></ul><blockquote><p>Uno</p></blockquote>",
    '<p>Uno <a href="https://example.org/">dos</a></p><p>Dos<br>tres</p>',
]


@pytest.fixture
def texts_of_all_shapes():
    """Rich texts with more, fewer or other paragraphs than their source, before and after it changes."""
    for before, after, target in product(SHAPES[2:3], SHAPES[1:], SHAPES):
        page = factories.make_page(body_es=before, body_pt=target, body_en="", publication_status="draft")
        if after != before:
            changed(page, body_es=after)
    for source, target in product(SHAPES[2:3], SHAPES):
        prepare(factories.make_page(body_es=source, body_pt=source), body_pt=target)
        prepare(factories.make_page(body_es=source, body_pt=target), body_es=SHAPES[2])


@pytest.mark.usefixtures("texts_of_all_shapes")
def test_queue_bench_and_progress_agree_on_texts_with_other_paragraphs_than_their_source():
    found = texts_of_queue("pt")

    assert found == texts_of_units("pt") != {}
    bodies = {key: state for (_name, key, text), state in found.items() if text == "body"}
    pages = Page.objects.exclude(pk__in=Pending.objects.values("record_id"))
    counted = dict(pages.annotate(found=state(Page, "body", "pt")).values_list("pk", "found"))
    benches = {key: Bench.of(Page, key, "pt") for key in Page.objects.values_list("pk", flat=True)}
    on_bench = {
        key: text.state for key, bench in benches.items() for text in bench.texts if text.name == "body"
    }
    assert on_bench == {key: bodies.get(key, State.COMPLETE) for key in benches}
    assert counted == {key: on_bench[key] for key in counted}
    assert set(counted.values()) == set(State)


def test_a_text_that_has_to_follow_the_order_of_its_source_is_done_when_it_is_called_right():
    page = factories.make_page(
        body_es=SHAPES[2], body_pt="<p>Um</p><p>Dois</p>", body_en="", publication_status="draft"
    )
    changed(page, body_es=SHAPES[3])
    bench = Bench.of(Page, page.pk, "pt")
    waits = [segment for segment in bench.segments if segment.state != State.COMPLETE]

    bench.read({f"right-{segment.name}": "yes" for segment in waits})
    bench.save(is_sure=False)

    page.refresh_from_db()
    assert (len(waits), page.body_pt, waiting()) == (1, "<p>Dois</p><p>Um</p>", [])


@pytest.mark.usefixtures("texts_in_all_conditions")
@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_what_waits_in_the_queue_is_what_goes_out_to_translators_as_not_complete(language):
    assert texts_of_queue(language) == texts_of_units(language) != {}


def test_words_are_counted_as_readers_do_and_summed_by_record():
    page = factories.make_page(title_es="Una página", title_pt="", body_es=BODY, body_pt="")

    (found,) = waiting()

    assert (found.type, found.key, found.words) == ("page", page.pk, 6)
    assert dict(found.states) == {State.MISSING: 2}
    assert (found.title.value, found.total, found.all_words) == ("Una página", 1, 6)


def test_a_text_waits_since_its_source_was_changed_or_its_record_was_made():
    with days_ago(100):
        missing, outdated = factories.make_page(title_pt=""), factories.make_page()
    with days_ago(40):
        changed(outdated, title_es="Otra")
    changed(outdated, body_es="<p>Esto no</p>", body_pt="<p>Isto</p>", body_en="<p>This</p>")

    assert [(item.key, item.days) for item in waiting()] == [(missing.pk, 100), (outdated.pk, 40)]
    assert [item.key for item in waiting(days=90)] == [missing.pk]
    assert [item.key for item in waiting(days=30, order="newest")] == [outdated.pk, missing.pk]
    assert [item.key for item in waiting(state=State.OUTDATED)] == [outdated.pk]


def test_the_queue_is_narrowed_by_length_and_sorted():
    long = factories.make_page(title_pt="", body_es=f"<p>{'uno ' * 60}</p>", body_pt="")
    short = factories.make_news(title_pt="")

    assert [item.key for item in waiting(length="long")] == [long.pk]
    assert [item.key for item in waiting(length="short")] == [short.pk]
    assert [item.type for item in waiting(order="shortest")] == ["news", "page"]
    assert [item.type for item in waiting(order="longest")] == ["page", "news"]


def test_the_next_one_is_the_one_behind_it_in_the_order():
    first, second, third = (factories.make_page(title_pt="") for _ in range(3))
    done = factories.make_page()
    queue = Queue("pt", (Page,))

    here, following = queue.near("page", second.pk)
    assert (here.place, here.total, following.key) == (2, 3, third.pk)
    assert queue.near("page", third.pk)[1] is None
    assert queue.near("page", done.pk)[0] is None
    assert queue.near("page", done.pk)[1].key == first.pk


def test_the_page_shows_what_waits_with_its_filters_in_the_address(translator):
    page = factories.make_page(title_es="Página que falta", title_pt="")
    factories.make_news(title_es="Noticia que falta", title_pt="")
    url = reverse("admin:translation_queue")

    everything, pages = words(translator.get(url)), words(translator.get(url, {"type": "page"}))
    link = reverse("admin:translation_work", args=["page", page.pk, "pt"])

    assert "Página que falta" in everything and "Noticia que falta" in everything
    assert "Noticia que falta" not in pages
    assert f'{link}?type=page"' in translator.get(url, {"type": "page"}).content.decode()
    table = translator.get(reverse("admin:translation_queue_export"), {"type": "page"})
    lines = b"".join(table.streaming_content).decode().splitlines()
    assert len(lines) == 2 and "Página que falta" in lines[1] and link in lines[1]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"age": "8"}, 400),
        ({"type": "nothing"}, 400),
        ({"sort": "x"}, 400),
        ({"page": "2"}, 404),
        ({"page": "0"}, 404),
        ({"page": "²"}, 404),
        ({"language": "xx"}, 404),
        ({"utm_source": "x"}, 200),
    ],
)
def test_what_cannot_be_asked_for_is_answered_in_words(translator, asked, status):
    assert translator.get(reverse("admin:translation_queue"), asked).status_code == status


@pytest.mark.parametrize("asked", [{}, {"type": "page"}])
def test_the_queue_says_that_nothing_waits(translator, asked):
    factories.make_page()

    html = translator.get(reverse("admin:translation_queue"), asked).content.decode()

    assert "queue__empty" in html and "<tbody" not in html


def test_each_sees_the_queue_of_their_own_languages(translator, writer, client, publisher):
    factories.make_page(title_en="", title_pt="")
    for name in ("translation_queue", "translation_queue_export"):
        url = reverse(f"admin:{name}")
        assert translator.get(url).status_code == 200
        assert translator.get(url, {"language": "en"}).status_code == 403
        assert writer.get(url).status_code == publisher.get(url).status_code == 403
        assert client.get(url).status_code == 302


def test_texts_beside_records_wait_for_who_may_change_those(translator, admin_client):
    image = factories.make_image(alt_pt="")
    url = reverse("admin:translation_queue") + "?language=pt"

    assert image.alt_es not in words(translator.get(url))
    assert image.alt_es in words(admin_client.get(url))


def test_the_first_page_leads_to_the_queue_with_the_count(translator, writer):
    factories.make_page(title_es="Dos palabras", title_pt="")
    shown = translator.get(reverse("admin:index"))

    (found,) = shown.context["to_translate"]
    assert (found.code, found.records, found.words) == ("pt", 1, 2)
    assert f'href="{found.url}"' in shown.content.decode()
    assert found.url not in writer.get(reverse("admin:index")).content.decode()


def test_the_number_of_queries_does_not_grow_with_what_waits(translator):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            translator.get(reverse("admin:translation_queue"))
        return len(queries)

    factories.make_page(title_pt="")
    few = asked()
    for _number in range(30):
        prepare(factories.make_page(title_pt=""), body_es="<p>Uno</p>")
        factories.make_product(translated_title_pt="")

    assert asked() <= few


def test_a_record_without_history_is_in_the_queue():
    page = factories.make_page(title_pt="")
    note(Page, [page.pk])

    assert [item.key for item in waiting()] == [page.pk]
