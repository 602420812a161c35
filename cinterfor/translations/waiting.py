"""What waits for a translator: records with texts that are missing or need editing, in an order."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from psycopg.sql import SQL, Composable, Literal

from cinterfor.publishing.languages import Text, best

from .aligning import State
from .texts import label_of
from .units import translated_models
from .waiting_sql import texts_waiting

#: Texts of so many words together are done at once; longer ones ask for time.
SHORT = 50
ORDERS = {
    "oldest": SQL("since NULLS LAST"),
    "newest": SQL("since DESC NULLS LAST"),
    "shortest": SQL("words"),
    "longest": SQL("words DESC"),
    "type": SQL("type_place, since NULLS LAST"),
}
WAITING = SQL(
    """
    WITH records AS (
        SELECT type, min(type_place) AS type_place, id, (array_agg(titles))[1] AS titles,
            jsonb_agg(jsonb_build_array(field, state) ORDER BY field) AS texts,
            sum(words)::integer AS words, min(since) AS since
        FROM ({texts}) AS text WHERE {is_asked_for} GROUP BY type, id
    ),
    waiting AS (
        SELECT type, id, titles, texts, words, since, row_number() OVER (ORDER BY {order}, type, id) AS place,
            count(*) OVER () AS total, (sum(words) OVER ())::bigint AS all_words
        FROM records WHERE {is_wanted}
    )
    SELECT * FROM waiting
    """
)
PAGE = SQL("WHERE place > {} AND place <= {} ORDER BY place")
#: The record and the one behind it; the first where it is not among those that wait.
NEAR = SQL(
    """
    WHERE place - COALESCE((SELECT place FROM waiting WHERE type = {} AND id = {}), 0) IN (0, 1)
    ORDER BY place
    """
)


class WaitingRecord(NamedTuple):
    """A record, and its texts that wait: [name of the text, state]."""

    type: str
    key: int
    titles: dict[str, str]
    texts: list[tuple[str, str]]
    words: int
    since: datetime.datetime | None
    #: Its place among all that wait, the number of these, and of their words.
    place: int
    total: int
    all_words: int

    @property
    def model(self) -> type:
        return translated_models()[self.type]

    @property
    def kind(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))

    @property
    def title(self) -> Text:
        return best({code: title for code, title in self.titles.items() if title})

    @property
    def fields(self) -> list[str]:
        """The texts in words, those of several rows once."""
        return list(dict.fromkeys(label_of(self.model, name) for name, _state in self.texts))

    @property
    def states(self) -> list[tuple[State, int]]:
        """How many texts are in each state."""
        counted = Counter(state for _name, state in self.texts)
        return [(state, counted[state]) for state in State if counted[state]]

    @property
    def days(self) -> int | None:
        return None if self.since is None else (timezone.now() - self.since).days


@dataclass(frozen=True)
class Queue:
    """The records with texts that wait in one language; of some models, and narrowed as asked for."""

    language: str
    models: tuple[type, ...]
    state: str = ""
    #: At least so old.
    days: int = 0
    #: "short" or "long".
    length: str = ""
    order: str = "oldest"

    def page(self, start: int, end: int) -> list[WaitingRecord]:
        return list(self._read(PAGE.format(start, end)))

    def __iter__(self) -> Iterator[WaitingRecord]:
        return self._read(SQL("ORDER BY place"))

    def near(self, name: str, key: int) -> tuple[WaitingRecord | None, WaitingRecord | None]:
        """The record of this type and key, and the next one; None where it does not wait, or none does."""
        found = list(self._read(NEAR.format(Literal(name), key)))
        own = found.pop(0) if found and (found[0].type, found[0].key) == (name, key) else None
        return own, found[0] if found else None

    def first(self) -> WaitingRecord | None:
        """With the number of all that wait."""
        return next(self._read(PAGE.format(0, 1)), None)

    def _read(self, which: Composable) -> Iterator[WaitingRecord]:
        if not self.models:
            return
        statement = WAITING.format(
            texts=texts_waiting(self.models, self.language),
            is_asked_for=self._texts_asked_for(),
            is_wanted=SQL(" AND ").join(self._records_wanted()),
            order=ORDERS[self.order],
        )
        with transaction.atomic(), connection.cursor() as cursor:
            # Compiling so long a statement takes longer than carrying it out.
            cursor.execute("SET LOCAL jit = off")
            cursor.execute((statement + which).as_string())
            rows = cursor.fetchall()
        for name, key, titles, texts, *figures in rows:
            yield WaitingRecord(name, key, json.loads(titles), json.loads(texts), *figures)

    def _texts_asked_for(self) -> Composable:
        return SQL("state = {}").format(self.state) if self.state else SQL("true")

    def _records_wanted(self) -> list[Composable]:
        found = [SQL("true")]
        if self.days:
            found.append(SQL("since < now() - make_interval(days => {})").format(self.days))
        if self.length:
            compared = SQL("<=") if self.length == "short" else SQL(">")
            found.append(SQL("words {} {}").format(compared, SHORT))
        return found


def address(name: str, key: int, language: str) -> str:
    """Where a record is translated."""
    return reverse("admin:translation_work", args=[name, key, language])
