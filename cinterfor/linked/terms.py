"""The portal's own terms, where schema.org has no word: each with what it means, at `/data/terms#…`."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

CLASSES = {
    "Agreement": "An instrument of cooperation between parties.",
    "Party": "Who takes part in an agreement, and as what.",
}
PROPERTIES = {
    "instrument": "The kind of instrument: memorandum, framework-agreement, loan and others.",
    "modality": "The kind of cooperation: technical-assistance, horizontal-cooperation and others.",
    "status": (
        "What is known of its validity today, computed from its dates: announced, signed, in-force, "
        "term-unknown, ended or terminated."
    ),
    "durationMonths": "The term in months, as the agreement states it.",
    "renewsTacitly": "It runs on unless a party ends it.",
    "entersIntoForce": "The day, month or year (ISO 8601) on which it enters into force, if not when signed.",
    "renewalMonths": "How many months each renewal lasts.",
    "terminatedOn": "The day, month or year (ISO 8601) on which it was ended before its term.",
    "party": "Somebody who takes part in the agreement.",
    "role": "As what: provider, recipient, coordinator, funder or signatory.",
    "body": "The institution, country or group that takes part.",
    "joined": "The day, month or year (ISO 8601) on which the party joined, if later than the others.",
    "withdrew": "The day, month or year (ISO 8601) on which the party left the agreement.",
    "amends": "The agreement that this one changes.",
    "replaces": "The agreement in whose place this one stands.",
    "renews": "The agreement that this one prolongs.",
    "supplements": "The agreement to which this one is an addendum.",
    "authentic": "Whether the agreement says that this text counts; left out where that is not known.",
    "amount": "The amount of money that the agreement names.",
}


def namespace(absolute) -> str:
    return absolute("/data/terms#")


def prefixed(absolute) -> dict[str, str]:
    """The context in which `portal:party` means our own term."""
    return {"portal": namespace(absolute)}


@require_safe
def terms(request):
    """The vocabulary (RDF Schema, JSON-LD)."""
    absolute = request.build_absolute_uri
    kinds = [("rdfs:Class", CLASSES), ("rdf:Property", PROPERTIES)]
    found = {
        "@context": {
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            **prefixed(absolute),
        },
        "@graph": [
            {
                "@id": f"portal:{name}",
                "@type": kind,
                "rdfs:label": {"@language": "en", "@value": name},
                "rdfs:comment": {"@language": "en", "@value": meaning},
                "rdfs:isDefinedBy": {"@id": absolute(request.path)},
            }
            for kind, terms in kinds
            for name, meaning in terms.items()
        ],
    }
    return JsonResponse(found, content_type="application/ld+json")
