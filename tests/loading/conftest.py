"""Folders of records as `load_network` reads them, written for one test."""

import copy
import json

import pytest

from cinterfor.loading.load import LoadRefused, load_folder
from cinterfor.loading.shapes import ListOf, Object
from cinterfor.loading.source import SHAPES

WORDS = {
    "countries": {"code": "UY", "name_es": "Uruguay", "name_pt": "Uruguai", "name_en": "Uruguay"},
    "institutions": {"id": "uy-inefop", "name": "INEFOP", "name_es": "INEFOP", "name_en": "INEFOP"},
}
COMMON = {"source": ["general knowledge"], "source_complete": True, "title_language": "es", "language": "es"}
VALUES = {
    "countries": WORDS["countries"] | {"region": "south-america", "network_confidence": "high"},
    "institutions": WORDS["institutions"]
    | {
        "country": "UY",
        "network_confidence": "high",
        "management": "public",
        "description_es": "Instituto.",
        "description_en": "Institute.",
        "status": "active",
    },
    "partners": {"id": "int-bid", "as_written": ["BID"], "name": "Banco", "name_es": "Banco"},
    "themes": {
        "id": "youth",
        "name_es": "Jóvenes",
        "name_pt": "Jovens",
        "name_en": "Youth",
        "group": "inclusion",
    },
    "agreements": {
        "id": "one",
        "title": "Acuerdo",
        "kind": "cooperation",
        "summary_es": "Texto.",
        "summary_en": "Text.",
    },
    "knowledge_products": {"id": "work", "title": "Obra", "type": "book", "confidence": "sourced"},
    "events": {
        "id": "meeting",
        "title": "Reunión",
        "kind": "meeting",
        "level": "regional",
        "start": "2020-05",
    },
    "news": {
        "id": "item",
        "title": "Noticia",
        "date": "2020",
        "summary_es": "Texto.",
        "summary_en": "Text.",
        "scope": "member",
    },
    "figures": {
        "id": "size",
        "what": "members",
        "value": 65,
        "at_least": True,
        "year": 2019,
        "by": "ILO",
        "source": "https://www.ilo.org/",
    },
    "sectors": {"id": "transport", "name_en": "transport"},
}


def _empty(rule):
    if isinstance(rule, ListOf):
        return []
    if isinstance(rule, Object) and not rule.null:
        return {key: _empty(inner) for key, inner in rule.keys.items()}
    return None if rule.null else False


def record(file, **values):
    """A sound record of the file: all keys of its schema, those not given null or empty."""
    keys = {key: _empty(rule) for key, rule in SHAPES[file].items() if rule.required}
    common = {key: value for key, value in COMMON.items() if key in SHAPES[file]}
    return copy.deepcopy(keys | common | VALUES[file] | values)


@pytest.fixture
def folder(tmp_path):
    """Write files of records into one folder and load it: `folder(countries=[...])`."""
    place = tmp_path / "records"
    place.mkdir()

    def load(**files):
        for name, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
            (place / f"{name}.json").write_text(text, encoding="utf-8")
        return load_folder(place)

    load.path = place
    return load


@pytest.fixture
def refusals(folder):
    """What a folder is refused for: (file, record, key) of each reason."""

    def load(**files):
        with pytest.raises(LoadRefused) as refused:
            folder(**files)
        reasons = refused.value.report.refusals
        assert all(refusal.reason for refusal in reasons)
        return {(refusal.file, refusal.record, refusal.key) for refusal in reasons}

    return load


@pytest.fixture
def make():
    return record
