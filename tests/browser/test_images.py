"""Choosing, dropping and cutting images, in a browser under the strict policy."""

import pytest

from cinterfor.images.models import Image
from knowledge.models import NewsItem
from tests import factories
from tests.admin.forms import address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]
DROP = """([name, type, size]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(size)], name, { type }));
    const target = document.querySelector('.field-file label');
    for (const kind of ['dragover', 'drop']) {
        const event = { dataTransfer: transfer, bubbles: true, cancelable: true };
        target.dispatchEvent(new DragEvent(kind, event));
    }
}"""


def test_a_file_that_is_not_taken_is_refused_before_it_is_sent_and_a_good_one_is_shown(editing):
    editing.goto(address(Image))

    for name, size in (("foto.exe", 10), ("enorme.jpg", 21 * 1024 * 1024), ("vacía.png", 0)):
        editing.evaluate(DROP, [name, "image/png", size])
        assert name in editing.locator(".field-file .errorlist").inner_text()
        assert editing.locator("#id_file").evaluate("input => input.files.length") == 0

    picture = {"name": "foto.png", "mimeType": "image/png", "buffer": factories.picture(size=(300, 200))}
    editing.locator("#id_file").set_input_files(picture)
    editing.locator(".focal__whole img").wait_for()

    assert editing.locator(".field-file .errorlist").count() == 0
    assert editing.complaints == []


def test_a_click_in_the_picture_sets_what_must_stay_in_sight(editing):
    image = factories.make_image()
    editing.goto(address(Image, "change", image))
    shown = editing.locator(".focal__whole img")
    box = shown.bounding_box()

    shown.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.8})
    editing.locator("[name=_save]").click()
    editing.locator(".messagelist .success").wait_for()

    image.refresh_from_db()
    assert abs(image.focal_x - 25) <= 1
    assert abs(image.focal_y - 80) <= 1
    assert editing.complaints == []


def test_an_image_added_beside_its_field_is_chosen_and_seen(editing):
    news = factories.make_news(publication_status="draft")
    editing.goto(address(NewsItem, "change", news))

    with editing.expect_popup() as opened:
        editing.locator("#add_id_image").click()
    window = opened.value
    picture = {"name": "foto.png", "mimeType": "image/png", "buffer": factories.picture()}
    window.locator("#id_file").set_input_files(picture)
    window.locator("#id_alt_es").fill("Un taller")
    window.locator("#id_credit").fill("© OIT")
    window.locator("[name=_save]").click()
    shown = editing.locator(".chosen-image img")
    shown.wait_for()
    editing.locator("[name=_save]").click()
    editing.locator(".messagelist .success").wait_for()

    news.refresh_from_db()
    assert news.image.alt_es == "Un taller"
    assert editing.complaints == []
