"""What browsers fetch: no wider than the picture, cut about its focal point, of public records alone."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Raster

from cinterfor.desk.preview import Preview
from cinterfor.images.models import Image
from cinterfor.images.renditions import card_box
from tests import factories
from tests.factories import picture

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
PERCENT = st.integers(0, 100)


def two_coloured(left, right, size=(900, 300)):
    out = ContentFile(b"", "dos.png")
    raster = Raster.new("RGB", size, left)
    raster.paste(right, (size[0] // 2, 0, *size))
    raster.save(out, "PNG")
    return out


def colour_at_the_middle(image, rendition):
    with image.file.storage.open(rendition.path) as file, Raster.open(file) as opened:
        return opened.convert("RGB").getpixel((opened.width // 2, opened.height // 2))


@given(st.integers(1, 5000), st.integers(1, 5000), PERCENT, PERCENT)
def test_the_part_for_cards_is_the_largest_of_three_to_two_and_holds_the_focal_point(width, height, x, y):
    left, top, right, bottom = card_box(width, height, (x, y))

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert right - left == width or bottom - top == height
    assert abs((right - left) - (bottom - top) * 1.5) <= 1.5
    assert left - 1 <= x * width / 100 <= right + 1
    assert top - 1 <= y * height / 100 <= bottom + 1


def test_an_image_is_made_in_two_formats_in_no_more_than_its_own_width():
    image = factories.make_image(file=ContentFile(picture(size=(1000, 400)), "foto.png"))

    whole = [(item.width, item.height, item.format) for item in image.files if item.focus is None]
    cut = {(item.width, item.height) for item in image.files if item.focus == (50, 50)}
    assert whole == [
        (width, round(width * 0.4), kind) for width in (320, 640, 960, 1000) for kind in ("avif", "webp")
    ]
    assert cut == {(320, 213), (600, 400)}
    for item in image.files:
        with image.file.storage.open(item.path) as file, Raster.open(file) as opened:
            assert (opened.format.lower(), *opened.size) == (item.format, item.width, item.height)


def test_a_focal_point_that_moves_gives_the_card_another_picture_and_leaves_the_whole_one():
    image = factories.make_image(file=two_coloured("black", "white"), focal_x=0)
    before = Image.objects.get()
    image.focal_x = 100
    image.save()
    after = Image.objects.get()

    assert colour_at_the_middle(before, before.shown_cut) < (60, 60, 60)
    assert colour_at_the_middle(after, after.shown_cut) > (200, 200, 200)
    assert before.largest == after.largest
    assert before.shown_cut.path != after.shown_cut.path


def test_a_picture_of_one_point_has_a_rendition():
    image = factories.make_image(file=ContentFile(picture(size=(1, 1)), "punto.png"))

    assert (image.largest.width, image.shown_cut.height) == (1, 1)


def test_renditions_are_served_while_a_public_record_shows_the_image_and_the_upload_itself_never(client):
    image = factories.make_image()
    news = factories.make_news(image=image, publication_status="draft")

    def statuses():
        paths = [image.thumbnail.url, image.shown_cut.url, image.file.url]
        return [client.get(path).status_code for path in paths]

    of_a_draft = statuses()
    news.publication_status = "published"
    news.save()

    assert of_a_draft == [404, 404, 404]
    assert statuses() == [200, 200, 404]
    answer = client.get(image.thumbnail.url)
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Type"] == "image/webp"


def test_staff_see_the_images_of_drafts_and_no_cache_keeps_them(client, admin_user, django_user_model):
    image = factories.make_image()
    other = django_user_model.objects.create_user("otra", is_staff=True)

    client.force_login(other)
    refused = client.get(image.thumbnail.url)
    client.force_login(admin_user)
    answer = client.get(image.thumbnail.url)

    assert refused.status_code == 404
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


def test_a_preview_of_a_draft_shows_its_image_to_who_has_the_link(client):
    news = factories.make_news(image=factories.make_image(), publication_status="draft")
    token = Preview("knowledge.newsitem", news.pk).token

    page = client.get(reverse("preview", args=[token])).text
    shown = re.search(r'<img src="(/files/images/[^"]+)"', page)[1]

    assert client.get(shown).status_code == 200
    assert client.get(shown.partition("?")[0]).status_code == 404


def test_the_link_of_a_preview_opens_no_upload_of_another_record(client):
    shown, other = factories.make_image(), factories.make_image()
    news = factories.make_news(image=shown, publication_status="draft")
    product = factories.make_product(publication_status="draft")
    document = product.files.create(file="products/x/work.pdf", language="es").file
    default_storage.save(document.name, ContentFile(b"%PDF-1.4"))
    own, others = (Preview(type(record)._meta.label_lower, record.pk).token for record in (news, product))

    def status(url, token):
        return client.get(f"{url}?preview={token}").status_code

    assert (status(shown.largest.url, own), status(document.url, others)) == (200, 200)
    assert (status(shown.largest.url, others), status(document.url, own)) == (404, 404)
    assert status(other.largest.url, own) == 404


@pytest.mark.parametrize("name", ["news", "event", "page"])
def test_page_and_list_show_the_image_with_words_size_and_credit(client, name):
    image = factories.make_image(credit="© OIT / Ana & Co")
    record = getattr(factories, f"make_{name}")(image=image)

    page = client.get(record.get_absolute_url()).text
    cards = client.get(record.get_absolute_url().rsplit("/", 2)[0] + "/").text

    for html, shown in ((page, image.largest), (cards, image.shown_cut)):
        figure = re.search(r'<figure class="image .*?</figure>', html, re.DOTALL)[0]
        assert f'alt="{image.alt_es}" width=' in figure
        assert f"{shown.url} {shown.width}w" in figure
        assert 'type="image/avif"' in figure
        assert "© OIT / Ana &amp; Co</figcaption>" in figure
    assert f'"caption": "{image.alt_es}"' in page


def test_words_in_another_language_than_the_pages_say_so(client):
    image = factories.make_image(alt_es="", alt_pt="Uma oficina", alt_en="")
    product = factories.make_product(cover=image)
    institution = factories.make_institution(logo=image)

    for record in (product, institution):
        assert 'alt="Uma oficina" lang="pt"' in client.get(record.get_absolute_url()).text
