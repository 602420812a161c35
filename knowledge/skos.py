"""The themes as a thesaurus for machines: SKOS in JSON-LD, one scheme, a concept for each theme.

A mapping to another vocabulary is `closeMatch`: nobody has stated that two concepts are the same. Where the
data hold the other concept's name and not its address, it stands there by its name.
"""

import json

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

from cinterfor.formats.objects import CHUNK
from cinterfor.formats.registry import Format
from cinterfor.linked.facts import known
from cinterfor.publishing.languages import texts
from cinterfor.publishing.plaintext import plain

from .labels import labels_in
from .models import Theme

CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Concept": "skos:Concept",
    "ConceptScheme": "skos:ConceptScheme",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "title": {"@id": "dcterms:title", "@container": "@language"},
    "name": "skos:prefLabel",
    "notation": "skos:notation",
    "source": "dcterms:source",
    "modified": {"@id": "dcterms:modified", "@type": "xsd:dateTime"},
    "page": {"@id": "http://xmlns.com/foaf/0.1/page", "@type": "@id"},
    **{
        relation: {"@id": f"skos:{relation}", "@type": "@id"}
        for relation in ("inScheme", "topConceptOf", "hasTopConcept", "broader", "narrower", "closeMatch")
    },
}
#: By field the vocabularies to which themes are mapped.
VOCABULARIES = {
    "ilo_thesaurus": "ILO Thesaurus",
    "esco": "European Skills, Competences, Qualifications and Occupations (ESCO)",
    "isced_f": "International Standard Classification of Education, fields (ISCED-F 2013)",
}
SCHEME_TITLES = {
    "es": "Temas de la red OIT/Cinterfor",
    "pt": "Temas da rede OIT/Cinterfor",
    "en": "Themes of the ILO/Cinterfor network",
}


def scheme_address(absolute) -> str:
    """The address of the scheme, which names no language: that of all themes together."""
    return absolute("/id/themes")


def scheme(tops, absolute) -> dict:
    return {
        "id": scheme_address(absolute),
        "type": "ConceptScheme",
        "title": SCHEME_TITLES,
        "page": absolute(reverse("theme_list")),
        "hasTopConcept": [absolute(theme.permalink) for theme in tops],
    }


def concept(theme, narrower, absolute) -> dict:
    """A theme with its labels in all languages, its place in the scheme and what others call it."""
    above = theme.broader if theme.broader_id and theme.broader.is_public else None
    in_scheme = scheme_address(absolute)
    found = {
        "id": absolute(theme.permalink),
        "type": "Concept",
        "notation": theme.slug,
        "inScheme": in_scheme,
        "topConceptOf": None if above else in_scheme,
        "prefLabel": theme.titles(),
        "altLabel": _synonyms(theme),
        "definition": {code: plain(text) for code, text in texts(theme, "scope_note").items()},
        "source": _source(theme),
        "broader": above and absolute(above.permalink),
        "narrower": [absolute(other.permalink) for other in narrower],
        "closeMatch": [_match(name, getattr(theme, field)) for field, name in VOCABULARIES.items()],
        "modified": theme.datestamp.isoformat(),
        "page": absolute(theme.get_absolute_url()),
    }
    return known(found)


def _synonyms(theme) -> dict[str, list[str]]:
    """The synonyms by language, none of them the preferred label too (SKOS, S13)."""
    titles = theme.titles()
    lines = texts(theme, "alt_labels").items()
    return {
        code: [found.term for found in labels_in(text) if found.term != titles.get(code)]
        for code, text in lines
    }


def _source(theme) -> list:
    """Where the definition is taken from: words, an address, or both."""
    return [theme.scope_note_source, theme.scope_note_url and {"id": theme.scope_note_url}]


def _match(vocabulary: str, value: str) -> dict | str | None:
    if not value:
        return None
    if value.startswith(("http://", "https://")):
        return value
    of = {"type": "ConceptScheme", "title": {"en": vocabulary}}
    return {"type": "Concept", "name": value, "inScheme": of}


def _narrower(themes) -> dict[int, list[Theme]]:
    """By the key of a theme those below it that are public, in one query."""
    found, keys = {}, [theme.pk for theme in themes]
    for theme in Theme.objects.published().filter(broader__in=keys).order_by("slug"):
        found.setdefault(theme.broader_id, []).append(theme)
    return found


class Skos:
    """Writes themes as SKOS: of a list the scheme with its top concepts, and the concepts."""

    def write_list(self, request, listing):
        absolute = request.build_absolute_uri
        tops = Theme.objects.published().filter(broader=None).order_by("slug")
        head = {"@context": CONTEXT, "@graph": [scheme(tops, absolute)]}
        yield json.dumps(head, ensure_ascii=False)[:-2]
        chunk = []
        for theme in listing.records.iterator(chunk_size=CHUNK):
            chunk.append(theme)
            if len(chunk) == CHUNK:
                yield from self._written(chunk, absolute)
                chunk = []
        yield from self._written(chunk, absolute)
        yield "]}\n"

    def _written(self, themes, absolute):
        narrower = _narrower(themes)
        for theme in themes:
            found = concept(theme, narrower.get(theme.pk, []), absolute)
            yield ",\n" + json.dumps(found, ensure_ascii=False)

    def write_record(self, request, record, record_type):
        absolute = request.build_absolute_uri
        found = concept(record, _narrower([record]).get(record.pk, []), absolute)
        yield json.dumps({"@context": CONTEXT, **found}, ensure_ascii=False) + "\n"


@require_safe
def thesaurus(request):
    """The address of the scheme: on to the list of themes in the reader's language (303)."""
    with override(get_language_from_request(request)):
        response = redirect("theme_list")
    response.status_code = 303
    response["Vary"] = "Accept-Language"
    return response


FORMATS = (Format("skos", "SKOS", "application/ld+json", Skos(), attachment=True),)
