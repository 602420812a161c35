"""The editors' guide: for staff, the same pages in each language, with the names that stand on the screen."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import translation
from PIL import Image

from cinterfor.guide.views import PAGES

TEXTS = settings.BASE_DIR / "templates" / "guide"
LANGUAGES = ["es", "pt", "en"]
NAMES = [page.name for page in PAGES]
NAMED = re.compile(r"\{% translate \"([^\"]+)\" %\}")
PICTURE = re.compile(r"file=\"([^\"]+)\" alt=\"([^\"]*)\"")
HEAVIEST = 60_000


def address(name, language="es"):
    with translation.override(language):
        return reverse("admin:guide_page", args=[name])


def text_of(language, name):
    return (TEXTS / language / f"{name}.html").read_text("utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_each_language_and_leads_to_the_next(admin_client, language):
    for name, following in zip(NAMES, [*NAMES[1:], None], strict=True):
        answer = admin_client.get(address(name, language))

        assert answer.status_code == 200
        assert following is None or answer.content.decode().count(address(following, language)) >= 2


@pytest.mark.django_db
def test_the_guide_is_for_staff(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("lectora", password="x"))

    assert client.get(address("roles")).status_code == 302
    assert client.get(reverse("admin:guide")).status_code == 302


@pytest.mark.django_db
def test_the_head_and_the_first_page_lead_to_the_guide_and_an_unknown_page_is_not_found(admin_client):
    guide = reverse("admin:guide")

    assert admin_client.get(reverse("admin:index")).content.decode().count(f'href="{guide}"') == 2
    assert admin_client.get(address("nada")).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_a_page_names_the_same_buttons_and_pictures_in_each_language(name):
    texts = {language: text_of(language, name) for language in LANGUAGES}
    pictures = {language: PICTURE.findall(text) for language, text in texts.items()}

    assert len({tuple(sorted(NAMED.findall(text))) for text in texts.values()}) == 1
    # Some are taken in each language.
    names = [
        [file.replace(f"-{language}.", ".") for file, _alt in found] for language, found in pictures.items()
    ]
    assert names == [names[0]] * len(LANGUAGES)
    assert all(alt for found in pictures.values() for _file, alt in found)


def test_what_the_guide_names_is_on_the_screen():
    sources = [
        *settings.BASE_DIR.glob("cinterfor/**/*.py"),
        *settings.BASE_DIR.glob("templates/admin/**/*.html"),
    ]
    sources += [*settings.BASE_DIR.glob("knowledge/*.py")]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    named = {name for page in NAMES for name in NAMED.findall(text_of("es", page))}

    with translation.override("es"):
        unknown = {name for name in named if f'"{name}"' not in code and translation.gettext(name) == name}
    assert unknown == set()


def test_every_picture_is_there_and_light():
    texts = [text_of(language, name) for language in LANGUAGES for name in NAMES]
    files = {file for text in texts for file, _alt in PICTURE.findall(text)}

    for file in files:
        path = finders.find(file)
        assert path, file
        with open(path, "rb") as opened:
            assert len(opened.read()) <= HEAVIEST, file
        assert Image.open(path).size == (1000, 560)
