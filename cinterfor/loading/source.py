"""The files of a folder, read and checked key by key before anything is written."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from . import shapes
from .report import Report
from .rules import Object, wrong_type

SHIPPED = Path(__file__).resolve().parent.parent / "data"

#: The files in the order in which they are loaded: each refers only to those before it, or to itself.
SHAPES = {
    "sectors": shapes.SECTOR,
    "countries": shapes.COUNTRY,
    "partners": shapes.PARTNER,
    "institutions": shapes.INSTITUTION,
    "themes": shapes.THEME,
    "agreements": shapes.AGREEMENT,
    "knowledge_products": shapes.PRODUCT,
    "events": shapes.EVENT,
    "news": shapes.NEWS,
    "faq": shapes.QUESTION,
    "pages": shapes.PAGE,
    "figures": shapes.FIGURE,
}
#: Files of the data that hold no records.
NO_RECORDS = {"word-pairs"}


def key_of(file: str) -> str:
    return "code" if file == "countries" else "id"


@dataclass
class Folder:
    """The records of a folder's files by id, and which of them were refused."""

    records: dict[str, dict[str, dict]] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)
    supplied: set[tuple[str, str]] = field(default_factory=set)

    def of(self, file: str) -> dict[str, dict]:
        return self.records.get(file, {})

    def holds(self, file: str, key: str) -> bool:
        return key in self.of(file) or (file, key) in self.refused

    def supply(self, file: str, record: dict) -> None:
        """Add a shipped record that the folder refers to and does not hold."""
        key = record[key_of(file)]
        self.records.setdefault(file, {})[key] = record
        self.supplied.add((file, key))


def _pairs_once(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(_("an object gives the same key twice"))
    return found


def _no_constant(name):
    raise ValueError(_("%s is not a value of JSON") % name)


def read_json(path: Path):
    """The content of a file; ValueError with the reason where it is not good JSON in UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return json.loads(text, object_pairs_hook=_pairs_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno, "error": error.msg}
        raise ValueError(_("not JSON, line %(line)s, column %(column)s: %(error)s") % place) from error
    except UnicodeDecodeError as error:
        raise ValueError(_("the file is not in UTF-8")) from error
    except RecursionError as error:
        raise ValueError(_("the lists and objects are nested too deep")) from error
    except OSError as error:
        raise ValueError(_("the file cannot be read: %s") % error.strerror) from error


def read_folder(path: Path, report: Report) -> Folder:
    """All files of the folder that the loader knows; what is wrong goes to the report."""
    folder = Folder()
    for file in SHAPES:
        if (place := path / f"{file}.json").exists():
            _read_file(place, file, folder, report)
    for place in sorted(path.glob("*.json")):
        if place.stem not in SHAPES.keys() | NO_RECORDS:
            report.note(_("%s is no file that the loader knows; it was ignored.") % place.name)
    return folder


def _read_file(place: Path, file: str, folder: Folder, report: Report) -> None:
    folder.records[file] = {}
    try:
        content = read_json(place)
    except ValueError as error:
        report.refuse(file, "", "", error)
        return
    if not isinstance(content, list):
        report.refuse(file, "", "", wrong_type(content, "list"))
        return
    for number, record in enumerate(content, 1):
        _take(file, record, number, folder, report)


def _take(file: str, record, number: int, folder: Folder, report: Report) -> None:
    """Put the record into the folder; one that is not as it should be is named in the report too."""
    place = _("record %d") % number
    if not isinstance(record, dict):
        report.refuse(file, place, "", wrong_type(record, "object"))
        return
    key_name = key_of(file)
    key = record.get(key_name)
    known = isinstance(key, str)
    name = key if known else place
    for wrong, reason in Object(keys=SHAPES[file]).wrong_keys(record):
        report.refuse(file, name, wrong, reason)
        folder.refused.add((file, name))
    if known and key in folder.of(file):
        report.refuse(file, name, key_name, _("the id is given twice"))
        folder.refused.add((file, name))
    elif known:
        folder.records[file][key] = record
    for unknown in record.keys() - SHAPES[file].keys():
        report.note(
            _("%(file)s: the key “%(key)s” is not known and was ignored.") % {"file": file, "key": unknown}
        )


def read_shipped(file: str) -> dict[str, dict]:
    """The records of a file as the portal ships it."""
    place = SHIPPED / f"{file}.json"
    return {record[key_of(file)]: record for record in read_json(place)} if place.exists() else {}
