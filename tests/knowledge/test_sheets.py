"""Good practices, videos and what there is of a work in each language."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models import Coverage, Product, ProductFile
from knowledge.models.videos import validate_length
from knowledge.video_addresses import NotOneVideo, one_video, site_of
from tests.admin.forms import address, send, values_of, words
from tests.factories import make_product

pytestmark = pytest.mark.django_db
SHEET = {
    "practice_entity": "INSAFORP",
    "practice_scope_es": "Nacional, en metalmecánica",
    "practice_begins": "2015",
    "practice_ends": "2019-06",
    "practice_aims_es": "Acercar la curtiembre a la escuela.",
    "practice_group_es": "Jóvenes sin trabajo",
    "practice_results_es": "1200 egresados",
    "practice_results_pt": "1200 egressos",
}
VIDEO = {"kind": "video", "url": "https://youtu.be/dQw4w9WgXcQ", "length": "12:30", "captions": ["es", "fr"]}

YOUTUBE = "www.youtube.com/watch?v=dQw4w9WgXcQ"


def page_of(client, product, language="es"):
    with translation.override(language):
        return client.get(product.get_absolute_url())


def data_of(client, product):
    return json.loads(client.get(product.get_absolute_url() + "?format=json").content)


def json_ld(response):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S)
    return json.loads(found[1])


def test_the_page_of_a_good_practice_has_its_sheet_in_the_language_of_the_reader(client):
    product = make_product(kind="good-practice", **SHEET)

    told = {code: words(page_of(client, product, code)) for code in ("es", "pt")}

    assert "INSAFORP" in told["es"] and "Nacional, en metalmecánica" in told["es"]
    assert "1200 egresados" in told["es"] and "1200 egressos" in told["pt"]
    assert 'lang="es">Jóvenes' in page_of(client, product, "pt").content.decode()


def test_twins_and_search_know_the_sheet(client):
    product = make_product(kind="good-practice", **SHEET)

    told, facts = data_of(client, product), json_ld(page_of(client, product))

    assert told["practice_results"] == {"es": "1200 egresados", "pt": "1200 egressos"}
    assert (told["practice_begins"], told["practice_ends"]) == ("2015", "2019-06")
    assert facts["temporalCoverage"] == "2015/2019-06"
    assert facts["audience"][0]["audienceType"] == "Jóvenes sin trabajo"
    assert facts["hasPart"][2]["text"] == "1200 egresados"
    assert product in Product.objects.matching("curtiembre")


def test_of_another_kind_the_sheet_is_told_nowhere(client):
    product = make_product(kind="report", **SHEET)

    told = data_of(client, product)

    assert "INSAFORP" not in words(page_of(client, product))
    assert (told["practice_entity"], told["practice_aims"]) == (None, {})
    assert "temporalCoverage" not in json_ld(page_of(client, product))


def test_a_practice_does_not_end_before_it_begins(admin_client):
    product = make_product(kind="good-practice")

    refused = send(admin_client, product, "en", practice_begins="2019", practice_ends="2015")
    nonsense = send(admin_client, product, "en", practice_begins="2019-13", practice_ends="2015")
    taken = send(admin_client, product, "en", **SHEET)

    assert "A practice does not end before it begins." in words(refused)
    assert nonsense.status_code == 200
    # In a new record both sheets are folded, but not the one that holds what is wrong.
    url = address(Product, "add", language="en")
    begun = {"title": "x", "kind": "good-practice", "language": "es", "practice_begins": "2019-13"}
    answer = admin_client.post(url, values_of(admin_client, url) | begun)
    folded = re.findall(r"<details>\s*<summary>.*?</summary>", answer.content.decode(), re.S)
    assert b"is not a date" in answer.content and len(folded) == 1 and "Video" in folded[0]
    assert taken.status_code == 302
    assert Product.objects.get().practice_results_pt == "1200 egressos"


@pytest.mark.parametrize(("kind", "folded"), [("good-practice", 1), ("video", 1), ("book", 2)])
def test_the_form_unfolds_what_the_kind_needs(admin_client, kind, folded):
    product = make_product(kind=kind)

    page = admin_client.get(address(Product, "change", product, "en")).content.decode()

    assert page.count('class="module aligned collapse') == folded
    assert "Only for works whose kind is “good practice”" in page


def test_a_video_is_linked_to_and_never_framed(client):
    product = make_product(**VIDEO)

    page = page_of(client, product, "en")
    html, told = page.content.decode(), words(page)

    assert "Watch on YouTube" in told and "12\u00a0min\u00a030\u00a0s" in html
    assert "CaptionsSpanish, French" in told
    assert "<iframe" not in html and "<video" not in html
    assert not re.search(r'(src|srcset)="https?://(?!testserver)', html)
    assert "12\u00a0min\u00a030\u00a0s" in client.get("/en/knowledge-products/?kind=video").content.decode()


def test_machines_learn_that_it_is_a_video(client):
    product = make_product(**VIDEO)

    facts, told = json_ld(page_of(client, product)), data_of(client, product)

    assert (facts["@type"], facts["duration"]) == ("VideoObject", "PT12M30S")
    assert [item["inLanguage"] for item in facts["caption"]] == ["es", "fr"]
    assert facts["uploadDate"] == "2020" and "contentUrl" not in facts
    assert (told["duration"], told["captions"]) == ("PT12M30S", ["es", "fr"])


def test_the_address_of_a_video_is_stored_in_one_form_or_refused(admin_client):
    product = make_product(kind="video")

    refused = send(admin_client, product, "en", url="https://www.youtube.com/@oitcinterfor")
    kept = send(admin_client, product, "en", url="https://youtu.be/dQw4w9WgXcQ?si=abc", captions=["pt"])

    assert "This address does not lead to one video." in words(refused)
    assert kept.status_code == 302
    product.refresh_from_db()
    assert product.url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert product.captions == ["pt"]


@pytest.mark.parametrize(
    ("typed", "address_of_it", "site"),
    [
        (
            "https://youtube.com/watch?t=9&v=dQw4w9WgXcQ&list=x",
            "www.youtube.com/watch?v=dQw4w9WgXcQ",
            "YouTube",
        ),
        ("http://m.youtube.com/shorts/dQw4w9WgXcQ", "www.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube"),
        (
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
            "www.youtube.com/watch?v=dQw4w9WgXcQ",
            "YouTube",
        ),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "vimeo.com/76979871/8272103f6e", "Vimeo"),
        ("https://vimeo.com/channels/staffpicks/76979871", "vimeo.com/76979871", "Vimeo"),
        ("https://tv.ilo.org/talk/3", "tv.ilo.org/talk/3", "tv.ilo.org"),
    ],
)
def test_a_video_has_one_address(typed, address_of_it, site):
    assert one_video(typed) == f"https://{address_of_it}"
    assert site_of(typed) == site


@given(st.one_of(st.text(), st.text().map("https://youtu.be/".__add__), st.text().map("https://".__add__)))
def test_an_address_leads_to_one_video_or_is_refused(typed):
    try:
        found = one_video(typed)
    except NotOneVideo:
        return
    assert one_video(found) == found and site_of(found)


@pytest.mark.parametrize(
    ("length", "seconds"), [("0:45", 45), ("12:30", 750), ("1:02:03", 3723), ("10:00:00", 36000)]
)
def test_a_length_is_counted(length, seconds):
    validate_length(length)

    assert Product(length=length).seconds == seconds


@pytest.mark.parametrize(
    "length", ["12", "12:5", "1:99", "1:60:00", "0:00", "a:bc", "1:2:3:4", "-1:30", "٣:٣٠"]
)
def test_what_is_no_length_is_refused(length):
    with pytest.raises(ValidationError):
        validate_length(length)


def test_the_matrix_tells_file_address_abstract_and_nothing_apart(client):
    product = make_product(language="fr", url="https://www.ilo.org/x", abstract_es="Sobre curtiembres.")
    ProductFile.objects.create(product=product, language="pt", file="works/x/obra.pdf")

    told = data_of(client, product)["coverage"]
    page = words(page_of(client, product, "en"))

    assert told == {"es": "abstract", "pt": "file", "en": "nothing", "fr": "elsewhere"}
    assert set(told.values()) == set(Coverage)
    assert "Spanish abstract Portuguese as a file English no French on another site" in page


def test_lists_are_narrowed_by_the_language_of_a_file(client):
    with_file, without = make_product(language="es"), make_product(language="pt")
    ProductFile.objects.create(product=with_file, language="pt", file="works/x/obra.pdf")

    page = client.get("/en/knowledge-products/?file_language=pt").content.decode()

    assert with_file.get_absolute_url().rstrip("/").rpartition("/")[2] in page
    assert without.slug not in page
    assert client.get("/en/knowledge-products/?file_language=xx").status_code == 400


def test_editors_narrow_the_list_by_access(admin_client):
    make_product(title="En papel", kept_at="Biblioteca")
    make_product(title="En línea", url="https://x.org")

    page = words(admin_client.get(address(Product, "changelist", language="en") + "?access=on-request"))

    assert "En papel" in page and "En línea" not in page
    assert admin_client.get(address(Product, "changelist") + "?access=nothing").status_code == 200
