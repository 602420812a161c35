"""An image is what its name says, is stored without what the camera noted, and has words and a credit."""

import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Raster

from cinterfor.images.models import Image
from tests import factories
from tests.admin.forms import address, values_of, words
from tests.factories import picture

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n"


@pytest.fixture
def administrator(client, admin_user):
    client.force_login(admin_user)
    return client


def upload(client, name, content, **values):
    url = address(Image)
    sent = {"file": SimpleUploadedFile(name, content), "alt_es": "Un taller", "credit": "© OIT"} | values
    return client.post(url, values_of(client, url) | sent)


def errors_of(answer):
    assert answer.status_code == 200
    return answer.context["adminform"].form.errors


def stored(image):
    with image.file.open() as file:
        return file.read()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.png", HTML),
        ("foto.svg", SVG),
        ("foto.png", SVG),
        ("foto.jpg", PDF),
        ("foto.png", EPS),
        ("foto.jpg", picture("PNG")),
        ("foto.html", picture("PNG")),
        ("foto.gif", picture("GIF")),
        ("foto.png", picture("PNG")[:60]),
        ("foto.jpg", picture("JPEG")[:700]),
        ("foto.png", b""),
    ],
)
def test_what_is_no_picture_of_its_name_is_refused_at_its_field_and_the_rest_is_kept(
    administrator, name, content
):
    answer = upload(administrator, name, content, credit="© Ana")

    assert list(errors_of(answer)) == ["file"]
    assert 'value="© Ana"' in answer.text
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("name", "kind"), [("Mi Foto.PNG", "PNG"), ("a.jpg", "JPEG"), ("a.webp", "WEBP"), ("a.avif", "AVIF")]
)
def test_a_good_picture_lies_in_a_folder_with_a_random_name_and_who_sent_it_is_known(
    administrator, admin_user, name, kind
):
    answer = upload(administrator, name, picture(kind))

    image = Image.objects.get()
    assert answer.status_code == 302
    assert re.fullmatch(r"images/[\w-]{12}/(mi-foto|a)\.webp", image.file.name)
    assert (image.width, image.height, image.uploaded_by) == (600, 400, admin_user)


def test_of_a_file_that_is_a_picture_and_a_page_only_the_picture_is_kept(administrator):
    upload(administrator, "foto.jpg", picture("JPEG") + HTML)

    image = Image.objects.get()
    files = [stored(image)] + [image.file.storage.open(item.path).read() for item in image.files]
    assert not any(b"<script" in content for content in files)


def test_a_photograph_stands_upright_in_srgb_without_what_the_camera_noted(administrator):
    notes = Raster.Exif()
    notes[0x0112], notes[0x010F] = 6, "A camera"  # turned by 90 degrees
    place = b"<x:xmpmeta>Montevideo</x:xmpmeta>"

    upload(administrator, "foto.jpg", picture("JPEG", (3200, 800), exif=notes, xmp=place, icc_profile=b"bad"))

    image = Image.objects.get()
    assert (image.width, image.height) == (600, 2400)
    for content in [stored(image)] + [image.file.storage.open(item.path).read() for item in image.files]:
        with Raster.open(io.BytesIO(content)) as opened:
            assert dict(opened.getexif()) == {}
            assert not {"icc_profile", "xmp"} & opened.info.keys()
        assert b"camera" not in content
        assert b"Montevideo" not in content


def test_a_picture_of_too_many_points_is_refused_before_it_is_opened(administrator):
    out = io.BytesIO()
    Raster.new("1", (8000, 6000)).save(out, "PNG")

    assert "40" in str(errors_of(upload(administrator, "grande.png", out.getvalue()))["file"])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"alt_es": "  "}, "alt_es"),
        ({"alt_es": "IMG_2041.jpg"}, "alt_es"),
        ({"credit": " "}, "credit"),
        ({"focal_x": "101"}, "focal_x"),
        ({"focal_y": "-1"}, "focal_y"),
    ],
)
def test_an_image_without_words_or_credit_is_refused(administrator, values, field):
    assert list(errors_of(upload(administrator, "foto.png", picture(), **values))) == [field]


def test_words_in_any_one_language_are_enough(administrator):
    assert upload(administrator, "foto.png", picture(), alt_es="", alt_pt="Uma oficina").status_code == 302


def test_a_record_is_not_published_with_an_image_that_lacks_its_credit_and_the_image_is_named():
    image = factories.make_image(alt_es="Un taller", credit="")
    news = factories.make_news(image=image, publication_status="draft")
    news.full_clean()

    news.publication_status = "published"
    with pytest.raises(ValidationError) as refused:
        news.full_clean()

    assert list(refused.value.message_dict) == ["image"]
    assert "Un taller" in refused.value.messages[0]


def test_the_action_that_publishes_leaves_such_a_record_and_says_why(administrator):
    image = factories.make_image(alt_es="", alt_pt="", alt_en="")
    event = factories.make_event(image=image, publication_status="draft")

    page = administrator.post(
        address(type(event), "changelist"), {"action": "publish", "_selected_action": [event.pk]}, follow=True
    )

    event.refresh_from_db()
    assert event.publication_status == "draft"
    assert "taller" in words(page)


def test_an_image_that_a_record_shows_cannot_be_deleted(administrator):
    news = factories.make_news(image=factories.make_image())
    url = address(Image, "delete", news.image)

    administrator.post(url, {"post": "yes"})

    assert Image.objects.filter(pk=news.image.pk).exists()


def test_lists_tell_what_lacks_words_or_credit_and_what_nobody_shows(administrator):
    shown = factories.make_news(image=factories.make_image()).image
    silent = factories.make_image(alt_es="", alt_pt="", alt_en=None)
    half = factories.make_image(alt_en="")
    uncredited = factories.make_image(credit="")

    def found(**query):
        page = administrator.get(address(Image, "changelist"), query)
        return {image.pk for image in page.context["cl"].result_list}

    assert found(lacks="all") == {silent.pk} == set(Image.objects.without_alt().values_list("pk", flat=True))
    assert found(lacks="en") == {silent.pk, half.pk}
    assert found(credit="none") == {uncredited.pk}
    assert found(used="yes") == {shown.pk}
    assert found(used="no") == {silent.pk, half.pk, uncredited.pk}


def test_the_form_of_a_record_shows_the_chosen_image_and_offers_to_add_one(administrator):
    news = factories.make_news(image=factories.make_image())

    html = administrator.get(address(type(news), "change", news)).text

    assert f'<img src="{news.image.thumbnail.url}" alt="{news.image.alt_es}"' in html
    assert 'id="add_id_image"' in html


def test_the_small_picture_of_an_image_is_for_those_who_may_see_images(client, django_user_model, admin_user):
    image = factories.make_image()
    path = reverse("admin:images_image_thumbnail", args=[image.pk])
    client.force_login(django_user_model.objects.create_user("otra", is_staff=True))
    refused = client.get(path)
    client.force_login(admin_user)

    assert refused.status_code == 403
    assert client.get(path)["Location"] == image.thumbnail.url
    assert client.get(reverse("admin:images_image_thumbnail", args=[image.pk + 1])).status_code == 404


def test_an_image_whose_file_is_lost_can_still_be_described(administrator):
    image = factories.make_image(file="images/lost/foto.webp", credit="")
    url = address(Image, "change", image)

    answer = administrator.post(url, values_of(administrator, url) | {"credit": "© OIT", "focal_x": "10"})

    image.refresh_from_db()
    assert answer.status_code == 302
    assert (image.credit, image.files) == ("© OIT", [])


def test_a_new_file_takes_the_place_of_the_old_one_under_new_names():
    image = factories.make_image()
    before = {item.path for item in image.files}

    image.file = ContentFile(picture(size=(300, 900)), "otra.png")
    image.save()

    image = Image.objects.get()
    assert (image.width, image.height) == (300, 900)
    assert not before & {item.path for item in image.files}
