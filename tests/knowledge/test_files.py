"""Files tell about themselves: to search, to the page and to machines; whatever they are, nothing breaks."""

import hashlib
import json
import os
from io import BytesIO, StringIO
from random import Random

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import translation
from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, StreamObject

from cinterfor.search.models import SearchEntry
from cinterfor.search.query import make_query
from knowledge.documents import reading
from knowledge.models import FileReading, FileWords, Product, ProductFile
from tests.admin.forms import address, words
from tests.factories import make_product

pytestmark = pytest.mark.django_db
CIRCULAR = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n"
TEXT = "La curtiembre y sus oficios en el SENAI"
EXTENDED = DictionaryObject(
    {
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    }
)


def pdf(*texts, tagged=False, password="", compressed=False, size=300):
    """The bytes of a PDF with a page for each text; pages with an empty one are as those of a scan."""
    writer = PdfWriter()
    for text in texts:
        page = writer.add_blank_page(size, size)
        content = StreamObject()
        content.set_data(f"BT /F1 {size // 25} Tf 20 {size // 2} Td ({text}) Tj ET".encode())
        stored = content.flate_encode() if compressed else content
        page[NameObject("/Contents")] = writer._add_object(stored)
        fonts = DictionaryObject({NameObject("/F1"): EXTENDED})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if tagged:
        marked = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        writer.root_object[NameObject("/MarkInfo")] = marked
        writer.root_object[NameObject("/StructTreeRoot")] = DictionaryObject()
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def add_file(django_capture_on_commit_callbacks):
    """Add a file to a work as a form does: it is read when it was saved for good."""

    def add(content, name="obra.pdf", language="es", product=None):
        with django_capture_on_commit_callbacks(execute=True):
            file = ProductFile.objects.create(
                product=product or make_product(), language=language, file=ContentFile(content, name)
            )
        return ProductFile.objects.with_readings().get(pk=file.pk)

    return add


def page_of(client, product, language):
    with translation.override(language):
        return words(client.get(product.get_absolute_url()))


def is_found(product, query):
    return Product.objects.matching(query).filter(pk=product.pk).exists()


def test_a_pdf_tells_its_size_checksum_pages_and_tags(add_file):
    content = pdf(TEXT, TEXT, tagged=True)

    known = add_file(content).known

    assert (known.size, known.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (known.pages, known.is_tagged, known.has_text) == (2, True, True)
    assert known.outcome == "read" and known.reader.startswith("pypdf ")


def test_a_work_is_found_by_the_words_of_its_file_until_the_file_is_gone(add_file):
    file = add_file(pdf(TEXT))
    product = file.product

    assert is_found(product, "curtiembres oficio")
    assert is_found(product, "SENAI")
    assert not is_found(product, '"curtiembre oficios"')

    file.delete()
    assert not is_found(product, "curtiembre")


def test_words_of_a_file_count_less_than_those_of_the_abstract(add_file):
    in_file = add_file(pdf(TEXT)).product
    in_abstract = make_product(abstract="Sobre la curtiembre.")

    best = SearchEntry.objects.filter(record_id__in=(in_file.pk, in_abstract.pk))
    ranked = best.with_score(make_query("curtiembre"), "es").order_by("-score")

    assert [entry.record_id for entry in ranked] == [in_abstract.pk, in_file.pk]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("es", "PDF, español"),
        ("pt", "PDF, espanhol"),
        ("en", "PDF, Spanish"),
    ],
)
def test_the_page_says_what_the_file_is(client, add_file, language, told):
    product = add_file(pdf("", "", "")).product

    page = page_of(client, product, language)

    assert told in page


def test_the_page_warns_of_a_scan_and_of_nothing_else(client, add_file):
    scan, text = add_file(pdf("", "", "")).product, add_file(pdf(TEXT)).product
    warning = "scanned: no text for screen readers"

    pages = [page_of(client, product, "en") for product in (scan, text)]

    assert [warning in page for page in pages] == [True, False]


def test_twins_say_what_the_file_is(client, add_file):
    file = add_file(pdf(TEXT, tagged=True))
    page = file.product.get_absolute_url()

    (told,) = json.loads(client.get(page + "?format=json").content)["files"]
    html = client.get(page).content.decode()

    assert told["media_type"] == "application/pdf" and told["path"] == f"http://testserver{file.file.url}"
    assert (told["pages"], told["is_tagged"], told["sha256"]) == (1, True, file.known.sha256)
    assert '"accessibilityFeature": "taggedPDF"' in html
    assert f'"contentUrl": "http://testserver{file.file.url}"' in html


def broken(content):
    return content[: len(content) // 2]


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (pdf(TEXT, password="secreto"), "locked"),
        (b"%PDF-1.7\n" + b"\xff\x00<<" * 5000, "damaged"),
        (
            CIRCULAR,
            "damaged",
        ),
        (b"", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_and_breaks_nothing(
    client, admin_client, add_file, content, outcome
):
    file = add_file(content)

    assert file.known.outcome == outcome
    assert not FileWords.objects.exists()
    assert client.get(file.product.get_absolute_url()).status_code == 200
    form = words(admin_client.get(address(Product, "change", file.product, "en")))
    assert file.known.get_outcome_display() in form


def test_reading_ends_when_its_time_is_over(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "GRACE", 1)
    endless = tmp_path / "endless.pdf"
    os.mkfifo(endless)

    assert reading.told_facts("pdf", str(endless), 0) == {"outcome": "unfinished"}


def test_reading_has_no_more_memory_than_it_is_given(tmp_path, monkeypatch):
    path = tmp_path / "obra.pdf"
    path.write_bytes(pdf(TEXT))
    outcomes = []
    for memory in (reading.MEMORY, 30 * 1024 * 1024):
        monkeypatch.setattr(reading, "MEMORY", memory)
        outcomes.append(reading.told_facts("pdf", str(path), 10)["outcome"])

    assert outcomes[0] == "read" and outcomes[1] in ("damaged", "unfinished")


def test_a_page_that_swells_without_end_is_damaged_and_no_scan(add_file):
    file = add_file(pdf("x" * 100_000_000, compressed=True))

    assert file.file.size < 1_000_000
    assert (file.known.outcome, file.known.has_text) == ("damaged", None)


def test_words_without_end_fit_into_the_index():
    letters = Random(7)  # noqa: S311 (no secret)
    made_up = " ".join(
        "".join(letters.choices("abcdefghijklmnopqrstuvwxyzáéñçõ", k=5)) for _ in range(20_000)
    )
    product = make_product()
    for code in ("es", "pt", "en", "fr"):
        file = ProductFile.objects.create(product=product, language=code, file=f"works/x/{code}.pdf")
        FileWords.objects.create(file=file, words=made_up)

    assert is_found(product, made_up[:5])


def test_the_command_reads_what_was_there_before_and_gives_up_once(add_file):
    file = add_file(pdf(TEXT))
    FileReading.objects.all().delete()
    lost = ProductFile.objects.create(product=file.product, language="es", file="works/x/lost.pdf")
    long = add_file(b"PK", name="larga.zip")
    FileReading.objects.filter(file=long).update(outcome="unfinished")
    FileReading.objects.filter(file=long).update(path="works/x/larga.zip")

    told = [StringIO(), StringIO()]
    for out in told:
        call_command("read_files", stdout=out, verbosity=0)

    outcomes = dict(FileReading.objects.values_list("file", "outcome"))
    assert outcomes == {file.pk: "read", lost.pk: "lost", long.pk: "no-reader"}
    assert [out.getvalue() for out in told] == ["3 files read\n", "0 files read\n"]


def test_a_file_that_takes_the_place_of_another_is_not_taken_for_it(add_file):
    file = add_file(pdf(TEXT))
    ProductFile.objects.filter(pk=file.pk).update(file="works/x/other.pdf")

    other = ProductFile.objects.with_readings().get(pk=file.pk)

    assert other.known is None
    assert other in ProductFile.objects.to_read()


@pytest.mark.parametrize(("values", "asks"), [({}, True), ({"url": "https://www.ilo.org/x"}, False)])
def test_only_the_page_of_a_work_that_is_not_online_offers_to_ask_for_it(client, values, asks):
    page = client.get(make_product(**values).get_absolute_url()).content.decode()

    assert ("/paper-copy/?page=" in page) is asks
    assert "/accessible-copy/?page=" in page


def test_a_hit_says_that_the_words_stand_in_a_file(client, add_file):
    add_file(pdf(TEXT))

    page = client.get("/en/search/?q=curtiembre").content.decode()

    assert "In the text of a file" in page
