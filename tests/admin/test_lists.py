"""Finding records in the editors' lists: by words, by page, by decade, by what they are linked to."""

import pytest
from django.contrib.admin import site
from django.db import connection

from cinterfor.desk.finding import KeysFirst
from cinterfor.desk.work import work_named
from cinterfor.quality.models import Quality
from knowledge.admin import ThemeAdmin
from knowledge.models import Page, Product, Theme
from tests import factories

from .forms import address

pytestmark = pytest.mark.django_db


def test_a_word_is_sought_in_the_record_and_in_what_belongs_to_it(administrator):
    both = factories.make_product(title="Formación rural", language="fr")
    both.contributions.create(person=factories.make_person(family_name="Zubizarreta"))
    both.contributions.create(person=factories.make_person(family_name="Zubizarreta Paz"), role="editor")
    factories.make_product(title="Formación dual", language="fr")

    words_of_both = ("zubizarreta", "rural ZUBI", "fo zubizarreta", "rural za", "ZA ru", "paz za formación")
    for words in (*words_of_both, '"formación rural"', "ru 'ción ru' al"):
        page = administrator.get(address(Product, "changelist"), {"q": words})
        assert [record.pk for record in page.context["cl"].result_list] == [both.pk], words


def test_the_last_page_of_a_long_list_shows_what_is_left_in_order(administrator):
    for number in range(53):
        factories.make_page(title=f"Hoja {number:02}")

    last = administrator.get(address(Page, "changelist"), {"p": 2}).context["cl"].result_list

    assert [str(record) for record in last] == ["Hoja 50", "Hoja 51", "Hoja 52"]
    assert last[0].quality is not None


def test_records_are_narrowed_to_a_decade_and_nonsense_narrows_nothing(administrator):
    old, new = factories.make_product(issued="1999-12-31"), factories.make_product(issued="2000")
    url = address(Product, "changelist")

    found = {
        value: {record.pk for record in administrator.get(url, {"decade": value}).context["cl"].result_list}
        for value in ("1990", "2000", "x", "99999")
    }

    assert found == {"1990": {old.pk}, "2000": {new.pk}, "x": {old.pk, new.pk}, "99999": {old.pk, new.pk}}


def test_pages_counted_from_either_end_are_the_same(administrator):
    keys = [factories.make_page(title=title).pk for title in ("a", "a", "b", "c", "c", "c", "d")]
    pages = KeysFirst(Page.objects.filter(pk__in=keys).order_by("sort_key_es", "-pk"), 3)
    a, other_a, b, c, other_c, third_c, d = keys

    found = [[record.pk for record in pages.page(number).object_list] for number in (1, 2, 3)]

    assert found == [[other_a, a, b], [third_c, other_c, c], [d]]


def test_sorted_by_quality_what_was_not_assessed_is_last_either_way(administrator):
    scores = [*range(10, 62), 61, 61]
    keys = [factories.make_theme().pk for _score in (*scores, None)]
    for pk, score in zip(keys, scores, strict=False):
        Quality.objects.filter(record_type="theme", record_id=pk).update(score=score)
    Quality.objects.filter(record_type="theme", record_id=keys[-1]).delete()
    url = address(Theme, "changelist")
    column = ThemeAdmin(Theme, site).list_display.index("quality_score") + 1

    def listed(order):
        pages = [administrator.get(url, {"o": order, "p": page}).context["cl"] for page in (1, 2)]
        return [record.pk for page in pages for record in page.result_list]

    assert listed(f"{column}") == keys
    assert listed(f"-{column}") == [*keys[-2::-1], keys[-1]]


def test_a_product_on_two_themes_is_listed_once_and_without_comparing_whole_records(administrator):
    one, other = factories.make_theme(), factories.make_theme()
    both, none = factories.make_product(), factories.make_product()
    both.themes.set([one, other])
    url = address(Product, "changelist")

    for asked, expected in (
        ({"themes__id__exact": one.pk}, [both.pk]),
        ({"themes__id__exact": [one.pk, other.pk]}, [both.pk]),
        ({"themes__isnull": "False"}, [both.pk]),
        ({"themes__isnull": "True"}, [none.pk]),
        ({"themes__id__exact": 10**30}, []),
    ):
        found = administrator.get(url, asked).context["cl"]
        assert [record.pk for record in found.result_list] == expected, asked
        assert (found.result_count, found.queryset.query.distinct) == (len(expected), False), asked


def test_an_institution_with_two_memberships_is_listed_once(administrator):
    institution = factories.make_institution()
    for years in ({"begins": "1990", "ends": "1995"}, {"begins": "2000"}):
        factories.make_membership(institution=institution, kind="constituent", **years)

    url = "/es/admin/network/institution/"
    found = administrator.get(url, {"memberships__kind__exact": "constituent"}).context["cl"]

    assert [record.pk for record in found.result_list] == [institution.pk]


@pytest.mark.parametrize("asked", [{"themes__id__exact": "x"}, {"p": "0"}, {"p": "-3"}, {"p": "9" * 30}])
def test_what_is_not_there_leads_back_to_the_list(administrator, asked):
    factories.make_theme()
    for _number in range(51):
        factories.make_product()

    answer = administrator.get(address(Product, "changelist"), asked)

    assert (answer.status_code, answer.url) == (302, "/es/admin/knowledge/product/?e=1")


def test_what_lacks_a_language_is_found_by_an_index(administrator):
    lacking = Product.objects.filter(work_named("lacks-en").about(Product, None))

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "knowledge_product_lacks_en" in lacking.order_by().values("pk").explain()
