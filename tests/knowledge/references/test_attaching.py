"""Files find their works by old path or name, once each."""

import io

import pytest
from django.core.management import CommandError, call_command

from cinterfor.exchange.models import Origin
from knowledge.models import Product, ProductFile
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def folder(tmp_path):
    def made(**contents):
        for path, content in contents["files"].items():
            place = tmp_path / "folder" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        return tmp_path / "folder"

    return made


def work(**origin):
    product = factories.make_product(publication_status="draft")
    Origin.objects.create(model="knowledge.product", record_id=product.pk, **origin)
    return product


def attach(folder, **options):
    out = io.StringIO()
    call_command("attach_files", folder, stdout=out, verbosity=0, **options)
    return out.getvalue()


def test_files_join_works_by_name_and_by_old_address(folder):
    by_name = work(files=["Documentos\\Obra Ñ.PDF"])
    by_url = work(legacy_urls=["https://www.oitcinterfor.org/sites/default/files/a%20b.pdf"])
    place = folder(files={"x/obra ñ.pdf": PDF, "sites/default/files/a b.pdf": PDF + b"2"})

    told = attach(place)

    assert "attached: 2" in told
    assert [by_name.files.count(), by_url.files.count()] == [1, 1]
    assert by_name.files.get().file.read() == PDF
    assert by_name.files.get().language == by_name.language


def test_the_second_time_changes_nothing(folder):
    work(files=["a.pdf"])
    place = folder(files={"a.pdf": PDF})
    attach(place)

    told = attach(place)

    assert "attached: 0" in told and "already there: 1" in told
    assert ProductFile.objects.count() == 1


def test_the_path_decides_between_works_that_name_the_same_file(folder):
    one, other = work(files=["2001/a.pdf"]), work(files=["2002/a.pdf"])
    work(files=["b.pdf"]), work(files=["b.pdf"])
    place = folder(files={"old/2002/a.pdf": PDF, "b.pdf": PDF})

    told = attach(place)

    assert [one.files.count(), other.files.count()] == [0, 1]
    assert "several works name it: 1" in told


def test_what_finds_no_work_what_is_refused_and_what_waits_is_told(folder, tmp_path):
    waiting = work(files=["never.pdf"])
    false = work(files=["false.pdf"])
    place = folder(files={"stray.pdf": PDF, "false.pdf": b"MZ no pdf", ".hidden.pdf": PDF})

    told = attach(place, report=tmp_path / "report.csv")

    assert "no work names it: 1" in told and "refused: 1" in told
    assert f"{waiting.slug}: never.pdf" in told and f"{false.slug}: false.pdf" in told
    assert "stray.pdf" in (tmp_path / "report.csv").read_text()
    assert not ProductFile.objects.exists()


def test_a_folder_that_is_none_is_an_error(tmp_path):
    with pytest.raises(CommandError):
        attach(tmp_path / "none")


def test_files_of_deleted_works_find_no_work(folder):
    gone = work(files=["a.pdf"])
    Product.objects.filter(pk=gone.pk).delete()

    assert "no work names it: 1" in attach(folder(files={"a.pdf": PDF}))
