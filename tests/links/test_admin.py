"""The editors' list of links."""

import csv
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from cinterfor.desk.models import Pending
from cinterfor.links.checking import check
from cinterfor.links.models import Link, Target
from cinterfor.links.replacing import replace
from network.models import Institution
from tests import factories
from tests.admin.forms import address, words

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
LIST = "/es/admin/links/link/"


@pytest.fixture
def editor(client, django_user_model):
    """Staff who may see links, and may change and publish institutions and nothing else."""
    account = django_user_model.objects.create_user("editora", password="x", is_staff=True)
    wanted = ("view_link", "view_institution", "change_institution", "publish_institution", "view_theme")
    account.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(account)
    return client


def answered(url, **values):
    Target.objects.filter(url=url).update(checked_at="2027-03-01T12:00Z", **values)


def act(client, action, *links):
    values = {"action": action, "_selected_action": [link.pk for link in links]}
    return client.post(LIST, values, follow=True)


def told(response):
    return [str(message) for message in response.context["messages"]]


def link(url):
    return Link.objects.get(url=url)


def test_the_list_tells_where_a_broken_link_stands_and_leads_to_its_record(editor):
    record = factories.make_institution(name="SENAX", website="https://a.example/")
    factories.make_institution(website="https://fine.example/")
    answered("https://a.example/", status=404, fault="not-found", strikes=3, failing_since="2027-02-26")

    page = editor.get(LIST, {"state": "broken"})

    assert [link.url for link in page.context["cl"].result_list] == ["https://a.example/"]
    assert f'<a href="{address(Institution, "change", record)}">SENAX</a>' in page.content.decode()
    assert "(404)" in words(page)


@pytest.mark.parametrize(
    ("state", "values"),
    [
        ("failing", {"fault": "tls", "strikes": 2}),
        ("moved", {"moved_to": "https://new.example/"}),
        ("closed_to_programs", {"fault": "programs"}),
        ("working", {}),
        ("unchecked", None),
    ],
)
def test_links_are_narrowed_by_what_there_is_to_do(editor, state, values):
    factories.make_institution(website="https://a.example/")
    factories.make_institution(website="https://b.example/")
    if values is None:
        answered("https://b.example/", strikes=3)
    else:
        answered("https://a.example/", **values)

    page = editor.get(LIST, {"state": state})

    assert [link.url for link in page.context["cl"].result_list] == ["https://a.example/"]


def test_a_state_and_a_type_that_do_not_exist_narrow_nothing_or_find_nothing(editor):
    factories.make_institution(website="https://a.example/")

    assert len(editor.get(LIST, {"state": "delete"}).context["cl"].result_list) == 1
    assert len(editor.get(LIST, {"type": "nothing"}).context["cl"].result_list) == 0


def test_the_list_takes_as_many_queries_however_long_it_is(editor, django_assert_max_num_queries):
    for number in range(12):
        factories.make_institution(website=f"https://a.example/{number}")
        factories.make_theme(source=[f"https://b.example/{number}"])

    with django_assert_max_num_queries(16):
        editor.get(LIST)


def test_the_csv_holds_the_filtered_list_and_no_formula(editor):
    factories.make_institution(name="=1+1", website="https://a.example/?á")
    factories.make_institution(website="https://fine.example/")
    answered("https://a.example/?á", status=410, fault="gone", strikes=3, failing_since="2027-02-26")

    answer = editor.get(f"{LIST}export/", {"state": "broken"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert row[1] == "'=1+1"
    assert row[2].startswith("http://testserver/es/admin/network/institution/")
    assert row[4] == "https://a.example/?á"
    assert row[6:9] == ["410", "3", "2027-02-26"]
    assert len(head) == len(row)


def test_check_now_asks_and_keeps_the_answer(editor, web):
    factories.make_institution(website=web.url("/x"))
    web.answers["/x"] = 410

    answer = act(editor, "check_now", link(web.url("/x")))

    assert Target.objects.get().fault == "gone"
    assert len(told(answer)) == 1


def test_the_new_address_is_written_into_field_source_and_text_and_logged(editor):
    old, new = "https://a.example/?x=1&y=2", "https://b.example/?x=1&z=2"
    record = factories.make_institution(
        website=old,
        source=[f"{old} (seat)", "words", f"{old}#part", f"{old}3"],
        description_pt=f'<p><a href="{old.replace("&", "&amp;")}">a</a> {old.replace("&", "&amp;")}</p>',
    )
    answered(old, status=200, moved_to=new)

    moved = list(Link.objects.moved())

    answer = act(editor, "write_new_address", *moved)

    record.refresh_from_db()
    assert record.website == new
    assert record.source == [f"{new} (seat)", "words", f"{new}#part", f"{old}3"]
    assert f'href="{new.replace("&", "&amp;")}"' in record.description_pt
    assert old.replace("&", "&amp;") in record.description_pt  # the words are the author's
    assert not Link.objects.moved().exists()
    assert LogEntry.objects.filter(object_id=record.pk).count() == len(moved)
    assert len(told(answer)) == 1


def test_a_page_of_the_portal_that_moved_keeps_the_portals_host():
    theme = factories.make_theme(slug="viejo")
    record = factories.make_institution(website="https://portal.example/es/temas/viejo/")
    theme.slug = "nuevo"
    theme.save()
    list(check(Target.objects.all()))
    replace(Link.objects.moved().get(), publishes=True)

    record.refresh_from_db()
    assert record.website == "https://portal.example/es/temas/nuevo/"


def test_who_may_not_publish_prepares_the_new_address_beside_what_readers_see(editor, django_user_model):
    account = django_user_model.objects.get(username="editora")
    account.user_permissions.remove(Permission.objects.get(codename="publish_institution"))
    public = factories.make_institution(website="https://a.example/")
    draft = factories.make_institution(website="https://a.example/", publication_status="draft")
    answered("https://a.example/", moved_to="https://b.example/")

    first = act(editor, "write_new_address", *Link.objects.moved())
    second = act(editor, "write_new_address", link("https://a.example/"))

    public.refresh_from_db()
    draft.refresh_from_db()
    pending = Pending.objects.get()
    assert public.website == "https://a.example/"
    assert draft.website == "https://b.example/"
    assert (pending.record_id, pending.version.state["fields"]["website"]) == (
        public.pk,
        "https://b.example/",
    )
    assert [link.record_id for link in Link.objects.moved()] == [public.pk]
    assert (len(told(first)), len(told(second))) == (2, 0)


def test_a_translator_changes_no_address(editor, django_user_model):
    account = django_user_model.objects.get(username="editora")
    codes = ("view_link", "view_institution", "translate_pt")
    account.user_permissions.set(Permission.objects.filter(codename__in=codes))
    record = factories.make_institution(website="https://a.example/")
    answered("https://a.example/", moved_to="https://b.example/")

    act(editor, "write_new_address", link("https://a.example/"))

    record.refresh_from_db()
    assert record.website == "https://a.example/"
    assert not Pending.objects.exists()


def test_a_record_that_the_editor_may_not_change_is_left_as_it_is(editor):
    theme = factories.make_theme(name="Dual", source=["https://a.example/"])
    answered("https://a.example/", moved_to="https://b.example/")

    answer = act(editor, "write_new_address", link("https://a.example/"))

    theme.refresh_from_db()
    assert theme.source == ["https://a.example/"]
    assert "Dual" in told(answer)[0]


def test_an_address_that_the_field_refuses_is_told_and_nothing_is_written(editor):
    record = factories.make_institution(name="<b>SENAX", website="https://a.example/")
    answered("https://a.example/", moved_to="https://b.example/" + "x" * 600)

    answer = act(editor, "write_new_address", link("https://a.example/"))

    record.refresh_from_db()
    assert record.website == "https://a.example/"
    assert "&lt;b&gt;SENAX" in told(answer)[0]


def test_a_record_in_english_only_is_mended_too(editor):
    record = factories.make_institution(name_es="", name_pt="", name_en="Only", website="https://a.example/")
    answered("https://a.example/", moved_to="https://b.example/")

    act(editor, "write_new_address", link("https://a.example/"))

    record.refresh_from_db()
    assert record.website == "https://b.example/"


@pytest.mark.parametrize("path", ["", "export/"])
def test_staff_without_leave_and_strangers_see_no_links(client, django_user_model, path):
    stranger = client.get(LIST + path)
    client.force_login(django_user_model.objects.create_user("nueva", password="x", is_staff=True))

    assert stranger.status_code == 302 and "/login/" in stranger["Location"]
    assert client.get(LIST + path).status_code == 403


def test_nobody_writes_links_by_hand(admin_client):
    factories.make_institution(website="https://a.example/")
    key = Link.objects.get().pk

    assert admin_client.get(f"{LIST}add/").status_code == 403
    assert admin_client.get(f"{LIST}{key}/delete/").status_code == 403
    assert admin_client.post(f"{LIST}{key}/change/", {"url": "https://x.example/"}).status_code == 403
