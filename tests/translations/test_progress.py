"""How much is translated: the database counts by the rules that translators' files follow."""

import io
import json
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cinterfor.history.state import states_of
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.translations import catalogues
from cinterfor.translations.blocks import parts, texts
from cinterfor.translations.columns import Words
from cinterfor.translations.jobs import measure_progress
from cinterfor.translations.ledger import Sources
from cinterfor.translations.models import INTERFACE, TranslationProgress
from cinterfor.translations.progress import Amount, interface, measure, public
from cinterfor.translations.texts import texts_of
from cinterfor.translations.units import translated_models
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = Words.template % {"expressions": "text"}


@pytest.fixture
def many_cases():
    """Texts of each kind and in each state; what is in none stands in drafts."""
    factories.make_product(language="fr", title="Un livre", translated_title="", abstract_es="Un libro raro")
    factories.make_product(language="pt", title="Um livro", translated_title_pt="", abstract_pt=" ")
    factories.make_event(original_language="pt", summary_pt="Um  resumo\nem linhas", summary_es="")
    factories.make_news(original_language="en", body_es="<p>Hola</p>", body_pt="<p></p>")
    page = factories.make_page(
        body_es='<p>Dos <a href="https://a.org/b c">palabras</a></p><p>más</p>', body_pt="<p>Duas</p>"
    )
    page.body_es = page.body_es.replace("más", "otras")
    page.save()
    agreement = factories.make_agreement(summary_es="Breve", summary_pt="", summary_en="\u00a0")
    factories.make_party(agreement=agreement, name_es="Un grupo")
    factories.make_institution(logo=factories.make_image(alt_pt=""), description_es="<ul><li>Uno</li></ul>")
    for values in ({"publication_status": "draft"}, {"published_from": timezone.now() + timedelta(days=1)}):
        hidden = factories.make_institution(name_pt="", logo=factories.make_image(alt_en=""), **values)
        factories.make_page(title_en="", **values)
        assert not hidden.is_public


def by_the_files() -> Counter:
    """How many texts of public records are in which state, by the rules of `texts.py`."""
    found = Counter()
    for name, model in translated_models().items():
        live = states_of(model, public(model).values_list("pk", flat=True))
        sources = Sources(model, live)
        for language in LANGUAGES:
            for key, state in live.items():
                for place, text in texts_of(model, key, state, language, sources).items():
                    field = ".".join(part for part in place.split(".") if not part.isdigit())
                    found[language, name, field, _state(text)] += 1
    return found


def _state(text) -> str:
    if not texts(parts(text.text)):
        return "missing"
    return "complete" if text.made_from == text.source else "outdated"


def by_the_database() -> Counter:
    found = Counter()
    for line in measure().lines:
        for state in ("complete", "outdated", "missing") if line.type != INTERFACE else ():
            found[line.language, line.type, line.field, state] = getattr(line.amount, state)
    return +found


def test_the_database_counts_by_the_rules_of_the_files(many_cases):
    counted = by_the_database()

    assert counted == by_the_files()
    assert {state for _language, _type, _field, state in counted} == {"complete", "outdated", "missing"}


@pytest.mark.proof
def test_the_shipped_records_are_counted_by_the_rules_of_the_files():
    call_command("load_network", "--quiet")

    assert by_the_database() == by_the_files()


def test_nothing_is_counted_of_what_is_not_public():
    draft = {"publication_status": "draft"}
    factories.make_page(title_pt="", **draft)
    factories.make_institution(country=factories.make_country(**draft), logo=factories.make_image(), **draft)
    factories.make_image()
    factories.make_party(agreement=factories.make_agreement(**draft), name="Grupo")

    assert [line for line in measure().lines if line.type != INTERFACE] == []


def test_words_are_those_of_sources_whose_translation_lacks_or_needs_editing(many_cases):
    words = {
        (line.language, line.type, line.field): line.amount.words_left
        for line in measure().lines
        if line.amount.words_left
    }

    assert words["es", "event", "summary"] == 4
    assert words["pt", "page", "body"] == 3
    assert words["pt", "institution", "description"] == 1
    assert words["es", "product", "translated_title"] == 2


@given(st.lists(st.text("aé<>p/ \n\t\r\u00a0", max_size=40), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_parts_words_as_python_does(db, examples):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {WORDS} FROM unnest(%s::text[]) AS text", [examples])  # noqa: S608 (our own)

        assert [number for (number,) in cursor.fetchall()] == [len(text.split()) for text in examples]


def test_a_text_that_is_held_back_is_missing():
    factories.make_page(held_languages=["pt"], title_es="Tres palabras justas")

    amount = next(line.amount for line in measure().lines if line[:3] == ("pt", "page", "title"))

    assert amount == Amount(missing=1, words_left=3)


def test_all_is_only_all():
    assert Amount(complete=9999, missing=1).percent == 99.9
    assert Amount(complete=9999, missing=1).whole_percent == 99
    assert Amount(complete=7).percent == 100


def test_a_count_asks_as_much_of_few_records_as_of_many(many_cases):
    with CaptureQueriesContext(connection) as few:
        measure()
    for _number in range(5):
        factories.make_page(title_pt="")
        factories.make_institution(logo=factories.make_image())
    with CaptureQueriesContext(connection) as many:
        measure()

    assert len(few) == len(many) == len(translated_models())


def test_messages_of_the_interface_are_counted_apart(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    path = catalogues.own_path("pt")
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\n'
        'msgid "Country"\nmsgstr "País"\n\n'
        '#, fuzzy\nmsgid "Two words"\nmsgstr "Dois"\n\n'
        'msgid "one of them"\nmsgid_plural "many of them"\nmsgstr[0] "um deles"\nmsgstr[1] ""\n\n'
        '#~ msgid "Gone"\n#~ msgstr ""\n',
        encoding="utf-8",
    )

    assert interface("pt") == Amount(complete=1, outdated=1, missing=1, words_left=8)
    assert measure().total("pt") == Amount()


def report(*arguments) -> str:
    told = io.StringIO()
    call_command("translation_report", *arguments, stdout=told)
    return told.getvalue()


def test_the_report_says_the_same_as_text_and_as_json(many_cases):
    table = measure()

    told = report("--language", "pt")
    (found,) = json.loads(report("--language", "pt", "--format", "json"))["languages"]

    assert told.strip().splitlines()[-1].split()[-1] == str(table.total("pt").percent)
    assert (found["language"], found["complete"]) == ("pt", table.total("pt").complete)
    assert {item["type"] for item in found["types"]} == set(table.amounts("pt")) - {INTERFACE}
    assert "en " not in told


def test_the_report_fails_below_the_limit_and_says_which_language_is_why():
    factories.make_page(title_pt="", summary_es="Uno", summary_pt="Um", summary_en="One")

    with pytest.raises(CommandError) as failed:
        report("--fail-under", "50.1")
    report("--fail-under", "50")

    assert str(failed.value) == "pt: 50.0 % of the texts of the records are complete, less than 50.1 %."


def test_what_is_kept_of_a_day_is_what_was_counted_last():
    page = factories.make_page(title_pt="")
    measure_progress()
    page.title_pt = "Título"
    page.save()

    measure_progress()

    kept = TranslationProgress.objects.get(language="pt", type="page")
    assert (kept.complete, kept.outdated, kept.missing) == (1, 0, 0)
    assert list(TranslationProgress.objects.of_records().by_day()) == [
        (kept.day, "en", 1, 1),
        (kept.day, "pt", 1, 1),
    ]
