"""A fourth language is one line of the settings: French, added to a copy of the portal that is in use."""

import difflib
import json
import os
import re
import shutil
import subprocess
import sys

import polib
import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tests.browser.proof.portal import make_database

pytestmark = pytest.mark.proof

NOT_SOURCES = shutil.ignore_patterns(".*", "var", "node_modules", "__pycache__")
BEFORE = '("en", _("English"))]'
AFTER = '("en", _("English")), ("fr", _("French"))]'
#: What a translator of the interface does first.
MESSAGES = {"countries": "pays", "Glossary": "Lexique", "in %(language)s": "en %(language)s"}
#: Records of the time before, one of them with a version that waits.
RECORDS = """
from django.contrib.auth import get_user_model
from tests.factories import make_country, make_news, make_theme
get_user_model().objects.create_superuser("editora", password="x")
make_country(code="UY", name_es="Uruguay", name_pt="Uruguai", name_en="Uruguay", capital="Montevideo")
make_theme(slug="oficios", name_es="Oficios", name_pt="Ofícios", name_en="Trades")
make_news(slug="feria", title_es="Una feria", title_pt="Uma feira", title_en="")
"""
PATHS = [
    *("/fr/", "/fr/countries/", "/fr/countries/uy/", "/fr/news/", "/fr/news/feria/", "/fr/glossary/"),
    *("/fr/search/", "/fr/search/?q=oficios", "/fr/state-of-translations/", "/fr/glossary.tbx"),
    *("/fr/countries.json", "/fr/figures/", "/fr/activity/", "/es/", "/es/noticias/feria/"),
    *("/es/admin/network/country/1/change/", "/fr/admin/network/country/1/history/", "/fr/admin/guide/"),
    *("/es/admin/translations/queue/?language=fr", "/fr/admin/", "/sitemap.xml"),
]
#: Pages as a reader, and the admin's as an editor, see them: status and text by address.
PAGES = """
import json, sys
from django.contrib.auth import get_user_model
from django.test import Client
reader, editor = Client(), Client()
editor.force_login(get_user_model().objects.get())
answers = {}
for path in json.load(sys.stdin):
    answer = (editor if "/admin/" in path else reader).get(path)
    answers[path] = [answer.status_code, b"".join(answer).decode()]
sys.stdout.write("answers" + json.dumps(answers))
"""
#: An editor publishes what waited beside a record, and gives it a French name at once.
PUBLISH = """
from django.contrib.auth import get_user_model
from django.test import Client
from django.test.utils import setup_test_environment
from network.models import Country
from tests.admin.forms import address, values_of
setup_test_environment()
editor = Client()
editor.force_login(get_user_model().objects.get())
record = Country.objects.get(code="UY")
url = address(Country, "change", record)
answer = editor.post(url, values_of(editor, url) | {"name_fr": "L’Uruguay", "_publish": "yes"})
record.refresh_from_db()
print(answer.status_code, record.capital_pt, record.name_fr, record.sort_key_fr, sep="|")
"""


class Portal:
    """The copy: its folder, and its own database."""

    def __init__(self, folder, database):
        self.folder = folder
        self.environment = os.environ | {"DATABASE_URL": database, "DEBUG": "yes", "HTTPS": "no"}

    def manage(self, *arguments, given="") -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.folder,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def pages(self, *paths) -> dict[str, str]:
        told = self.manage("shell", "--no-imports", "-c", PAGES, given=json.dumps(paths))
        answers = json.loads(told.partition("answers")[2])
        assert {path: status for path, (status, _text) in answers.items()} == dict.fromkeys(paths, 200)
        return {path: text for path, (_status, text) in answers.items()}


@pytest.fixture(scope="module")
def in_three_languages(tmp_path_factory):
    """The portal as it is, with records."""
    name = f"{settings.DATABASES['default']['NAME'].removeprefix('test_')}_fourth"
    folder = tmp_path_factory.mktemp("fourth") / "portal"
    shutil.copytree(settings.BASE_DIR, folder, ignore=NOT_SOURCES)
    portal = Portal(folder, make_database(name, keep=False))
    portal.manage("compile_messages")
    portal.manage("migrate")
    portal.manage("shell", "--no-imports", "-c", RECORDS)
    file = translated(portal, "pt", folder / "pt.po", {"Montevideo": "Montevidéu"})
    portal.manage("import_translations", str(file))
    yield portal
    with psycopg.connect(settings.DATABASE_URL, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def portal(in_three_languages, xgettext):
    """What CONTRIBUTING.md asks for, step by step."""
    portal = in_three_languages
    settings_file = portal.folder / "cinterfor" / "settings.py"
    settings_file.write_text(settings_file.read_text("utf-8").replace(BEFORE, AFTER), "utf-8")
    portal.manage("makemigrations")
    portal.manage("collect_messages")
    path = portal.folder / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(path)
    for entry in catalogue:
        entry.msgstr = MESSAGES.get(entry.msgid, entry.msgstr)
    catalogue.save(path)
    portal.manage("compile_messages")
    portal.manage("migrate")
    portal.manage("rebuild_search")
    return portal


@pytest.fixture(scope="module")
def pages(portal):
    return portal.pages(*PATHS)


def translated(portal, language, file, words):
    """A file of texts to translate into the language, in which these are translated."""
    portal.manage("export_translations", language, "--output", str(file))
    catalogue = polib.pofile(file)
    for entry in catalogue:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    catalogue.save(file)
    return file


def test_one_line_of_code_is_touched(portal):
    written = {"migrations", "locale"}
    touched = {}
    for path in sorted(portal.folder.rglob("*.*")):
        name = path.relative_to(portal.folder)
        former = settings.BASE_DIR / name
        if path.is_file() and not written & set(name.parts) and path.suffix in {".py", ".html", ".toml"}:
            old, new = (file.read_text("utf-8").splitlines() for file in (former, path))
            changes = [line for line in difflib.ndiff(old, new) if line.startswith("+ ")]
            touched |= {str(name): len(changes)} if changes else {}

    assert touched == {"cinterfor/settings.py": 1}


def test_what_is_translated_of_the_interface_is_read_in_french(pages):
    page = pages["/fr/countries/"]

    assert '<html lang="fr">' in page
    assert re.search(r"<h1>\s*Pays\s*</h1>", page)


def test_a_record_without_french_is_shown_in_spanish_and_says_so(pages):
    assert '<span lang="es">Una feria</span>' in pages["/fr/news/feria/"]
    assert "en espagnol" in pages["/fr/news/feria/"]
    assert "Una feria" in pages["/fr/news/"]
    assert "/fr/themes/oficios/" in pages["/fr/search/?q=oficios"]


def test_search_engines_and_readers_are_shown_the_way_to_french(pages):
    assert 'hreflang="fr" href="http://testserver/fr/"' in pages["/es/"]
    assert '<a href="/fr/" lang="fr" hreflang="fr">Français</a>' in pages["/es/"]
    # A record is offered only in the languages that it has.
    assert 'rel="alternate" hreflang="fr"' not in pages["/es/noticias/feria/"]


def test_the_state_of_translations_counts_what_french_lacks(pages):
    assert "Français" in pages["/fr/state-of-translations/"]
    assert "/fr/state-of-translations/fr.atom" in pages["/fr/state-of-translations/"]


def test_editors_have_french_fields_a_queue_and_the_guide(pages):
    assert 'name="name_fr"' in pages["/es/admin/network/country/1/change/"]
    assert "/news" in pages["/es/admin/translations/queue/?language=fr"]
    # Nobody has written the guide in French yet.
    assert '<article class="guide__text" lang="es">' in pages["/fr/admin/guide/"]


def test_a_file_of_texts_goes_out_and_comes_back(portal, pages):
    words = {"Una feria": "Une foire", "Resumen.": "Résumé.", "Oficios": "Les métiers"}
    file = translated(portal, "fr", portal.folder / "fr.po", words)

    told = portal.manage("import_translations", "--publish", str(file))

    assert "2 records change, 0 texts are refused." in told
    paths = "/fr/news/feria/", "/es/noticias/feria/", "/fr/search/?q=foires", "/fr/glossary/"
    french, spanish, found, glossary = portal.pages(*paths).values()
    assert re.search(r"<h1>\s*Une foire", french)
    assert 'hreflang="fr" href="http://testserver/fr/news/feria/"' in spanish
    # Stemmed as French, and ordered without its article.
    assert "/fr/news/feria/" in found
    assert 'id="letter-m"' in glossary


def test_what_waited_since_before_is_published_with_a_french_name(portal):
    told = portal.manage("shell", "--no-imports", "-c", PUBLISH)

    assert told.strip().splitlines()[-1] == "302|Montevidéu|L’Uruguay|uruguay"
