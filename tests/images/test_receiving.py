"""No more is written than is taken, from nobody but staff, and the answer is a page that says so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cinterfor.images.models import Image
from cinterfor.publishing import files, receiving
from knowledge.models import Product, ProductFile
from tests import factories
from tests.admin.forms import address, row, values_of

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
KILOBYTE = 1024


@pytest.fixture
def small_limits(monkeypatch, settings, tmp_path):
    """As in life, a thousand times smaller; what is written meanwhile lies in a folder of its own."""
    monkeypatch.setattr(receiving, "LARGEST_DOCUMENT", 100 * KILOBYTE)
    monkeypatch.setattr(receiving, "LARGEST_FORM", 300 * KILOBYTE)
    monkeypatch.setattr(files, "LARGEST_DOCUMENT", 100 * KILOBYTE)
    monkeypatch.setattr(files.ImageFormField, "most", 20 * KILOBYTE)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return tmp_path


def send(client, size, number=1):
    product = factories.make_product(publication_status="draft")
    url = address(Product, "change", product)
    values = values_of(client, url) | {"files-TOTAL_FORMS": number, "publisher": "OIT"}
    for place in range(number):
        content = b"%PDF-1.7\n" + bytes(size)
        values |= row("files", place, language="es", file=SimpleUploadedFile("obra.pdf", content))
    return client.post(url, values)


def test_a_file_that_is_too_large_is_refused_at_its_field_and_what_was_typed_is_kept(
    client, admin_user, small_limits
):
    client.force_login(admin_user)

    answer = send(client, 250 * KILOBYTE)

    form = answer.context["inline_admin_formsets"][1].formset.forms[0]
    assert answer.status_code == 200
    assert list(form.errors) == ["file"]
    assert 'value="OIT"' in answer.text
    assert list(small_limits.glob("*.upload*")) == []
    assert not ProductFile.objects.exists()


def test_a_form_that_is_too_large_as_a_whole_is_refused_at_each_of_its_fields(
    client, admin_user, small_limits
):
    client.force_login(admin_user)

    answer = send(client, 90 * KILOBYTE, number=4)

    forms = answer.context["inline_admin_formsets"][1].formset.forms
    assert [list(form.errors) for form in forms] == [["file"]] * 4


def test_files_that_are_taken_arrive_whole(client, admin_user, small_limits):
    client.force_login(admin_user)

    answer = send(client, 90 * KILOBYTE, number=3)

    assert answer.status_code == 302
    assert [item.size for item in ProductFile.objects.all()] == [90 * KILOBYTE + 9] * 3


def test_an_image_is_weighed_before_it_is_opened(client, admin_user, small_limits):
    client.force_login(admin_user)
    url = address(Image)
    sent = {"file": SimpleUploadedFile("foto.png", factories.picture() + bytes(30 * KILOBYTE))}

    answer = client.post(url, values_of(client, url) | sent)

    assert [error.code for error in answer.context["adminform"].form.errors.as_data()["file"]] == ["size"]


def test_what_visitors_attach_is_never_kept(client, rf, small_limits):
    request = rf.post("/es/", {"page": "/es/", "file": SimpleUploadedFile("obra.pdf", b"%PDF-1.7")})

    assert request.POST["page"] == "/es/"
    assert not request.FILES


def test_the_field_tells_the_browser_what_is_taken(client, admin_user):
    client.force_login(admin_user)

    html = client.get(address(Image)).text

    assert 'accept=".avif,.jpeg,.jpg,.png,.webp" data-most="20971520"' in html
