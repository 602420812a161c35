"""What search knows of agreements besides their titles and texts."""

import datetime

from cinterfor.publishing.languages import texts
from cinterfor.publishing.registry import RelatedText, Relation
from knowledge.search import names_of_themes, theme_values
from network.search import in_one_order, names_of_country, names_of_institution

from .models import Agreement

DAY = datetime.timedelta(days=1)


def agreement_texts(agreement):
    """All names of the parties, in every language: what readers look for an agreement by."""
    found = []
    for party in agreement.parties.all():
        if party.institution:
            found += names_of_institution(party.institution, Relation.PARTY)
        else:
            names = texts(party.country or party, "name").items()
            found += [RelatedText(Relation.PARTY, name, language) for language, name in names]
    for country in in_one_order(agreement.countries.all()):
        found += names_of_country(country)
    return found + names_of_themes(agreement.themes.all())


def agreement_facets(agreement):
    """Countries as the list of agreements counts them: what it is about, and where its parties are."""
    countries = {country.code for country in agreement.countries.all()}
    for party in agreement.parties.all():
        country = party.country or (party.institution and party.institution.country)
        countries |= {country.code} if country else set()
    return {"country": sorted(countries), "theme": theme_values(agreement.themes.all())}


def agreement_states(agreement) -> list[tuple[datetime.date | None, str]]:
    """The status from each day on which it may change: the days of the rule in `with_status`."""
    begins = (agreement.signed_first, agreement.enters_first, agreement.terminated_first)
    ends = (agreement.term_last, agreement.stated_in_force_on)
    days = sorted({day for day in begins if day} | {day + DAY for day in ends if day})
    before = days[0] - DAY if days else datetime.date.min
    asked = [before, *days]
    own = Agreement.objects.filter(pk=agreement.pk)
    statuses = own.statuses_on(asked)
    return list(zip([None, *days], statuses, strict=True))
