"""The data as a catalogue for machines: schema.org for search engines, DCAT for data portals.

Both tell of the same data sets: all data together, as the newest dump, and each kind of record as lists.
"""

from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cinterfor.formats.registry import formats_of
from cinterfor.linked.facts import SCHEMA, Absolute, known, network, site
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.registry import RecordType, record_types

from .dumps import Dump

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "title": {"@id": "dct:title", "@container": "@language"},
    "description": {"@id": "dct:description", "@container": "@language"},
    "language": {"@id": "dct:language"},
    "modified": {"@id": "dct:modified", "@type": "xsd:dateTime"},
    "byteSize": {"@id": "dcat:byteSize", "@type": "xsd:nonNegativeInteger"},
    "checksumValue": {"@id": "spdx:checksumValue", "@type": "xsd:hexBinary"},
    "name": "foaf:name",
    **{name: {"@id": f"dct:{name}", "@type": "@id"} for name in ("license", "publisher", "conformsTo")},
    **{
        name: {"@id": f"dcat:{name}", "@type": "@id"}
        for name in (
            "dataset",
            "service",
            "distribution",
            "downloadURL",
            "accessURL",
            "mediaType",
            "packageFormat",
            "landingPage",
            "endpointURL",
            "servesDataset",
        )
    },
}


def title() -> str:
    return _("Data of the ILO/Cinterfor network")


def description() -> str:
    return _(
        "Institutions, countries, cooperation agreements, knowledge products, events, news and themes of the "
        "knowledge network of vocational training that ILO/Cinterfor coordinates."
    )


def terms_address(absolute: Absolute) -> str:
    """The page that says what may be done with the data."""
    return absolute(reverse("permalink", args=["page", "terms"]))


def in_schema_org(dump: Dump | None, absolute: Absolute) -> dict:
    """The data page for search engines (schema.org DataCatalog)."""
    page = absolute(reverse("data"))
    whole = {
        "@type": "Dataset",
        "@id": f"{page}#all",
        "name": title(),
        "description": description(),
        "url": page,
        "license": terms_address(absolute),
        "creator": network(absolute),
        "isAccessibleForFree": True,
        "inLanguage": LANGUAGES,
        "dateModified": dump and dump.moment.isoformat(),
        "distribution": dump and _download(dump, absolute),
    }
    return {
        "@context": SCHEMA,
        "@type": "DataCatalog",
        "@id": page,
        "url": page,
        "name": title(),
        "description": description(),
        "isPartOf": site(absolute),
        "publisher": network(absolute),
        "license": terms_address(absolute),
        "dataset": [whole, *(_list(record_type, absolute) for record_type in record_types())],
    }


def _download(dump: Dump, absolute: Absolute) -> dict:
    return {
        "@type": "DataDownload",
        "contentUrl": absolute(reverse("dump", args=[dump.name])),
        "encodingFormat": "application/zip",
        "contentSize": f"{dump.size} B",
        "sha256": dump.sha256,
        "uploadDate": dump.moment.isoformat(),
    }


def _list(record_type: RecordType, absolute: Absolute) -> dict:
    name = capfirst(str(record_type.label_plural))
    downloads = [
        {
            "@type": "DataDownload",
            "contentUrl": absolute(reverse(f"{record_type.list_name}_data", args=[form.name])),
            "encodingFormat": form.media_type,
        }
        for form in formats_of(record_type).values()
    ]
    return {
        "@type": "Dataset",
        "@id": absolute(reverse(record_type.list_name)) + "#data",
        "name": f"{name}, {title()}",
        "description": description(),
        "url": absolute(reverse(record_type.list_name)),
        "license": terms_address(absolute),
        "distribution": downloads,
    }


def in_dcat(dump: Dump | None, absolute: Absolute) -> dict:
    """The catalogue for data portals (DCAT 3), its texts in all languages."""
    identity = absolute(reverse("data_catalogue"))
    publisher = {"id": network(absolute)["@id"], "type": "foaf:Organization", "name": "ILO/Cinterfor"}
    common = {"publisher": publisher, "license": terms_address(absolute), "language": LANGUAGES}
    whole = {
        "id": f"{identity}#all",
        "type": "dcat:Dataset",
        "title": _in_all_languages(title),
        "description": _in_all_languages(description),
        "landingPage": absolute(reverse("data")),
        "modified": dump and dump.moment.isoformat(),
        "distribution": dump and _dcat_download(dump, identity, absolute),
        **common,
    }
    lists = [{**_dcat_list(found, identity, absolute), **common} for found in record_types()]
    return known(
        {
            "@context": CONTEXT,
            "id": identity,
            "type": "dcat:Catalog",
            "title": whole["title"],
            "description": whole["description"],
            **common,
            "dataset": [whole, *lists],
            "service": {
                "id": f"{identity}#oai",
                "type": "dcat:DataService",
                "title": {"en": "OAI-PMH 2.0"},
                "endpointURL": absolute(reverse("oai")),
                "conformsTo": "http://www.openarchives.org/OAI/2.0/",
                "servesDataset": f"{identity}#product",
            },
        }
    )


def _dcat_download(dump: Dump, identity: str, absolute: Absolute) -> dict:
    return {
        "id": f"{identity}#{dump.name}",
        "type": "dcat:Distribution",
        "accessURL": absolute(reverse("data")),
        "downloadURL": absolute(reverse("dump", args=[dump.name])),
        "mediaType": f"{MEDIA_TYPES}application/zip",
        "packageFormat": f"{MEDIA_TYPES}application/zip",
        "byteSize": str(dump.size),
        "spdx:checksum": {
            "type": "spdx:Checksum",
            "spdx:algorithm": {"id": "spdx:checksumAlgorithm_sha256"},
            "checksumValue": dump.sha256,
        },
        "modified": dump.moment.isoformat(),
    }


def _dcat_list(record_type: RecordType, identity: str, absolute: Absolute) -> dict:
    page = absolute(reverse(record_type.list_name))
    distributions = [
        {
            "id": f"{identity}#{record_type.name}-{form.name}",
            "type": "dcat:Distribution",
            "title": {"en": form.label},
            "accessURL": page,
            "downloadURL": absolute(reverse(f"{record_type.list_name}_data", args=[form.name])),
            "mediaType": MEDIA_TYPES + form.media_type,
        }
        for form in formats_of(record_type).values()
    ]
    return {
        "id": f"{identity}#{record_type.name}",
        "type": "dcat:Dataset",
        "title": _in_all_languages(lambda: capfirst(str(record_type.label_plural))),
        "landingPage": page,
        "distribution": distributions,
    }


def _in_all_languages(text) -> dict[str, str]:
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = text()
    return found
