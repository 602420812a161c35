"""The translated texts in the columns of tables, as SQL: what each is made from, and in which state it is.

The same rules as in `ledger.py` and `texts.py`, by which the database counts many records at once.
"""

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, F, Func, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, Regex

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.richtext import rich_fields

from .aligning import State
from .blocks import NAMES, TAG
from .ledger import TITLE_OF_A_WORK
from .models import Translation

#: All that a text without words may consist of.
BLANK = rf"^([\s\u00a0]|{TAG.pattern})*$"
BETWEEN_WORDS = "E'\\n\\r\\t\\u00a0'"


class Words(Func):
    """How many words a plain text has."""

    # Regular expressions would take PostgreSQL fifteen times as long.
    template = (
        f"CARDINALITY(ARRAY_REMOVE(STRING_TO_ARRAY(TRANSLATE(%(expressions)s, {BETWEEN_WORDS}, '    '),"
        " ' '), ''))"
    )
    output_field = IntegerField()


class WithoutTags(Func):
    """A rich text as a plain one."""

    template = "REGEXP_REPLACE(%(expressions)s, '<[^>]*>', ' ', 'g')"
    output_field = TextField()


#: The tags of a rich text's blocks, in their order: those that two texts share of which one translates the
#: other. Regular expressions would take PostgreSQL three times as long.
BLOCKS = (
    "ARRAY(SELECT split_part(part, '>', 1) FROM unnest(string_to_array(%(expressions)s, '<')) AS part"  # noqa: S608 (no input)
    f" WHERE split_part(part, '>', 1) IN {(*NAMES, *(f'/{name}' for name in NAMES))})"
)


class Blocks(Func):
    """The blocks of a rich text, see `BLOCKS`."""

    template = BLOCKS
    output_field = ArrayField(TextField())


def source(model: type, field: str) -> tuple[Case, Case]:
    """The language and the text that the others of a field are translated from, as `ledger.source_of`."""
    columns = {column.name for column in model._meta.concrete_fields}
    own = next((name for name in ("original_language", "language") if name in columns), None)
    choices = []
    if own and field == TITLE_OF_A_WORK:
        choices.append((~Q(**{own: ""}) & ~Q(title=""), F(own), F("title")))
    for code in LANGUAGES if own else ():
        choices.append((Q(**{own: code}) & _is_filled(field, code), Value(code), F(f"{field}_{code}")))
    for code in LANGUAGES:
        choices.append((_is_filled(field, code), Value(code), F(f"{field}_{code}")))
    languages = (When(filled, then=code) for filled, code, _text in choices)
    texts = (When(filled, then=text) for filled, _code, text in choices)
    return tuple(Case(*whens, default=Value(""), output_field=TextField()) for whens in (languages, texts))


def _is_filled(field: str, language: str) -> Q:
    return Q(**{f"{field}_{language}__gt": ""})


def state(model: type, field: str, language: str, owner: str = "") -> Case:
    """The state of a text; NULL where there is none to be translated into the language.

    A text that an editor holds back is missing: readers do not see it. `owner` is the relation from rows to
    the record that they belong to; the ledger knows nothing of rows.
    """
    source_language, text = source(model, field)
    columns = {column.name for column in model._meta.concrete_fields}
    held = f"{owner}__held_languages" if owner else "held_languages"
    text_now = Coalesce(F(f"{field}_{language}"), Value(""), output_field=TextField())
    missing = Q(Regex(text_now, Value(BLANK)))
    if owner or held in columns:
        missing |= Q(**{f"{held}__contains": [language]})
    outdated = Q(
        pk__in=Translation.objects.of(model).outdated(language).filter(field=field).values("record_id")
    )
    if field in rich_fields(model):
        outdated |= ~Q(Exact(Blocks(text), Blocks(text_now)))
    return Case(
        When(Exact(source_language, Value(language)), then=None),
        When(Regex(text, Value(BLANK)), then=None),
        When(missing, then=Value(State.MISSING)),
        When(outdated, then=Value(State.OUTDATED)),
        default=Value(State.COMPLETE),
        output_field=TextField(),
    )
