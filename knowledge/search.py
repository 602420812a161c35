"""What search knows of the knowledge base besides titles and texts."""

from cinterfor.publishing.languages import LANGUAGES, texts
from cinterfor.publishing.models import Publication
from cinterfor.publishing.registry import RelatedText, Relation
from knowledge.labels import labels_in
from network.search import in_one_order, names_of_country, names_of_institution, places

#: Characters of all files of a work together that the index takes: a vector may have 1 MB at the most.
LONGEST_DOCUMENTS = 100_000


def theme_texts(theme):
    return [
        RelatedText(Relation.SYNONYM, label.term, language)
        for language, lines in texts(theme, "alt_labels").items()
        for label in labels_in(lines)
    ]


def theme_facets(theme):
    return {"theme": theme_values([theme])}


def theme_values(themes) -> list[str]:
    """The themes and those above them: a record on a theme is also on its group."""
    found = {theme for chosen in themes for theme in (chosen, chosen.broader) if theme}
    return sorted(theme.slug for theme in found if theme.publication_status == Publication.PUBLISHED)


def names_of_themes(themes) -> list[RelatedText]:
    return [
        RelatedText(Relation.THEME, name, language)
        for theme in in_one_order(themes)
        for language, name in texts(theme, "name").items()
    ]


def _places_and_themes(record) -> list[RelatedText]:
    found = names_of_themes(record.themes.all())
    for country in in_one_order(record.countries.all()):
        found += names_of_country(country)
    for institution in in_one_order(record.institutions.all()):
        found += names_of_institution(institution)
    return found


def _where_and_on_what(record) -> dict[str, list[str]]:
    return {
        "country": sorted(country.code for country in record.countries.all()),
        "theme": theme_values(record.themes.all()),
    }


def product_texts(product):
    """Names and numbers by which readers look for a work."""
    found = [RelatedText(Relation.CONTRIBUTOR, str(item)) for item in product.contributions.all()]
    numbers = (product.isbn, product.known_issn, product.doi, product.handle)
    found += [RelatedText(Relation.IDENTIFIER, number) for number in numbers if number]
    if product.publisher:
        found.append(RelatedText(Relation.PUBLISHER, product.publisher))
    if product.series:
        found.append(RelatedText(Relation.SERIES, product.series_in_words))
    return found + _places_and_themes(product)


def product_documents(product) -> dict[str, str]:
    """The words of its files by language. Files of one language share what room there is."""
    found: dict[str, list[str]] = {}
    for file in product.files.all():
        if words := getattr(file, "words", None):
            code = file.language if file.language in LANGUAGES else ""
            found.setdefault(code, []).append(words.words)
    room = LONGEST_DOCUMENTS // max(1, sum(map(len, found.values())))
    return {code: " ".join(text[:room] for text in texts) for code, texts in found.items()}


def product_facets(product):
    return _where_and_on_what(product) | {
        "language": [product.language],
        "kind": [product.kind],
        "access": [way.value for way in product.access],
    }


news_texts = _places_and_themes
news_facets = _where_and_on_what


def event_texts(event):
    found = places(event, "city") + names_of_country(event.country) + names_of_themes(event.themes.all())
    if event.series:
        titles = texts(event.series, "title").items()
        found += [RelatedText(Relation.SERIES, title, language) for language, title in titles]
    for institution in in_one_order({*event.hosts.all(), *event.organisers.all()}):
        found += names_of_institution(institution)
    return found


def event_facets(event):
    return {
        "country": [event.country.code] if event.country else [],
        "theme": theme_values(event.themes.all()),
    }
