"""Related records have something in common with the record; where nothing is shared, none is shown."""

import pytest

from agreements.models import Agreement
from cinterfor.publishing.registry import record_types
from knowledge.models import Contribution, Event, NewsItem, Product, Question, Theme
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_rare_theme_says_more_than_common_ones():
    rare, common, other = (factories.make_theme() for _number in range(3))
    for _number in range(8):
        factories.make_product(themes=[common, other])
    product = factories.make_product(themes=[rare, common, other])
    near = factories.make_product(themes=[rare], issued="1970")

    assert Product.objects.related_to(product).first() == near


def test_works_of_one_series_or_by_one_author_are_related_without_a_theme():
    author = factories.make_person()
    product = factories.make_product(**factories.in_series("Trazos de la Formación, 9"))
    Contribution.objects.create(product=product, person=author)
    of_series = factories.make_product(**factories.in_series("Trazos de la Formación, 4"))
    by_author = factories.make_product()
    Contribution.objects.create(product=by_author, person=author)
    factories.make_product(**factories.in_series("Estudios, 9"))

    assert set(Product.objects.related_to(product)) == {of_series, by_author}


def test_a_theme_that_is_no_longer_public_relates_nothing():
    theme = factories.make_theme(publication_status="draft")
    product = factories.make_product(themes=[theme])
    factories.make_product(themes=[theme])

    assert list(Product.objects.related_to(product)) == []


def test_agreements_of_one_party_come_before_those_on_one_theme():
    theme, institution = factories.make_theme(), factories.make_institution()
    agreement, of_party, on_theme = (
        factories.make_agreement(themes=themes) for themes in ([theme], [], [theme])
    )
    factories.make_agreement()
    for item in (agreement, of_party):
        factories.make_party(agreement=item, institution=institution)

    assert list(Agreement.objects.related_to(agreement)) == [of_party, on_theme]


def test_events_of_one_kind_and_country_come_first_then_those_nearest_in_time():
    country = factories.make_country()
    event = factories.make_event(kind="seminar", country=country, begins="2010")
    both = factories.make_event(kind="seminar", country=country, begins="1980")
    late = factories.make_event(kind="seminar", country=factories.make_country(), begins="2025")
    near = factories.make_event(kind="seminar", begins="2011")
    factories.make_event(kind="forum", begins="2010")

    assert list(Event.objects.related_to(event)) == [both, near, late]


def test_news_are_related_by_institution_or_theme_not_by_being_the_latest():
    institution, theme = factories.make_institution(), factories.make_theme()
    item = factories.make_news(institutions=[institution], themes=[theme])
    about = factories.make_news(institutions=[institution], date="1999")
    on = factories.make_news(themes=[theme], date="1998")
    factories.make_news(date="2026")

    assert set(NewsItem.objects.related_to(item)) == {about, on}


def test_questions_of_one_category_come_in_the_order_of_the_words_they_share():
    question = factories.make_question(question="¿Cómo se hace miembro una institución?")
    factories.make_question(question="¿Dónde está el Centro?", position=1)
    near = factories.make_question(question="¿Qué institución puede ser miembro?", position=9)
    factories.make_question(question="¿Cómo se hace miembro una institución?", category="network")

    related = list(Question.objects.related_to(question))

    assert related[0] == near
    assert len(related) == 2


def test_themes_of_one_group_are_neighbours_and_groups_have_none():
    group, other = factories.make_theme(), factories.make_theme()
    theme, sibling = factories.make_theme(broader=group), factories.make_theme(broader=group)
    factories.make_theme(broader=other)

    assert list(Theme.objects.related_to(theme)) == [sibling]
    assert list(Theme.objects.related_to(group)) == []


def test_where_nothing_is_shared_no_page_shows_anything_as_related(client):
    made = {
        "product": [factories.make_product() for _number in range(2)],
        "agreement": [factories.make_agreement() for _number in range(2)],
        "news": [factories.make_news() for _number in range(2)],
        "event": [factories.make_event(kind=kind) for kind in ("forum", "seminar")],
        "question": [factories.make_question(category=name) for name in ("centre", "network")],
        "theme": [factories.make_theme() for _number in range(2)],
    }

    for record_type in record_types():
        for record in made.get(record_type.name, ())[:1]:
            main = client.get(record.get_absolute_url()).content.decode().partition("<main")[2]
            assert 'class="card' not in main, record_type.name
            assert made[record_type.name][1].get_absolute_url() not in main
