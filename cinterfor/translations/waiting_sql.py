"""The texts of a language that are missing or need editing, as one statement over all records.

It finds what `units` finds, field by field instead of paragraph by paragraph, and without reading a text
into memory: with the versions that wait beside public records, and with what the ledger knows.
"""

from collections.abc import Iterable
from functools import cache

from django.db.models import Field
from psycopg.sql import SQL, Composable, Identifier, Literal

from cinterfor.history.registry import kept_models
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Record
from cinterfor.publishing.richtext import rich_fields

from .columns import BLOCKS
from .ledger import TITLE_OF_A_WORK, translated_fields
from .units import name_of

#: Columns: type, place of the type, id, titles, field, state, plain source, since, words. `OFFSET 0` keeps
#: PostgreSQL from writing out an expression wherever it is named, and from reading texts that do not wait.
TEXTS = SQL(
    """
    SELECT found.*, 1 + length(plain) - length(replace(plain, ' ', '')) AS words
    FROM (
        SELECT {name} AS type, {place} AS type_place, record.id, {titles} AS titles, text.field,
            CASE WHEN {is_missing} THEN 'missing' ELSE 'outdated' END AS state,
            btrim(regexp_replace(
                regexp_replace(
                    translate(replace(text.source, '&nbsp;', ' '), E'\\t\\r\\n', '   '), '<[^>]*>', ' ', 'g'
                ),
                '  +', ' ', 'g'
            )) AS plain,
            CASE WHEN {is_missing} THEN {created}
                ELSE COALESCE({changed}, beside.moment, ledger.made_at, {created}) END AS since
        FROM {table} AS record
        LEFT JOIN desk_pending AS pending
            ON pending.model = {label} AND pending.record_id = record.id AND {is_public}
        LEFT JOIN history_version AS beside ON beside.id = pending.version_id
        CROSS JOIN LATERAL (SELECT {columns} OFFSET 0) AS now
        {rows}
        CROSS JOIN LATERAL (VALUES {values}) AS text (field, source_language, source, target, stored, is_rich)
        LEFT JOIN translations_translation AS ledger
            ON ledger.model = {label} AND ledger.record_id = record.id
            AND ledger.field = text.field AND ledger.language = {language}
        LEFT JOIN translations_basis AS told
            ON told.model = {label} AND told.record_id = record.id
            AND told.field = text.field AND told.language = {language}
        WHERE (beside.id IS NOT NULL OR {is_not_withdrawn})
            AND text.source_language <> {language}
            AND ({is_missing} OR {is_outdated} OR (text.is_rich AND {has_other_blocks}))
        OFFSET 0
    ) AS found
    WHERE plain <> ''
    """
)
IS_MISSING = SQL("btrim(COALESCE(text.target, ''), E' \\t\\r\\n\\u00a0') = ''")
HAS_OTHER_BLOCKS = SQL("{} <> {}").format(
    SQL(BLOCKS % {"expressions": "text.source"}), SQL(BLOCKS % {"expressions": "text.target"})
)
#: As `ledger.Sources.of` tells it; where nothing waits beside the record, the ledger has it worked out.
IS_OUTDATED = SQL(
    """
    CASE WHEN beside.id IS NULL THEN COALESCE(ledger.outdated, false)
        WHEN told.text = text.target AND told.source = text.source THEN false
        WHEN ledger.id IS NOT NULL AND text.target = text.stored THEN ledger.source <> text.source
        ELSE COALESCE(told.text = text.target, false) END
    """
)
#: When the source first became another than the one that the translation was made from.
CHANGED = SQL(
    """
    (SELECT min(version.moment) FROM history_version AS version
     WHERE version.model = {label} AND version.record_id = record.id AND version.moment > ledger.made_at
       AND version.state -> 'fields' ->> CASE WHEN text.field = {title_of_a_work} THEN 'title'
           ELSE text.field || '_' || ledger.source_language END IS DISTINCT FROM ledger.source)
    """
)
#: The rows of a record, as JSON: those that are stored, or those of the version beside it.
ROWS = SQL(
    """
    CROSS JOIN LATERAL (
        SELECT stored.id::text AS key, to_jsonb(stored) AS fields FROM {table} AS stored
        WHERE stored.{owner} = record.id AND beside.id IS NULL
        UNION ALL
        SELECT waiting.key, waiting.value FROM jsonb_each(beside.state -> 'rows' -> {name}) AS waiting
        WHERE beside.id IS NOT NULL
    ) AS row
    """
)
NEVER = SQL("false")
#: Where records have the language that they were written in.
OWN_LANGUAGE = ("original_language", "language")


@cache
def texts_waiting(models: tuple[type, ...], language: str) -> SQL:
    """The statement for the texts of these models, at least one."""
    parts = [part for place, model in enumerate(models) for part in _of_model(place, model, language)]
    return SQL(SQL(" UNION ALL ").join(parts).as_string())


def _of_model(place: int, model: type, language: str) -> Iterable[Composable]:
    told = {"place": Literal(place), "language": Literal(language)}
    if fields := translated_fields(model):
        values = [
            _Text(model, name, _now).row(Literal(name), language, _stored(f"{name}_{language}"))
            for name in fields
        ]
        changed = CHANGED.format(
            label=Literal(model._meta.label_lower), title_of_a_work=Literal(TITLE_OF_A_WORK)
        )
        yield _texts(model, values, rows=SQL(""), is_outdated=IS_OUTDATED, changed=changed, **told)
    for name in kept_models()[model].rows:
        relation = model._meta.get_field(name)
        rows = relation.related_model
        if not translated_fields(rows):
            continue
        joined = ROWS.format(table=_table(rows), owner=Identifier(relation.field.attname), name=Literal(name))
        values = [
            _Text(rows, field, _of_row).row(
                SQL("{} || row.key || {}").format(f"{name}.", f".{field}"), language, SQL("NULL")
            )
            for field in translated_fields(rows)
        ]
        # The ledger knows nothing of rows.
        yield _texts(model, values, rows=joined, is_outdated=NEVER, changed=SQL("NULL"), **told)


def _texts(model: type, values: list[Composable], **parts: Composable) -> Composable:
    is_record = issubclass(model, Record)
    return TEXTS.format(
        name=Literal(name_of(model)),
        label=Literal(model._meta.label_lower),
        table=_table(model),
        columns=SQL(", ").join(map(_beside_or_stored, _columns_read(model))),
        titles=_titles(model),
        created=SQL("record.created_at") if is_record else SQL("NULL::timestamptz"),
        is_public=SQL("record.publication_status = 'published'") if is_record else NEVER,
        is_not_withdrawn=SQL("record.publication_status <> 'withdrawn'") if is_record else SQL("true"),
        values=SQL(", ").join(values),
        is_missing=IS_MISSING,
        has_other_blocks=HAS_OTHER_BLOCKS,
        **parts,
    )


def _table(model: type) -> Composable:
    return Identifier(model._meta.db_table)


def _columns(model: type) -> dict[str, Field]:
    return {field.attname: field for field in model._meta.concrete_fields}


def _title_columns(model: type) -> dict[str, str]:
    """The columns with what the record is called, by language; by "" where it is the same in all."""
    name = getattr(model, "title_field", (translated_fields(model) or ("slug",))[0])
    known = _columns(model)
    return {code: f"{name}_{code}" for code in LANGUAGES if f"{name}_{code}" in known} or {"": name}


def _titles(model: type) -> Composable:
    pairs = [SQL("{}, {}").format(code, _now(column)) for code, column in _title_columns(model).items()]
    return SQL("jsonb_build_object({})").format(SQL(", ").join(pairs))


def _columns_read(model: type) -> list[str]:
    """Those that say what is to be translated from what."""
    texts = [f"{name}_{code}" for name in translated_fields(model) for code in LANGUAGES]
    known = [name for name in OWN_LANGUAGE if name in _columns(model)]
    return list(dict.fromkeys([*texts, *known, *_title_columns(model).values()]))


def _stored(column: str) -> Composable:
    return SQL("record.{}").format(Identifier(column))


def _beside_or_stored(column: str) -> Composable:
    told = SQL("CASE WHEN beside.id IS NULL THEN {} ELSE beside.state -> 'fields' ->> {} END AS {}")
    return told.format(_stored(column), Literal(column), Identifier(column))


def _now(column: str) -> Composable:
    return SQL("now.{}").format(Identifier(column))


def _of_row(column: str) -> Composable:
    return SQL("(row.fields ->> {})").format(Literal(column))


class _Text:
    """A translated field, and how its columns are read."""

    def __init__(self, model: type, field: str, read):
        self.field, self.read = field, read
        self.is_rich = field in rich_fields(model)
        own = [read(name) for name in OWN_LANGUAGE if name in _columns(model)]
        parts = [SQL("NULLIF({}, '')").format(column) for column in own]
        self.own = SQL("COALESCE({})").format(SQL(", ").join(parts)) if parts else None

    def row(self, name: Composable, language: str, stored: Composable) -> Composable:
        """Of the texts by field: its name, language and text of its source, the translation, the one that is
        stored, and whether it is rich.
        """
        sources = list(self._sources())
        code = SQL(" ").join(SQL("WHEN {} THEN {}").format(when, code) for when, code, _text in sources)
        text = SQL(" ").join(SQL("WHEN {} THEN {}").format(when, text) for when, _code, text in sources)
        row = SQL("({}, CASE {} END, CASE {} END, {}, {}, {})")
        return row.format(name, code, text, self._in(language), stored, Literal(self.is_rich))

    def _in(self, code: str) -> Composable:
        return self.read(f"{self.field}_{code}")

    def _sources(self) -> Iterable[tuple[Composable, Composable, Composable]]:
        """(when it is the source, its language, its text), the first that holds: see `ledger.source_of`."""
        if self.field == TITLE_OF_A_WORK and self.own is not None:
            title = self.read("title")
            yield SQL("{} IS NOT NULL AND {} <> ''").format(self.own, title), self.own, title
        if self.own is not None:
            for code in LANGUAGES:
                when = SQL("{} = {} AND {} <> ''").format(self.own, Literal(code), self._in(code))
                yield when, Literal(code), self._in(code)
        for code in LANGUAGES:
            yield SQL("{} <> ''").format(self._in(code)), Literal(code), self._in(code)
