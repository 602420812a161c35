"""Filling a scratch database with a corpus: records by COPY, entries as the indexer writes them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby

from django.core.management import call_command
from django.db import connection, connections, models

from cinterfor.search.models import Rebuild, SearchEntry, SearchName
from cinterfor.search.rows import SHORTEST_WORD
from cinterfor.search.storing import write_rows, write_words

from .entries import Entries
from .records import Made, Maker
from .words import Vocabulary

#: Only databases of this name are ever written to.
PREFIX = "corpus_"
CHUNK, WRITERS = 1_000, 2
SAMPLE_INDEX = "search_entry_sample"


def name_of(number: int, seed: int) -> str:
    return f"{PREFIX}{number}_{seed}"


@contextmanager
def scratch_database(name: str):
    """The portal's connection, turned to a database of that name on the same server; then back."""
    own = connection.settings_dict["NAME"]
    if not name.startswith(PREFIX):
        raise ValueError(name)
    _turn_to(name)
    try:
        yield
    finally:
        _turn_to(own)


def _turn_to(name: str) -> None:
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    connections.databases["default"]["NAME"] = connection.settings_dict["NAME"] = name


def exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def make_database(name: str) -> None:
    with connection.cursor() as cursor:
        quoted = connection.ops.quote_name(name)
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
        cursor.execute(f"CREATE DATABASE {quoted}")


def rename(name: str, to: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(to)}")
        cursor.execute(
            f"ALTER DATABASE {connection.ops.quote_name(name)} RENAME TO {connection.ops.quote_name(to)}"
        )


def fill(number: int, seed: int, progress) -> None:
    """Fill the present database, which must be empty, with so many records."""
    call_command("migrate", interactive=False, verbosity=0)
    maker = Maker(seed)
    countries, themes = maker.countries(), maker.themes()
    entries = Entries(themes, countries)
    with _without_indexes():
        _write([*countries, *themes], entries)
        _write_words(maker.writer.known.values())
        chunks = (range(first, min(first + CHUNK, number + 1)) for first in range(1, number + 1, CHUNK))
        with ThreadPoolExecutor(WRITERS) as writers:
            # As many chunks wait as there are writers: the corpus never lies in memory as a whole.
            running = []
            for chunk in chunks:
                running.append(writers.submit(_write_chunk, maker, entries, chunk))
                if len(running) > WRITERS:
                    progress(running.pop(0).result())
            for waiting in running:
                progress(waiting.result())
    _finish()


def _write_chunk(maker: Maker, entries: Entries, numbers) -> int:
    try:
        _write([maker.record(number) for number in numbers], entries)
    finally:
        connection.close()
    return len(numbers)


def _write(made: list[Made], entries: Entries) -> None:
    by_model = sorted(made, key=lambda record: record.model.__name__)
    for model, found in groupby(by_model, key=lambda record: record.model):
        records = list(found)
        _copy(model, [record.values for record in records])
        for relation in ("themes", "countries"):
            pairs = [(record.values["id"], key) for record in records for key in getattr(record, relation)]
            if pairs:
                _copy_pairs(model, relation, pairs)
    write_rows([entries.row(record) for record in made], with_words=False)


def _copy(model, rows: list[dict]) -> None:
    """The rows of a table; columns that a row does not tell are as by default."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    defaults = {field.attname: _default(field) for field in fields}
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row.get(field.attname, defaults[field.attname]) for field in fields])


def _default(field: models.Field):
    value = field.get_default()
    return "" if value is None and not field.null else value


def _copy_pairs(model, relation: str, pairs) -> None:
    through = getattr(model, relation).through
    names = (
        model._meta.get_field(relation).m2m_column_name(),
        model._meta.get_field(relation).m2m_reverse_name(),
    )
    columns = ", ".join(map(connection.ops.quote_name, names))
    table = connection.ops.quote_name(through._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for pair in pairs:
            copy.write_row(pair)


def _write_words(known: Iterator[Vocabulary]) -> None:
    for vocabulary in known:
        long = {word for word in vocabulary.words if len(word) >= SHORTEST_WORD}
        write_words({(word, vocabulary.language) for word in long})


@contextmanager
def _without_indexes():
    """Indexes are made faster over all rows at once than row by row."""
    found = [(model, made) for model in (SearchEntry, SearchName) for made in model._meta.indexes]
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [SAMPLE_INDEX])
        (sample,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {SAMPLE_INDEX}")
    with connection.schema_editor() as editor:
        for model, made in found:
            # The names of a chunk are looked up by their entry, whose index stays.
            editor.remove_index(model, made)
    yield
    with connection.schema_editor() as editor:
        editor.execute("SET LOCAL maintenance_work_mem = '1GB'")
        for model, made in found:
            editor.add_index(model, made)
        editor.execute(sample, params=None)


def _finish() -> None:
    with connection.cursor() as cursor:
        for model in (SearchEntry, SearchName):
            # A fresh table still has pages that are not known to hold visible rows only.
            cursor.execute(f"VACUUM (ANALYZE) {connection.ops.quote_name(model._meta.db_table)}")
        cursor.execute("ANALYZE")
    Rebuild.objects.note_all()
