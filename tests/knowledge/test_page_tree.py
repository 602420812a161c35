"""Pages stand below each other: their trail, their list in the admin, the menu box."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cinterfor.context import menus
from knowledge.models import Page
from knowledge.page_tree import branches
from tests import factories
from tests.admin.forms import address, values_of

KEYS = st.integers(1, 12)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(KEYS, st.none() | KEYS))
def test_every_page_stands_in_the_tree_once_below_the_page_above_it(parents):
    rows = list(parents.items())

    tree = branches(rows)

    assert sorted(branch.key for branch in tree) == sorted(parents)
    for number, branch in enumerate(tree):
        if branch.depth:
            above = next(item for item in reversed(tree[:number]) if item.depth < branch.depth)
            assert (above.key, above.depth) == (parents[branch.key], branch.depth - 1)


@pytest.fixture
def three_levels(db):
    top = factories.make_page(title="Centro")
    middle = factories.make_page(title="Servicios", parent=top)
    return top, middle, factories.make_page(title="Formación", parent=middle, slug="formacion")


def test_a_page_shows_all_pages_above_and_below_it(client, three_levels, django_assert_max_num_queries):
    top, middle, low = three_levels

    with django_assert_max_num_queries(12):
        answer = client.get(low.get_absolute_url())

    assert answer.context["above"] == [top, middle]
    page = answer.content.decode()
    assert page.index(f'<a href="{top.get_absolute_url()}">') < page.index(
        f'<a href="{middle.get_absolute_url()}">'
    )
    assert client.get(top.get_absolute_url()).context["children"] == [middle]


def test_a_page_above_that_is_not_public_is_passed_over(client, three_levels):
    top, middle, low = three_levels
    middle.publication_status = "draft"
    middle.save()

    assert client.get(low.get_absolute_url()).context["above"] == [top]


def test_a_moved_page_keeps_its_address(client, admin_client, three_levels):
    top, _middle, low = three_levels
    url = address(Page, "change", low)

    admin_client.post(url, values_of(admin_client, url) | {"parent": top.pk, "_publish": "yes"})

    answer = client.get("/es/paginas/formacion/")
    assert answer.status_code == 200 and answer.context["above"] == [top]


def test_the_list_of_pages_is_a_tree(admin_client, three_levels):
    top, middle, low = three_levels
    other = factories.make_page(title="Aaa")

    answer = admin_client.get(address(Page, "changelist"))

    rows = [(page.pk, page.depth) for page in answer.context["cl"].result_list]
    assert rows == [(top.pk, 0), (middle.pk, 1), (low.pk, 2), (other.pk, 0)]
    assert answer.content.decode().count('class="branch ') == 2


def test_one_box_puts_a_page_in_a_menu_and_takes_it_out(admin_client, three_levels):
    low = three_levels[2]
    url = address(Page, "change", low)

    admin_client.post(
        url, values_of(admin_client, url) | {"in_menu": "on", "menu": "services", "_publish": "yes"}
    )
    assert menus()["services"] == [low]

    values = values_of(admin_client, url)
    assert (values["in_menu"], values["menu"]) == ("on", "services")
    del values["in_menu"]
    admin_client.post(url, values | {"_publish": "yes"})
    assert menus()["services"] == []
