"""The glossary as CSV and JSON: one row or object for each concept, with its words in all languages."""

from django.http import JsonResponse
from django.utils.translation import gettext as _

from cinterfor.formats.tables import download
from cinterfor.publishing.languages import LANGUAGES, texts
from cinterfor.publishing.plaintext import plain
from knowledge.labels import labels_in


def csv(request, glossary):
    return download("glossary.csv", _headings(), (_row(request, theme) for theme in glossary.themes))


def json(request, glossary):
    found = {
        "type": "glossary",
        "count": len(glossary.entries),
        "languages": LANGUAGES,
        "page": request.build_absolute_uri(glossary.address),
        "items": [_object(request, entry) for entry in glossary.entries],
    }
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def synonyms_by_language(theme) -> dict[str, list]:
    return {code: labels_in(lines) for code, lines in texts(theme, "alt_labels").items()}


def definitions(theme) -> dict[str, str]:
    return {code: plain(text) for code, text in texts(theme, "scope_note").items()}


def _headings() -> list[str]:
    found = [_("identifier")]
    for code in LANGUAGES:
        found += [f"{_('term')} ({code})", f"{_('other terms')} ({code})", f"{_('definition')} ({code})"]
    return [*found, _("source of the definition"), _("address of that source"), _("permalink")]


def _row(request, theme) -> list[str]:
    terms, others, defined = theme.titles(), synonyms_by_language(theme), definitions(theme)
    row = [theme.slug]
    for code in LANGUAGES:
        words = " | ".join(map(str, others.get(code, ())))
        row += [terms.get(code, ""), words, defined.get(code, "")]
    permalink = request.build_absolute_uri(theme.permalink)
    return [*row, theme.scope_note_source, theme.scope_note_url, permalink]


def _object(request, entry) -> dict:
    theme = entry.theme
    return {
        "id": theme.slug,
        "permalink": request.build_absolute_uri(theme.permalink),
        "terms": theme.titles(),
        "other_terms": {
            code: [{"term": label.term, "countries": label.countries} for label in found]
            for code, found in synonyms_by_language(theme).items()
        },
        "definitions": definitions(theme),
        "source": theme.scope_note_source,
        "source_address": theme.scope_note_url,
        "broader": theme.broader.slug if theme.broader and theme.broader.is_public else None,
        "records": {number.record_type.name: number.count for number in entry.numbers},
    }
