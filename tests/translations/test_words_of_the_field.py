"""The interface speaks as the field does: one word for one thing, and none that means another."""

import re

import pytest

from tests.translations.test_catalogues import LANGUAGES, PLACEHOLDER, pairs

#: What a thing is called in English, and what it must be called: parts of words, however inflected.
WORDS = {
    r"vocational training": {"es": "formación profesional", "pt": "formação profissional"},
    r"knowledge products?": {
        "es": "productos? de conocimiento|obra",
        "pt": "produtos? de conhecimento|obra",
    },
    r"constituents?": {"es": "constituyente", "pt": "constituinte"},
    r"associate": {"es": "asociad", "pt": "associad"},
    r"(?<!collective )agreements?": {"es": "acuerdo", "pt": "acordo"},
    r"institutions?": {"es": "institución|institucion", "pt": "institui"},
    r"glossary": {"es": "glosario", "pt": "glossário"},
    r"pending versions?": {"es": "versi(ón|ones) pendiente", "pt": "vers(ão|ões) pendente"},
    r"drafts?": {"es": "borrador", "pt": "rascunho"},
}
#: Words that mean something else here, or are of another shore, and the English words that call for them.
FORBIDDEN = {
    "es": {
        # An ILO Convention, or what employers and unions conclude.
        r"convenios?": r"ILO Convention|collective agreement",
        r"entrenamientos?|formación vocacional|educación vocacional": None,
        r"ficheros?|ordenador(es)?|clicar|pinchar|vosotros|vuestr[ao]s?": None,
    },
    "pt": {
        r"conv[êe]nios?": None,
        r"conven(ção|ções)": r"ILO Convention|collective agreement",
        r"treinamentos?|forma(ção|ções) vocaciona(l|is)": None,
        r"utilizador(es)?|ficheiros?|gravar|palavras?-passe|ecrãs?": None,
        r"contactos?|planeamento|secç(ão|ões)|equipas?": None,
    },
    "en": {
        r"vocational formation|professional (formation|training)|capacitation": None,
        r"covenants?|stakeholders?": None,
    },
}


def messages(language):
    """Pairs of a message and what stands for it, without addresses and placeholders."""
    for message, text in pairs(language):
        # What is not translated at all is told by another test.
        if text:
            yield tuple(re.sub(r"/\S+|\S+\.json", "", PLACEHOLDER.sub("", part)) for part in (message, text))


def has(pattern, text):
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)


@pytest.mark.parametrize("language", ["es", "pt"])
def test_what_the_field_has_a_word_for_is_called_by_it(language):
    other = [
        (message, text)
        for message, text in messages(language)
        for english, own in WORDS.items()
        if has(english, message) and not re.search(own[language], text, re.IGNORECASE)
    ]

    assert other == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_used_that_means_another_thing_here(language):
    wrong = [
        (word, message, text)
        for message, text in messages(language)
        for word, called_for in FORBIDDEN.get(language, {}).items()
        if has(word, text) and not (called_for and has(called_for, message))
    ]

    assert wrong == []
