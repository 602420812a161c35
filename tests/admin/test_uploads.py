"""What is uploaded is what its name says, and lies under a name that nobody guesses."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from knowledge.models import Product, ProductFile
from network.models import Institution
from tests import factories

from .forms import address, row, values_of

pytestmark = pytest.mark.django_db
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def picture(kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, kind)
    return out.getvalue()


def upload_logo(client, name, content):
    record = factories.make_institution()
    url = address(Institution, "change", record)
    return client.post(url, values_of(client, url) | {"logo": SimpleUploadedFile(name, content)})


def upload_work(client, name, content):
    record = factories.make_product()
    url = address(Product, "change", record)
    values = row("files", 0, language="es", file=SimpleUploadedFile(name, content))
    return client.post(url, values_of(client, url) | values | {"files-TOTAL_FORMS": 1})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.png", HTML),
        ("logo.svg", SVG),
        ("logo.png", SVG),
        ("logo.jpg", PDF),
        ("logo.jpg", picture()),
        ("logo.html", picture()),
        ("logo.gif", picture("GIF")),
        ("logo.png", b""),
    ],
)
def test_a_logo_that_is_no_picture_of_its_name_is_refused_with_a_message(administrator, name, content):
    answer = upload_logo(administrator, name, content)

    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["logo"]
    assert not Institution.objects.exclude(logo="").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("work.pdf", HTML), ("work.html", HTML), ("work.svg", SVG), ("work.docx", PDF), ("work.pdf", picture())],
)
def test_a_document_that_is_not_what_its_name_says_is_refused_with_a_message(administrator, name, content):
    answer = upload_work(administrator, name, content)

    formset = answer.context["inline_admin_formsets"][1].formset
    assert answer.status_code == 200
    assert formset.forms[0].errors["file"]
    assert not ProductFile.objects.exists()


@pytest.mark.parametrize(("name", "kind"), [("Mi Logo.PNG", "PNG"), ("a.jpg", "JPEG"), ("a.webp", "WEBP")])
def test_a_good_picture_is_kept_in_a_folder_with_a_random_name(administrator, name, kind):
    answer = upload_logo(administrator, name, picture(kind))

    stored = Institution.objects.exclude(logo="").get().logo.name
    assert answer.status_code == 302
    assert re.fullmatch(r"logos/[\w-]{12}/(mi-logo|a)\.webp", stored)


def test_a_large_photograph_is_stored_upright_as_webp_without_what_the_camera_noted(administrator):
    notes = Image.Exif()
    notes[0x0112], notes[0x010F] = 6, "A camera"  # turned by 90 degrees
    out = io.BytesIO()
    Image.new("RGB", (3200, 800), "white").save(out, "JPEG", exif=notes)

    upload_logo(administrator, "foto.jpg", out.getvalue())

    with Image.open(Institution.objects.exclude(logo="").get().logo) as stored:
        assert (stored.format, stored.size) == ("WEBP", (400, 1600))
        assert dict(stored.getexif()) == {}


def test_a_picture_of_too_many_points_is_refused_before_it_is_opened(administrator):
    out = io.BytesIO()
    Image.new("1", (8000, 6000)).save(out, "PNG")

    answer = upload_logo(administrator, "grande.png", out.getvalue())

    assert answer.context["adminform"].form.errors["logo"]


def test_a_good_pdf_is_kept_and_two_of_one_name_stay_apart(administrator):
    answers = [upload_work(administrator, "obra.pdf", PDF) for _number in range(2)]

    stored = [file.file.name for file in ProductFile.objects.all()]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(set(stored)) == 2
    assert all(re.fullmatch(r"works/[\w-]{12}/obra\.pdf", name) for name in stored)


def test_a_record_whose_picture_is_lost_can_still_be_edited(administrator):
    record = factories.make_institution(logo="logos/lost/logo.png")
    url = address(Institution, "change", record)

    answer = administrator.post(url, values_of(administrator, url) | {"acronym_es": "NUEVO"})

    record.refresh_from_db()
    assert answer.status_code == 302
    assert (record.acronym, record.logo.name) == ("NUEVO", "logos/lost/logo.png")
