"""Staff say where addresses lead; what they type is read, checked and works at once."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from cinterfor.former.models import UnknownAddress
from cinterfor.former.unknown import noting
from cinterfor.publishing.former import FormerAddress
from tests import factories
from tests.admin.forms import address, words

pytestmark = pytest.mark.django_db
ADD, LIST = address(FormerAddress), address(UnknownAddress, "changelist")


@pytest.fixture
def administrator(client, admin_user):
    noting.refill()
    client.force_login(admin_user)
    return client


def send(client, url=ADD, **values):
    return client.post(url, {"path": "", "record": "", "page": "", "host": ""} | values)


def listed(client, state):
    return [row.path for row in client.get(f"{LIST}?state={state}").context["cl"].result_list]


def test_staff_lead_an_unknown_address_to_a_record_and_take_that_back(administrator):
    factories.make_institution(slug="senai")
    administrator.get("/en/evento/nada")
    assert listed(administrator, "nowhere") == ["/evento/nada"]

    page = administrator.get(f"{ADD}?path=/evento/nada")
    answer = send(
        administrator, path=page.context["adminform"].form["path"].value(), record="/id/institution/senai"
    )

    assert answer.status_code == 302
    assert administrator.get("/en/evento/nada")["Location"] == "/en/institutions/senai/"
    assert (listed(administrator, "nowhere"), listed(administrator, "leading")) == ([], ["/evento/nada"])
    row = FormerAddress.objects.get()
    change = administrator.get(address(FormerAddress, "change", row)).content.decode()
    assert '<option value="/id/institution/senai" selected>' in change
    administrator.post(address(FormerAddress, "delete", row), {"post": "yes"})
    assert administrator.get("/en/evento/nada").status_code == 404


@pytest.mark.parametrize(
    ("written", "record_type", "slug", "target"),
    [
        ("/es/paises/", "", "", "/es/paises/"),
        ("/en/countries/?region=caribbean", "", "", "/es/paises/?region=caribbean"),
        ("http://testserver/pt/instituicoes/senai/", "institution", "senai", ""),
        ("/en/institutions/senai/", "institution", "senai", ""),
        ("/id/institution/senai", "institution", "senai", ""),
    ],
)
def test_a_target_may_be_the_address_of_any_page(administrator, written, record_type, slug, target):
    factories.make_institution(slug="senai")

    send(administrator, path="https://www.cinterfor.org/EN/Node/5/?x=1", page=written)

    row = FormerAddress.objects.get()
    assert (row.host, row.path) == ("", "/node/5")
    assert (row.record_type, row.slug, row.target) == (record_type, slug, target)
    change = administrator.get(address(FormerAddress, "change", row)).context["adminform"].form
    assert send(administrator, address(FormerAddress, "change", row), **{
        name: change[name].value() or "" for name in ("path", "record", "page", "host")
    }).status_code == 302  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"path": "/node/1"}, "record"),
        ({"path": "/node/1", "record": "/id/theme/t", "page": "/es/temas/"}, "page"),
        ({"path": "/node/1", "page": "https://evil.example/es/temas/"}, "page"),
        ({"path": "/node/1", "page": "//evil.example/"}, "page"),
        ({"path": "/node/1", "page": "/es/admin/"}, "page"),
        ({"path": "/node/1", "page": "/es/nada/"}, "page"),
        ({"path": "/node/1", "page": "https://["}, "page"),
        ({"path": "/node/1", "record": "/id/theme/nada"}, "record"),
        ({"path": "/node/1", "record": "\x00"}, "record"),
        ({"path": "/", "page": "/es/temas/"}, "path"),
        ({"path": "https://[", "page": "/es/temas/"}, "path"),
        ({"path": "/node/1", "page": "/es/temas/", "host": "no host"}, "host"),
        ({"path": "/EN/node/9/", "page": "/es/temas/"}, None),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_stays_typed(administrator, values, field):
    factories.make_theme(slug="t")
    FormerAddress.objects.create(path="/node/9", target="/es/temas/")

    answer = send(administrator, **values)

    form = answer.context["adminform"].form
    assert answer.status_code == 200
    assert list(form.errors) == [field or "__all__"]
    assert all(form[name].value() == value for name, value in values.items())
    assert FormerAddress.objects.count() == 1


def test_a_whole_address_on_a_host_with_pages_of_its_own_keeps_the_host(administrator):
    send(administrator, path="https://guia.oitcinterfor.org/eje-1", page="/es/temas/")

    row = FormerAddress.objects.get()
    assert (row.host, row.path) == ("guia.oitcinterfor.org", "/eje-1")


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_the_list_is_a_table_that_load_legacy_reads(administrator, tmp_path, language):
    for path, times in (("/evento/nada", 3), ("/=formula", 2), ("/node/7", 30)):
        UnknownAddress.objects.create(host="www.oitcinterfor.org", path=path, count=times)
    with translation.override(language):
        url = reverse("admin:former_unknownaddress_export")

    text = administrator.get(f"{url}?q=nada").getvalue().decode()

    heading, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert heading[:2] == ["address", "target"]
    assert (row[0], row[3]) == ("/evento/nada", "3")
    file = tmp_path / "table.csv"
    file.write_text(text.replace("/evento/nada,", "/evento/nada,/es/eventos/"), encoding="utf-8")
    call_command("load_legacy", file)
    assert FormerAddress.objects.get().target == "/es/eventos/"


def test_often_asked_addresses_wait_in_the_list_of_work(administrator):
    UnknownAddress.objects.create(host="h", path="/node/7", count=30)
    UnknownAddress.objects.create(host="h", path="/node/8", count=2)

    waiting = {row.name: row for row in administrator.get(reverse("admin:index")).context["waiting"]}

    (amount,) = waiting["unknown-addresses"].counts
    assert amount.count == 1
    assert "/node/8" not in words(administrator.get(amount.url))


def test_a_file_is_loaded_once_and_may_be_loaded_again(tmp_path, capsys):
    factories.make_theme(slug="genero")
    file = tmp_path / "table.csv"
    file.write_text(
        "Target;Address\n/es/temas/genero/;/en/taxonomy/term/5\n/es/temas/;/a%3Fb#c\n", encoding="utf-8-sig"
    )

    call_command("load_legacy", file, "--dry-run")
    assert not FormerAddress.objects.exists()
    call_command("load_legacy", file)
    call_command("load_legacy", file)

    told = capsys.readouterr().out.splitlines()
    assert [line.partition(", ")[2] for line in told] == [
        "2 would change, 0 unchanged.",
        "2 changed, 0 unchanged.",
        "0 changed, 2 unchanged.",
    ]
    assert FormerAddress.objects.get(path="/taxonomy/term/5").slug == "genero"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"address,target\n/node/1,/es/temas/\n/node/2,/es/nada/\n", ["3"]),
        (b"address,target\n/node/1,/es/temas/\n/en/node/1/,/es/paises/\n,/es/temas/\nx\n", ["3", "4", "5"]),
        (b"address,goal\n/node/1,/es/temas/\n", ["“target”"]),
        (b"", ["“target”"]),
        (b"address,target\n\xff,/es/temas/\n", ["UTF-8"]),
        (b'address,target\n"/node/1,/es/temas/\n', ["2"]),
    ],
)
def test_a_file_with_a_wrong_line_is_refused_as_a_whole_and_each_line_named(tmp_path, text, told):
    file = tmp_path / "table.csv"
    file.write_bytes(text)

    with pytest.raises(CommandError) as refused, translation.override("en"):
        call_command("load_legacy", file)

    lines = str(refused.value).splitlines()[:-1]
    assert len(lines) == len(told)
    assert all(part in line for part, line in zip(told, lines, strict=True))
    assert not FormerAddress.objects.exists()


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError):
        call_command("load_legacy", tmp_path / "nothing.csv")
