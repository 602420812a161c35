"""Countries and institutions as linked data: their schema.org properties."""

from cinterfor.linked.facts import identifier, named, network
from cinterfor.publishing.languages import texts

WIKIDATA, ROR, ISNI = "https://www.wikidata.org/entity/", "https://ror.org/", "https://isni.org/isni/"


def describe_country(country, absolute):
    capital = country.text("capital")
    # The point on the map is the capital's.
    point = _point(country)
    codes = {
        "ISO 3166-1 alpha-2": country.code,
        "ISO 3166-1 alpha-3": country.alpha3,
        "UN M49": country.m49,
    }
    return {
        "identifier": [identifier(scheme, code) for scheme, code in codes.items()],
        "containsPlace": capital.value and {"@type": "City", "name": capital.value, "geo": point},
    }


def describe_institution(institution, absolute):
    known_as = {
        "ROR": (institution.ror.removeprefix(ROR), ROR),
        "Wikidata": (institution.wikidata, WIKIDATA),
        "ISNI": (institution.isni.replace(" ", ""), ISNI),
    }
    addresses = {scheme: place + value for scheme, (value, place) in known_as.items() if value}
    return {
        "legalName": institution.official_name,
        "alternateName": [*set(texts(institution, "acronym").values()), *institution.former_names],
        "identifier": [
            identifier(scheme, known_as[scheme][0], address) for scheme, address in addresses.items()
        ],
        "foundingDate": institution.founded,
        "dissolutionDate": institution.dissolved_on,
        "sameAs": [institution.website, *addresses.values()],
        "address": _address(institution),
        "location": _point(institution) and {"@type": "Place", "geo": _point(institution)},
        "knowsLanguage": institution.working_languages,
        # Only what it says of itself: what it has done is no claim of its own.
        "knowsAbout": [
            named(offer.theme, "DefinedTerm", absolute) for offer in institution.cooperation("offers")
        ],
        "memberOf": _network(institution, absolute),
    }


def _address(institution) -> dict | None:
    code = institution.country and institution.country.code
    city = institution.text("city").value
    found = {"@type": "PostalAddress", "addressLocality": city, "addressCountry": code}
    return found if code or city else None


def _point(place) -> dict | None:
    if place.latitude is None or place.longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}


def _network(institution, absolute) -> dict | None:
    """Search engines know no “by definition”: only what is documented is told to them."""
    memberships = institution.memberships.all()
    documented = (item.state == "current" and item.basis == item.Basis.DOCUMENTED for item in memberships)
    return network(absolute) if any(documented) else None


def as_place(country, absolute) -> dict:
    """A country that something is about."""
    return named(country, "Country", absolute)
