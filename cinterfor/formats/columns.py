"""Short ways to write the columns of a record type."""

from cinterfor.publishing.languages import texts
from cinterfor.publishing.plaintext import plain
from cinterfor.publishing.registry import Column


def value(name, label, shape=None):
    """A plain field: text, number, boolean, date or list."""
    return Column(name, label, lambda record: getattr(record, name), shape=shape)


def translated(name, label, rich=False):
    """A translated field: `{language: text}`, the languages that are filled only."""

    def read(record):
        found = texts(record, name)
        return {code: plain(text) for code, text in found.items()} if rich else found

    return Column(name, label, read, translated=True)


#: A field with choices; its stable value stands in the twins, never its label.
choice = value


def related(name, label, key="slug"):
    """The natural key of a related record."""

    def read(record):
        found = getattr(record, name)
        return getattr(found, key) if found and _may_be_named(found) else None

    return Column(name, label, read)


def many(name, label, key="slug"):
    """The natural keys of many related records, which the list has fetched before, in one order each time."""

    def read(record):
        return sorted(getattr(item, key) for item in getattr(record, name).all() if _may_be_named(item))

    return Column(name, label, read)


def _may_be_named(record) -> bool:
    """A draft has no address yet; what is no record of its own always may."""
    return getattr(record, "is_public", True)
