"""The words of the addresses are public: they never change by accident."""

import pytest
from django.urls import resolve, reverse
from django.utils import translation

from cinterfor.paths import words

PUBLISHED = {
    "es": [
        "paises",
        "instituciones",
        "acuerdos",
        "contrapartes",
        "vencimientos",
        "productos-de-conocimiento",
        "temas",
        "glosario",
        "preguntas-frecuentes",
        "noticias",
        "eventos",
        "calendario",
        "paginas",
        "buscar",
        "sugerencias",
        "cifras",
        "actividad",
        "cooperacion",
        "panorama",
        "novedades",
        "avisos",
        "confirmar",
        "comparar",
        "quien-puede-ayudar",
        "coincidencias",
        "estado-de-las-traducciones",
        "datos",
        "vista-previa",
        "verificacion",
        "propuesta",
        "baja",
        "solicitudes",
        "informar-un-problema",
        "api",
    ],
    "pt": [
        "paises",
        "instituicoes",
        "acordos",
        "parceiros",
        "vencimentos",
        "produtos-de-conhecimento",
        "temas",
        "glossario",
        "perguntas-frequentes",
        "noticias",
        "eventos",
        "calendario",
        "paginas",
        "buscar",
        "sugestoes",
        "numeros",
        "atividade",
        "cooperacao",
        "panorama",
        "novidades",
        "avisos",
        "confirmar",
        "comparar",
        "quem-pode-ajudar",
        "correspondencias",
        "estado-das-traducoes",
        "dados",
        "pre-visualizacao",
        "verificacao",
        "proposta",
        "sair",
        "solicitacoes",
        "relatar-um-problema",
        "api",
    ],
    "en": [
        "countries",
        "institutions",
        "agreements",
        "partners",
        "expiries",
        "knowledge-products",
        "themes",
        "glossary",
        "faq",
        "news",
        "events",
        "calendar",
        "pages",
        "search",
        "suggestions",
        "figures",
        "activity",
        "cooperation",
        "overview",
        "whats-new",
        "notices",
        "confirm",
        "compare",
        "who-can-help",
        "matches",
        "state-of-translations",
        "data",
        "preview",
        "verification",
        "proposal",
        "leave",
        "requests",
        "report-a-problem",
        "api",
    ],
}
NAMES = ["country", "institution", "agreement", "product", "theme", "question", "news", "event", "page"]


@pytest.mark.parametrize("language", PUBLISHED)
def test_published_words_stay_as_they_are(language):
    assert list(words(language).values()) == PUBLISHED[language]


def test_a_language_without_words_uses_the_english_ones():
    assert words("fr") == words("en")


@pytest.mark.parametrize("language", PUBLISHED)
@pytest.mark.parametrize("name", NAMES)
def test_list_and_record_addresses_lead_back_to_their_views(language, name):
    with translation.override(language):
        for view, args in (
            (f"{name}_list", []),
            (f"{name}_detail", ["algo"]),
            (f"{name}_detail_data", ["a", "json"]),
        ):
            path = reverse(view, args=args)

            assert path.startswith(f"/{language}/")
            assert resolve(path).url_name == view
