"""Works that are archives inside: known by their members, read for search, and never trusted."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from cinterfor.publishing.archives import archive_family
from cinterfor.publishing.files import validate_document
from knowledge.models import FileReading, Product, ProductFile
from tests.admin.forms import address, row, values_of, words
from tests.factories import make_product

from .archives import archive, docx, epub, pptx, xlsx

TEXT = "La curtiembre y sus aprendices en el SENAI"
MAKERS = {"docx": docx, "pptx": pptx, "xlsx": xlsx, "epub": epub}
LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "curtiembre"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


@pytest.fixture
def add_file(db, django_capture_on_commit_callbacks):
    def add(content, name):
        with django_capture_on_commit_callbacks(execute=True):
            file = ProductFile.objects.create(
                product=make_product(), language="es", file=ContentFile(content, name)
            )
        return ProductFile.objects.with_readings().get(pk=file.pk)

    return add


@pytest.mark.parametrize("kind", MAKERS)
def test_a_work_is_found_by_the_words_of_its_archive(add_file, kind):
    file = add_file(MAKERS[kind](TEXT), f"obra.{kind}")

    assert file.known.outcome == "read" and file.known.reader.startswith("lxml ")
    assert file.known.has_text is None and not file.known.is_scanned
    for query in ("curtiembres", "aprendices", "SENAI"):
        assert Product.objects.matching(query).filter(pk=file.product_id).exists(), query
    assert "estilo" not in file.words.words


@pytest.mark.parametrize("claimed", [*MAKERS, "zip"])
@pytest.mark.parametrize("kind", MAKERS)
def test_an_archive_is_what_its_members_say(kind, claimed):
    file = SimpleUploadedFile(f"obra.{claimed}", MAKERS[kind](TEXT))

    if claimed == kind:
        validate_document(file)
    else:
        with pytest.raises(ValidationError):
            validate_document(file)


def many_members():
    return archive({f"{number:06}": "" for number in range(70_000)})


@pytest.mark.parametrize(
    "content",
    [
        docx(TEXT, **{"word/vbaProject.bin": b"x"}),
        archive({"[Content_Types].xml": "x", "otro.xml": "x"}),
        docx(TEXT)[:-30],
        b"PK\x03\x04" + b"\x00" * 100,
        many_members(),
    ],
    ids=["programs", "no family", "cut off", "no archive", "too many members"],
)
def test_what_is_no_work_is_refused(content):
    assert archive_family(BytesIO(content)) == ""


def test_a_plain_archive_is_taken():
    validate_document(SimpleUploadedFile("datos.zip", archive({"datos.csv": "a,b"})))


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 600), byte=st.integers(0, 255), end=st.integers(0, 300))
def test_a_damaged_archive_breaks_nothing(place, byte, end):
    content = bytearray(epub(TEXT))
    content[place % len(content)] = byte

    assert archive_family(BytesIO(bytes(content[: len(content) - end]))) in ("epub", "zip", "")


def swollen():
    return docx("x" * 50_000_000)


@pytest.mark.parametrize(
    ("content", "outcome"),
    [(swollen(), "damaged"), (docx("&f;&b; uno", head=LAUGHS), "read"), (b"PK", "damaged"), (b"", "damaged")],
    ids=["swells", "entities", "no archive", "empty"],
)
def test_a_hostile_archive_tells_nothing(client, add_file, content, outcome):
    file = add_file(content, "obra.docx")

    assert file.known.outcome == outcome
    assert getattr(getattr(file, "words", None), "words", "uno") == "uno"
    assert client.get(file.product.get_absolute_url()).status_code == 200


def test_what_had_no_reader_before_is_read_at_night_and_plain_archives_are_not(add_file):
    old, plain = add_file(docx(TEXT), "obra.docx"), add_file(archive({"a": "b"}), "datos.zip")
    FileReading.objects.update(outcome="no-reader")

    assert list(ProductFile.objects.to_read()) == [old]
    assert plain.known.outcome == "no-reader"


def test_an_archive_under_another_name_is_refused_in_words_and_nothing_is_stored(admin_client):
    product = make_product()
    url = address(Product, "change", product, "en")
    upload = SimpleUploadedFile("planilla.xlsx", docx(TEXT))
    values = values_of(admin_client, url) | row("files", 0, language="es", file=upload, label="")

    response = admin_client.post(url, values | {"files-TOTAL_FORMS": 1, "_publish": "yes"})

    assert response.status_code == 200
    assert "The content of “planilla.xlsx” is not that of a file of this type." in words(response)
    assert not ProductFile.objects.exists()


def test_an_encrypted_member_is_no_mimetype():
    content = bytearray(epub(TEXT))
    with zipfile.ZipFile(BytesIO(bytes(content))) as opened:
        (first, *_others) = opened.infolist()
    for place, sign in ((6, b"PK\x03\x04"), (8, b"PK\x01\x02")):
        start = content.find(sign)
        content[start + place] |= 1
    assert first.filename == "mimetype"
    assert archive_family(BytesIO(bytes(content))) == ""
