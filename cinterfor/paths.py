"""The words of the portal's addresses, by language.

Addresses are code, not catalogue: a missing .mo file must not change them. A language that has no
word here uses the English one. The words are public and held fixed by a test.
"""

from django.utils.functional import lazy
from django.utils.translation import get_language

WORDS = {
    "countries": {"es": "paises", "pt": "paises", "en": "countries"},
    "institutions": {"es": "instituciones", "pt": "instituicoes", "en": "institutions"},
    "agreements": {"es": "acuerdos", "pt": "acordos", "en": "agreements"},
    "partners": {"es": "contrapartes", "pt": "parceiros", "en": "partners"},
    "expiries": {"es": "vencimientos", "pt": "vencimentos", "en": "expiries"},
    "products": {
        "es": "productos-de-conocimiento",
        "pt": "produtos-de-conhecimento",
        "en": "knowledge-products",
    },
    "themes": {"es": "temas", "pt": "temas", "en": "themes"},
    "glossary": {"es": "glosario", "pt": "glossario", "en": "glossary"},
    "questions": {"es": "preguntas-frecuentes", "pt": "perguntas-frequentes", "en": "faq"},
    "news": {"es": "noticias", "pt": "noticias", "en": "news"},
    "events": {"es": "eventos", "pt": "eventos", "en": "events"},
    "calendar": {"es": "calendario", "pt": "calendario", "en": "calendar"},
    "pages": {"es": "paginas", "pt": "paginas", "en": "pages"},
    "search": {"es": "buscar", "pt": "buscar", "en": "search"},
    "suggestions": {"es": "sugerencias", "pt": "sugestoes", "en": "suggestions"},
    "figures": {"es": "cifras", "pt": "numeros", "en": "figures"},
    "activity": {"es": "actividad", "pt": "atividade", "en": "activity"},
    "cooperation": {"es": "cooperacion", "pt": "cooperacao", "en": "cooperation"},
    "overview": {"es": "panorama", "pt": "panorama", "en": "overview"},
    "whats_new": {"es": "novedades", "pt": "novidades", "en": "whats-new"},
    "notices": {"es": "avisos", "pt": "avisos", "en": "notices"},
    "confirm": {"es": "confirmar", "pt": "confirmar", "en": "confirm"},
    "compare": {"es": "comparar", "pt": "comparar", "en": "compare"},
    "expertise": {"es": "quien-puede-ayudar", "pt": "quem-pode-ajudar", "en": "who-can-help"},
    "matches": {"es": "coincidencias", "pt": "correspondencias", "en": "matches"},
    "translations": {
        "es": "estado-de-las-traducciones",
        "pt": "estado-das-traducoes",
        "en": "state-of-translations",
    },
    "data": {"es": "datos", "pt": "dados", "en": "data"},
    "preview": {"es": "vista-previa", "pt": "pre-visualizacao", "en": "preview"},
    "verification": {"es": "verificacion", "pt": "verificacao", "en": "verification"},
    "proposal": {"es": "propuesta", "pt": "proposta", "en": "proposal"},
    "leave": {"es": "baja", "pt": "sair", "en": "leave"},
    "requests": {"es": "solicitudes", "pt": "solicitacoes", "en": "requests"},
    "report": {"es": "informar-un-problema", "pt": "relatar-um-problema", "en": "report-a-problem"},
    "api": {"es": "api", "pt": "api", "en": "api"},
}


def words(language: str | None) -> dict[str, str]:
    """Each word in the language, or in English."""
    return {name: by_language.get(language, by_language["en"]) for name, by_language in WORDS.items()}


def _route(template: str) -> str:
    return template.format(**words(get_language()))


#: A route such as `{institutions}/<slug:slug>/`, with its words in the active language.
route = lazy(_route, str)
