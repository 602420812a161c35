"""The data as files to take away: whole, checked by others' tools, and telling what has changed."""

import csv
import hashlib
import io
import json
import sqlite3
import tracemalloc
import zipfile

import frictionless
import pytest
import rdflib
from django.core.management import call_command

from cinterfor.daily import jobs
from cinterfor.opendata.dumps import dumps, newest
from cinterfor.opendata.making import make
from cinterfor.publishing.models import Address
from cinterfor.publishing.registry import record_types
from knowledge.models import Theme
from tests import factories
from tests.linked.vocabulary import blocks_of, faults

pytestmark = pytest.mark.django_db
DCAT, SPDX = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://spdx.org/rdf/terms#")
PAGES = {"es": "/es/datos/", "pt": "/pt/dados/", "en": "/en/data/"}


@pytest.fixture
def one_after_another(monkeypatch):
    """Dumps made in the same second would have one name."""
    from datetime import UTC, datetime, timedelta

    moments = iter(datetime.now(UTC) + timedelta(seconds=number) for number in range(100))

    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return next(moments)

    monkeypatch.setattr("cinterfor.opendata.making.datetime", Clock)


def opened(dump):
    return zipfile.ZipFile(dump.path)


def body(response):
    return b"".join(response.streaming_content if response.streaming else [response.content])


def lines(archive, name):
    return [json.loads(line) for line in archive.read(name).decode().splitlines()]


def test_csv_json_lines_and_sqlite_hold_all_public_records(network):
    draft = factories.make_theme(publication_status="draft")
    dump = make()
    with opened(dump) as archive, sqlite3.connect(":memory:") as database:
        database.deserialize(archive.read("cinterfor.sqlite"))
        for record_type in record_types():
            name = record_type.name
            public = set(record_type.model.objects.published().values_list("slug", flat=True))
            table = list(csv.DictReader(io.StringIO(archive.read(f"csv/{name}.csv").decode())))

            assert {row["id"] for row in table} == public
            assert {found["id"] for found in lines(archive, f"jsonl/{name}.jsonl")} == public
            assert {slug for (slug,) in database.execute(f"SELECT id FROM {name}")} == public  # noqa: S608
            assert dump.counts[name] == len(public)
        assert draft.slug not in archive.read("jsonl/theme.jsonl").decode()


def test_the_data_package_is_valid_and_its_checksums_hold(network, tmp_path):
    factories.make_question(question="=SUM(A1)", answer="<p>-1</p>")
    with opened(make()) as archive:
        archive.extractall(tmp_path / "unpacked")
    folder = tmp_path / "unpacked"

    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert report.stats["tasks"] > len(record_types())

    told = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert set(told) == set(files) - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == told[name] for name in told)


def test_a_field_of_each_kind_comes_back_as_it_was(network):
    with opened(make()) as archive:
        (told,) = [found for found in lines(archive, "jsonl/country.jsonl") if found["id"] == "uy"]
        rows = csv.DictReader(io.StringIO(archive.read("csv/country.csv").decode()))
        (row,) = [row for row in rows if row["id"] == "uy"]
        fields = {
            field["name"]: field["type"]
            for resource in json.loads(archive.read("datapackage.json"))["resources"]
            if resource["name"] == "country"
            for field in resource["schema"]["fields"]
        }

    assert told["name"] == {code: row[f"name_{code}"] for code in PAGES}
    assert (float(row["latitude"]), json.loads(row["languages"])) == (told["latitude"], ["es", "pt", "en"])
    assert row["in_network"] == "true"
    names = ("latitude", "languages", "in_network", "documented_count", "updated")
    assert [fields[name] for name in names] == ["number", "array", "boolean", "integer", "datetime"]


def test_the_next_dump_says_what_came_changed_and_went(one_after_another):
    kept, changed, gone = (factories.make_theme() for _number in range(3))
    assert make().changes is None

    changed.name_es = "Otro nombre"
    changed.save()
    slug = gone.slug
    gone.delete()
    Address.objects.filter(slug=slug).update(reason="Era un duplicado.", successor=kept.permalink)
    added = factories.make_theme()
    dump = make()

    with opened(dump) as archive:
        delta = {found["id"]: found for found in lines(archive, "delta.jsonl")}
        log = archive.read("CHANGELOG.md").decode()
    assert {name: found["change"] for name, found in delta.items()} == {
        added.slug: "added",
        changed.slug: "changed",
        slug: "removed",
    }
    assert (delta[slug]["reason"], delta[slug]["successor"]) == ("Era un duplicado.", kept.permalink)
    assert delta[slug]["gone"]
    assert dump.changes == {"added": 1, "changed": 1, "removed": 1}
    assert log.index("1 added, 1 changed, 1 removed") < log.index("The first dump")


def test_a_dump_that_was_damaged_is_nothing_to_compare_with(one_after_another):
    factories.make_theme()
    make().path.write_bytes(b"no zip")

    assert make().changes is None


def test_only_so_many_are_kept_and_a_failed_one_leaves_the_last(one_after_another, settings, monkeypatch):
    settings.DUMPS_KEPT = 2
    made = [make() for _number in range(4)]
    assert dumps() == made[:1:-1]

    monkeypatch.setattr("cinterfor.opendata.package.write_checksums", lambda folder: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make()
    assert newest() == made[-1]
    assert len(list(settings.DUMPS_FOLDER.iterdir())) == 4


def test_the_newest_has_an_address_that_stays_and_is_asked_for_once(client, one_after_another):
    first, second = make(), make()

    response = client.get("/data/cinterfor-data.zip")
    assert hashlib.sha256(body(response)).hexdigest() == second.sha256
    assert second.name in response["Content-Disposition"]
    known = {"if-none-match": response["ETag"]}
    assert client.get("/data/cinterfor-data.zip", headers=known).status_code == 304
    older = body(client.get(f"/data/{first.name}.zip"))
    assert hashlib.sha256(older).hexdigest() == first.sha256
    assert client.get("/data/cinterfor-data-20200101T000000Z.zip").status_code == 404


@pytest.mark.parametrize("path", PAGES.values())
def test_the_page_says_calmly_that_there_is_no_file_yet(client, path):
    page = client.get(path)

    assert page.status_code == 200
    assert "cinterfor-data.zip" not in page.content.decode()
    assert client.get("/data/cinterfor-data.zip").status_code == 404


def test_the_page_offers_the_file_with_size_and_checksum_to_persons_and_programs(client, network):
    dump = make()
    for path in PAGES.values():
        page = client.get(path).content.decode()
        assert 'href="/data/cinterfor-data.zip"' in page
        assert dump.sha256 in page
        (facts,) = blocks_of(page)
        assert faults(facts) == []
        assert facts["dataset"][0]["distribution"]["sha256"] == dump.sha256

    graph = rdflib.Graph().parse(data=client.get("/data/catalogue.jsonld").content, format="json-ld")
    (catalogue,) = graph.subjects(rdflib.RDF.type, DCAT.Catalog)
    assert len(list(graph.objects(catalogue, DCAT.dataset))) == 1 + len(record_types())
    sizes = {int(size) for size in graph.objects(None, DCAT.byteSize)}
    assert sizes == {dump.size} == {dump.path.stat().st_size}
    assert {str(value) for value in graph.objects(None, SPDX.checksumValue)} == {dump.sha256}
    for address in graph.objects(None, DCAT.downloadURL):
        assert body(client.get(str(address))), address


def test_every_field_of_every_type_is_documented(client):
    page = client.get("/es/datos/").content.decode()

    for record_type in record_types():
        for column in record_type.columns:
            assert f"<code>{column.name}</code>" in page


def test_it_is_made_every_night(capsys):
    assert "publish_dump" in [job.name for job in jobs()]
    call_command("publish_dump")

    assert "0 records" in capsys.readouterr().out


@pytest.mark.proof
def test_memory_does_not_grow_with_the_data(one_after_another, monkeypatch):
    """Records are written as they are read: three times as many need no more."""
    monkeypatch.setattr("cinterfor.opendata.tables.CHUNK", 10)

    def peak(number):
        themes = [factories.make_theme() for _number in range(number)]
        Theme.objects.filter(pk__in=[theme.pk for theme in themes]).update(scope_note_es="texto " * 5000)
        tracemalloc.start()
        make()
        _now, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    few = peak(40)
    assert peak(80) < few * 1.3
