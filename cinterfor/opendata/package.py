"""What a dump says of itself: a Frictionless Data Package, a reading note, checksums, a change log."""

import hashlib
from pathlib import Path

from django.utils import translation

from cinterfor.formats.objects import as_json
from cinterfor.publishing.languages import LANGUAGES

from .tables import Written

CHUNK = 1024 * 1024
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
#: Columns that every record has besides those of its type.
COMMON = {
    "id": "The last part of the record's address: unique within its type, never used again.",
    "permalink": "The address without language that stays: cite this one.",
    "languages": "In which languages the record exists.",
    "sources": "Official pages that prove the record.",
    "verified_on": "When an editor last verified the record.",
    "updated": "When the public record last changed (ISO 8601).",
}
README = """\
The data of the ILO/Cinterfor knowledge network, as they were public on {moment}.

{origin}

csv/            one table for each kind of record, UTF-8, comma separated, machine names as headings;
                a text in several languages has one column for each (name_es, name_pt, name_en);
                lists and objects are JSON within a cell. Texts that a spreadsheet would take for a
                formula begin with an apostrophe.
jsonl/          the same, one JSON object a line, each text by language
cinterfor.sqlite  the same as tables of one SQLite database
delta.jsonl     what was added, changed and removed since the dump before
datapackage.json  Frictionless Data Package 2.0: columns, kinds of values, sizes, checksums
SHA256SUMS      checksums of all files, for sha256sum -c
CHANGELOG.md    how many records came, changed and went, dump by dump

Licence: {licence}
Works that the records describe keep their own rights.
How to cite: ILO/Cinterfor, data of the knowledge network, dump of {day}, {origin}
"""
#: Dumps that the change log tells of.
KEPT_ENTRIES = 60


def facts_of(path: Path) -> dict:
    """Size in bytes and SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            digest.update(data)
    return {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def describe(folder: Path, tables: list[Written], moment, origin: str, licence: str) -> dict:
    """The descriptor of the package: the tables with their columns, then the other files."""
    others = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".csv"]
    return {
        "$schema": PROFILE,
        "name": "cinterfor-data",
        "title": "Data of the ILO/Cinterfor knowledge network",
        "homepage": origin,
        "created": moment.isoformat(),
        "version": f"{moment:%Y.%m.%d}",
        "licenses": [{"title": "Terms of the portal", "path": licence}],
        "contributors": [{"title": "ILO/Cinterfor", "path": origin, "roles": ["publisher"]}],
        "resources": [
            *(_table(folder, table) for table in tables),
            *(_file(folder, path) for path in others),
        ],
    }


def _file(folder: Path, path: Path) -> dict:
    found = facts_of(path)
    return {
        "name": path.relative_to(folder).as_posix().lower().replace("/", "-"),
        "type": "file",
        "path": path.relative_to(folder).as_posix(),
        "bytes": found["bytes"],
        "hash": f"sha256:{found['sha256']}",
    }


def _table(folder: Path, table: Written) -> dict:
    path = folder / "csv" / f"{table.name}.csv"
    told = meanings(table.record_type, "en")
    fields = [
        {
            "name": name,
            "type": kind,
            **({"format": "any"} if kind == "datetime" else {}),
            **told.get(name, {}),
        }
        for name, kind in table.kinds
    ]
    return _file(folder, path) | {
        "name": table.name,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rowCount": table.count,
        "schema": {"fields": fields, "primaryKey": ["id"], "missingValues": [""]},
    }


def meanings(record_type, language: str) -> dict[str, dict]:
    """By column what it is called in a language, and of those that all records have what they mean."""
    found = {name: {"description": text} for name, text in COMMON.items()}
    with translation.override(language):
        for column in record_type.columns:
            label = str(column.label)
            if column.translated:
                found |= {f"{column.name}_{code}": {"title": f"{label} ({code})"} for code in LANGUAGES}
            else:
                found[column.name] = {"title": label}
    return found


def write_notes(folder: Path, moment, origin: str, licence: str) -> None:
    told = {"moment": moment.isoformat(), "day": f"{moment:%Y-%m-%d}", "origin": origin, "licence": licence}
    (folder / "README.txt").write_text(README.format(**told), encoding="utf-8")


def write_changelog(folder: Path, moment, tables: list[Written], counted, earlier: str) -> None:
    """The newest dump first, then what the log before this one told."""
    entry = [f"## {moment.isoformat()}", ""]
    if counted is None:
        entry += ["The first dump, or the first that there is nothing to compare with.", ""]
    else:
        entry += [", ".join(f"{counted[change]} {change}" for change in ("added", "changed", "removed")), ""]
    entry += [f"- {table.name}: {table.count}" for table in tables]
    past = earlier.split("\n## ")[1:]
    told = [
        "# Changes of the data",
        "\n".join(entry),
        *(f"## {text.strip()}" for text in past[:KEPT_ENTRIES]),
    ]
    (folder / "CHANGELOG.md").write_text("\n\n".join(told) + "\n", encoding="utf-8")


def write_descriptor(folder: Path, descriptor: dict) -> None:
    (folder / "datapackage.json").write_text(as_json(descriptor), encoding="utf-8")


def write_checksums(folder: Path) -> None:
    """In the form that `sha256sum -c` reads."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{facts_of(path)['sha256']}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
