"""The state of translations for machines: names and codes that never change."""

from dataclasses import asdict

from cinterfor.publishing.languages import LANGUAGES

from .models import INTERFACE
from .progress import Amount, Table


def as_object(table: Table, languages=LANGUAGES) -> dict:
    """By language its total, without the interface, and each type with its fields."""
    return {
        "counted_at": table.counted_at,
        "languages": [_language(table, language) for language in languages],
    }


def _language(table: Table, language: str) -> dict:
    amounts = table.amounts(language)
    interface = amounts.pop(INTERFACE, None)
    types = [
        {"type": name, **_amount(amount), "fields": _fields(table, language, name)}
        for name, amount in amounts.items()
    ]
    return {
        "language": language,
        **_amount(table.total(language)),
        "types": types,
        "interface": _amount(interface) if interface else None,
    }


def _fields(table: Table, language: str, name: str) -> list[dict]:
    return [{"field": field, **_amount(amount)} for field, amount in table.fields(language, name).items()]


def _amount(amount: Amount) -> dict:
    return {"total": amount.total, **asdict(amount), "percent": amount.percent}


def rows(table: Table, languages=LANGUAGES) -> list[list]:
    """A row for each field of each type in each language."""
    return [
        [line.language, line.type, line.field, *cells(line.amount)]
        for language in languages
        for line in table.lines
        if line.language == language
    ]


def cells(amount: Amount) -> list:
    """Texts, complete, outdated, missing, words left, percent."""
    return list(_amount(amount).values())
