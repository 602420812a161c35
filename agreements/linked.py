"""Agreements as linked data: schema.org's words for documents, and the portal's own for the rest."""

from cinterfor.linked.facts import SCHEMA, named, public
from cinterfor.linked.signposting import Link
from cinterfor.linked.terms import prefixed
from cinterfor.publishing.languages import texts
from knowledge.linked import media_object
from network.linked import as_place

from .models.links import EARLIER


def describe_agreement(agreement, absolute):
    """A term of a law it is none: `DigitalDocument`, and for its kind, state and parties terms of our own."""
    parties = list(agreement.parties.all())
    return {
        "@context": [SCHEMA, prefixed(absolute)],
        "dateCreated": agreement.signed,
        "expires": agreement.ends,
        "inLanguage": agreement.languages(),
        "contributor": [_body(party, absolute) for party in parties if not party.country_id],
        "about": [named(theme, "DefinedTerm", absolute) for theme in public(agreement.themes.all())],
        "spatialCoverage": [as_place(country, absolute) for country in public(agreement.countries.all())],
        "additionalType": absolute("/data/terms#Agreement"),
        "portal:instrument": agreement.instrument,
        "portal:modality": agreement.modality,
        "portal:status": agreement.status_today,
        "portal:entersIntoForce": agreement.enters_into_force,
        "portal:durationMonths": agreement.duration_months,
        "portal:renewsTacitly": agreement.renews_tacitly or None,
        "portal:renewalMonths": agreement.renewal_months,
        "portal:terminatedOn": agreement.terminated_on,
        "portal:party": [_party(party, absolute) for party in parties],
        **{
            f"portal:{relation}": (other and other.is_public and {"@id": absolute(other.permalink)}) or None
            for relation, other in _others(agreement)
        },
        "encoding": [_text(text, absolute) for text in agreement.texts.all()],
        "portal:amount": (
            agreement.amount is not None
            and {
                "@type": "MonetaryAmount",
                "value": float(agreement.amount),
                "currency": agreement.currency,
            }
        )
        or None,
    }


def links_of_agreement(agreement, absolute) -> list[Link]:
    """Typed links to the texts that are kept here."""
    kept = [text for text in agreement.texts.all() if text.file]
    return [Link("item", absolute(text.file.url), text.media_type) for text in kept]


def _text(text, absolute) -> dict:
    """A text in one language: kept here, elsewhere, or both (schema.org MediaObject)."""
    here = (
        media_object(text, absolute) if text.file else {"@type": "MediaObject", "inLanguage": text.language}
    )
    elsewhere = {"sameAs": text.url} if text.file else {"contentUrl": text.url}
    return {**here, **elsewhere, "portal:authentic": text.is_authentic or None}


def _others(agreement):
    return [(relation, getattr(agreement, relation)) for relation in EARLIER]


def _party(party, absolute) -> dict:
    return {
        "@type": "portal:Party",
        "portal:role": party.role,
        "portal:body": _body(party, absolute),
        "portal:joined": party.joined,
        "portal:withdrew": party.withdrew,
    }


def _body(party, absolute) -> dict:
    """Who takes part: an institution, a country, or a group by its name."""
    if party.country:
        return as_place(party.country, absolute)
    if party.institution:
        return named(party.institution, "Organization", absolute)
    name = next(iter(texts(party, "name").values()), "")
    return {"@type": "Organization", "name": party.name or name}
