"""What search knows of countries and institutions besides their titles and texts."""

from cinterfor.publishing.languages import texts
from cinterfor.publishing.registry import RelatedText, Relation


def country_texts(country):
    codes = filter(None, (country.code, country.alpha3, country.m49))
    return [*(RelatedText(Relation.CODE, code) for code in codes), *places(country, "capital")]


def places(record, field: str) -> list[RelatedText]:
    return [RelatedText(Relation.PLACE, name, language) for language, name in texts(record, field).items()]


def country_facets(country):
    return {"country": [country.code]}


def in_one_order(records) -> list:
    """Related records in the same order each time: an entry made twice from the same is the same."""
    return sorted(records, key=lambda record: record.slug)


def names_of_country(country) -> list[RelatedText]:
    """The names of a country, for a record that is about it."""
    names = texts(country, "name").items() if country else ()
    return [RelatedText(Relation.COUNTRY, name, language) for language, name in names]


def names_of_institution(institution, relation=Relation.INSTITUTION) -> list[RelatedText]:
    """All names of an institution, for a record that it has to do with."""
    named = [(None, institution.official_name), *((None, name) for name in institution.former_names)]
    named += [*texts(institution, "name").items(), *acronyms(institution)]
    return [RelatedText(relation, name, language) for language, name in named if name]


def acronyms(institution) -> list[tuple[str | None, str]]:
    """The acronym, in no language where it is the same in all; else those of each: OIT, ILO."""
    found = texts(institution, "acronym")
    return (
        list(found.items()) if len(set(found.values())) > 1 else [(None, word) for word in {*found.values()}]
    )


def institution_texts(institution):
    found = [RelatedText(Relation.ACRONYM, word, language) for language, word in acronyms(institution)]
    found += [RelatedText(Relation.FORMER_NAME, name) for name in institution.former_names]
    if institution.official_name:
        found.append(RelatedText(Relation.OFFICIAL_NAME, institution.official_name))
    if institution.ror:
        found.append(RelatedText(Relation.IDENTIFIER, institution.ror))
    return found + places(institution, "city") + names_of_country(institution.country)


def institution_facets(institution):
    kinds = {membership.kind for membership in institution.memberships.all() if membership.kind}
    return {
        "country": [institution.country.code] if institution.country else [],
        "membership": sorted(kinds),
    }
