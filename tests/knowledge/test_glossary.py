"""The glossary: each concept under its letter in the reader's language, with its words in the others."""

import csv
import html
import io
import json
import re

import pytest
from django.utils.html import strip_tags

from agreements.models import Agreement
from cinterfor.publishing.registry import record_types
from knowledge.models import NewsItem, Product, Theme
from tests import factories
from tests.admin.forms import send, words

pytestmark = pytest.mark.django_db
PATHS = {"es": "/es/glosario", "pt": "/pt/glossario", "en": "/en/glossary"}


def body(response):
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


def page(client, language="es", query=""):
    return body(client.get(f"{PATHS[language]}/{query}"))


def text_of(part):
    return " ".join(html.unescape(strip_tags(part)).split())


def entry(shown, theme):
    """The part of the page about one concept."""
    return re.search(rf'<li class="card columns term" id="term-{theme.slug}".*?</dl>', shown, re.DOTALL)[0]


def in_order(shown):
    """Signs of letters and terms, as they follow one another."""
    found = re.findall(r'<h2 id="letter-.*?</h2>|<h3 class="card__title">.*?</h3>', shown, re.DOTALL)
    return [text_of(part) for part in found]


def make(name, **values):
    return factories.make_theme(name=name, **values)


def test_terms_stand_under_their_letter_without_accent_or_article_digits_first_and_enye_behind_n(client):
    for name in ("Zona", "ñandutí", "nube", "La oferta", "Ámbito", "ocupación", "4.0", "análisis"):
        make(name)

    expected = ["0–9", "4.0", "A", "Ámbito", "análisis", "N", "nube", "Ñ", "ñandutí"]
    assert in_order(page(client)) == [*expected, "O", "ocupación", "La oferta", "Z", "Zona"]


def test_each_letter_of_the_row_leads_to_its_terms(client):
    for name in ("ñandutí", "4.0", "zona"):
        make(name)

    shown = page(client)
    letters = re.search(r'<ul class="letters">.*?</ul>', shown, re.DOTALL)[0]

    assert re.findall(r'href="#([^"]+)"', letters) == re.findall(r'<h2 id="(letter-[^"]+)"', shown)
    assert re.findall(r">([^<]+)</a>", letters) == ["0–9", "Ñ", "Z"]


def test_an_entry_has_the_term_in_the_other_languages_each_marked_as_such(client):
    theme = factories.make_theme(name_es="aprendizaje", name_pt="aprendizagem", name_en="apprenticeship")

    found = entry(page(client, "pt"), theme)

    assert ">aprendizagem</a>" in found
    assert '<span lang="es">aprendizaje</span>' in found
    assert '<span lang="en">apprenticeship</span>' in found


def test_a_term_that_the_readers_language_lacks_stands_there_in_another_and_says_so(client):
    theme = factories.make_theme(name_es="La tutoría", name_pt="", name_en="", alt_labels_es="mentoría")

    shown = page(client, "pt")
    found = entry(shown, theme)

    assert '<span lang="es">La tutoría</span> <small class="in-other-language">' in found
    assert '<span lang="es">mentoría</span>' in found
    # By the article of the language that it stands in.
    assert in_order(shown)[0] == "T"


def test_synonyms_say_where_they_are_used_in_the_readers_language(client):
    factories.make_country(code="MX", name_es="México", name_pt="México", name_en="Mexico")
    theme = make(
        "formación", alt_labels_es="capacitación [MX]\nadiestramiento", alt_labels_en="training [MX, QM]"
    )

    assert theme.synonyms() == ["capacitación", "adiestramiento"]
    assert "capacitación (México) · adiestramiento" in text_of(body(client.get(theme.get_absolute_url())))
    assert "capacitación (México) · adiestramiento" in text_of(entry(page(client), theme))
    assert "training (Mexico, QM)" in text_of(entry(page(client, "en"), theme))


def test_a_definition_names_its_source_only_where_one_is_recorded(client):
    source = "OIT, Recomendación núm. 195"
    known = make(
        "a", scope_note="<p>Definida</p>", scope_note_source=source, scope_note_url="https://oit.org/r195"
    )
    unknown = make("b", scope_note="<p>Sin fuente</p>")

    shown = page(client)

    assert f'<a href="https://oit.org/r195" rel="noopener">{source}</a>' in entry(shown, known)
    assert "Sin fuente" in entry(shown, unknown)
    assert 'class="note"' not in entry(shown, unknown)
    assert source in body(client.get(known.get_absolute_url()))


def test_an_entry_counts_what_the_page_of_its_theme_lists(client):
    group = factories.make_theme()
    one, other = factories.make_theme(broader=group), factories.make_theme(broader=group)
    factories.make_product(themes=[group, one, other])
    factories.make_product(themes=[one])
    factories.make_product(themes=[one], publication_status="draft")
    factories.make_news(themes=[other])
    factories.make_agreement(themes=[one])

    for theme in (group, one, other, factories.make_theme()):
        for model in (Product, NewsItem, Agreement):
            public = model.objects.published()
            assert public.numbers_by_theme().get(theme.pk, 0) == public.on_theme(theme).count()
    found = entry(page(client), group)
    assert re.findall(r'<a href="([^"]+theme=[^"]+)">(\d+)', found) == [
        (f"/es/acuerdos/?theme={group.slug}", "1"),
        (f"/es/productos-de-conocimiento/?theme={group.slug}", "2"),
        (f"/es/noticias/?theme={group.slug}", "1"),
    ]


def test_every_type_that_themes_lead_to_is_counted():
    able = {item.name for item in record_types() if hasattr(item.public(), "on_theme")}
    counted = {item.name for item in record_types() if hasattr(item.public(), "numbers_by_theme")}

    assert able == counted != set()


@pytest.mark.parametrize("query", ["", "?q=mentoría", "?q=tutoring", "?q=zzzz"])
def test_page_csv_json_and_tbx_hold_the_same_public_concepts(client, query):
    make("tutoría", name_en="tutoring", alt_labels_es="mentoría [MX]")
    make("aula", scope_note_es="<p>De <strong>mentoría</strong></p>")
    make("tutoría secreta", publication_status="draft")

    shown = re.findall(r'<li class="card columns term" id="term-([^"]+)"', page(client, query=query))
    table = list(
        csv.reader(io.StringIO(body(client.get(f"{PATHS['es']}.csv{query}")).removeprefix("\ufeff")))
    )
    objects = json.loads(body(client.get(f"{PATHS['es']}.json{query}")))
    terms = re.findall(r'<termEntry id="theme-([^"]+)"', body(client.get(f"{PATHS['es']}.tbx{query}")))

    assert shown == [row[0] for row in table[1:]] == [item["id"] for item in objects["items"]] == terms
    assert (len(shown) > 0) is ("zzzz" not in query)
    assert "tutoria-secreta" not in shown


def test_csv_and_json_have_all_words_definitions_and_their_source(client):
    make(
        "tutoría",
        name_en="=tutoring",
        name_pt="",
        alt_labels_es="mentoría [MX]\napoyo",
        scope_note_es="<p>Uno</p><p>dos</p>",
        scope_note_source="OIT",
    )

    header, row = csv.reader(io.StringIO(body(client.get("/es/glosario.csv")).removeprefix("\ufeff")))
    (item,) = json.loads(body(client.get("/en/glossary.json")))["items"]

    assert row[1:9] == ["tutoría", "mentoría [MX] | apoyo", "Uno dos", "", "", "", "'=tutoring", ""]
    assert row[-3] == "OIT" and len(header) == len(row)
    assert item["other_terms"]["es"][0] == {"term": "mentoría", "countries": ["MX"]}
    assert item["definitions"] == {"es": "Uno dos"} and item["source"] == "OIT"


def test_words_that_find_nothing_lead_back_to_all_terms(client):
    make("tutoría")

    shown = page(client, query="?q=zzzzqq")

    assert 'id="term-' not in shown
    assert '<a href="/es/glosario/">' in shown
    assert 'value="zzzzqq"' in shown


def test_words_that_are_too_long_are_refused_and_kept(client):
    typed = "x" * 201

    response = client.get(f"/es/glosario/?q={typed}")

    assert response.status_code == 400 and typed in body(response)
    assert client.get(f"/es/glosario.tbx?q={typed}").status_code == 400


def test_there_is_no_other_format(client):
    assert client.get("/es/glosario.xls").status_code == 404
    assert client.get("/es/glosario/?format=tbx")["Content-Type"].startswith("application/x-tbx")


def test_an_empty_glossary_says_so(client):
    assert client.get("/es/glosario/").status_code == 200
    assert json.loads(body(client.get("/es/glosario.json")))["items"] == []


def test_search_engines_are_told_the_set_and_its_terms(client):
    theme = make("tutoría</script>", alt_labels="apoyo")

    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client), re.DOTALL)[1]
    found = json.loads(told)

    assert found["@type"] == "DefinedTermSet"
    (term,) = found["hasDefinedTerm"]
    assert (term["name"], term["alternateName"]) == ("tutoría</script>", ["apoyo"])
    assert term["@id"] == f"http://testserver/id/theme/{theme.slug}"


def test_a_theme_and_the_list_of_themes_lead_to_the_glossary(client):
    theme = make("tutoría")

    assert f'href="/es/glosario/#term-{theme.slug}"' in body(client.get(theme.get_absolute_url()))
    assert 'href="/es/glosario/"' in re.search("<main.*</main>", body(client.get("/es/temas/")), re.DOTALL)[0]


def test_editors_note_the_source_and_are_told_of_a_slip_in_the_countries(client, admin_user):
    factories.make_country(code="MX")
    theme = make("tutoría")
    client.force_login(admin_user)

    refused = send(client, theme, alt_labels_es="mentoría [México]", scope_note_source="OIT, R195")
    assert refused.status_code == 200
    assert "«mentoría [México]»" in words(refused)
    assert 'value="OIT, R195"' in refused.content.decode()

    send(client, theme, alt_labels_es="mentoría [mx]", scope_note_source="OIT, R195")
    stored = Theme.objects.get()
    assert (stored.alt_labels_es, stored.scope_note_source) == ("mentoría [mx]", "OIT, R195")
