"""The hits of a query: which, how many, with which facets, in which order.

Up to EXACT entries everything is exact, from one materialised set of hits. In a larger index a query with
more than MOST_COUNTED hits is answered in bounded work: counts from one entry in SAMPLE, marked as
estimates, and the order from the entries whose names match and some of the others.
"""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from cinterfor.publishing.dates import today
from cinterfor.publishing.filters import RELEVANCE

from .models import OTHER_LANGUAGE
from .models import WEIGHTS as weights
from .query import Query

EXACT, MOST_COUNTED, SAMPLE = 100_000, 20_000, 16
#: How many entries are ranked at the most where there are more hits than MOST_COUNTED.
RANKED_NAMES, RANKED_OTHERS = 4_000, 2_000
#: The statement that takes longer than this is given up (milliseconds).
PATIENCE = 4_000
DATE = "-date"
WEIGHTS = "{{{}}}".format(", ".join(map(str, weights)))

FACETS = """facets || CASE WHEN states IS NULL THEN '{}' ELSE
    ARRAY['status:' || states[width_bucket(%(today)s::date, state_days)]] END"""
MATCHED = f"""SELECT id, date, {FACETS} AS facets FROM search_searchentry
    WHERE vector @@ %(match)s::tsquery AND public_from <= %(now)s"""  # noqa: S608 (constants of this file)
NAMED = f"""SELECT id, date, {FACETS} AS facets FROM search_searchentry
    WHERE name_vector @@ %(widened)s::tsquery AND public_from <= %(now)s"""  # noqa: S608
CALLED = "SELECT entry_id FROM search_searchname WHERE key = ANY(%(keys)s) LIMIT 50"
#: What a hit lacks: the facets in which it has not the value that the reader chose.
MISSING = """array_remove(ARRAY[{}]::text[], NULL)"""
COUNTED = """SELECT facet, count(*) AS number FROM hits, unnest(facets) AS facet
    WHERE missing = '{}' OR missing = ARRAY[split_part(facet, ':', 1)] GROUP BY facet"""
NAMES = """SELECT id, name_vector @@ %(direct)s::tsquery AS is_direct FROM search_searchentry
    WHERE name_vector @@ %(widened)s::tsquery"""
#: The names first: called so, all words in a name, all words or synonyms in a name.
#: Without statistics the planner joins row by row: `IN` here and a subquery for each rank leave it no choice.
TIERED = f"""SELECT id, date, facets, 4 * (id IN ({CALLED}))::int
        + 2 * (id IN (SELECT id FROM named WHERE is_direct))::int
        + (id IN (SELECT id FROM named))::int AS tier FROM ranked"""  # noqa: S608
RANK = f"""(SELECT ts_rank('{WEIGHTS}', vector, %(match)s::tsquery)
        FROM search_searchentry AS entry WHERE entry.id = given.id)"""  # noqa: S608
#: Ranks are less than 1, so entries below the tier of the last one shown need none.
SCORED = f"""SELECT id, date, tier + {RANK}
        * CASE WHEN facets @> ARRAY[%(own)s] THEN 1 ELSE {OTHER_LANGUAGE} END AS score
    FROM tiered AS given
    WHERE tier >= coalesce((SELECT tier FROM tiered ORDER BY tier DESC OFFSET %(last)s LIMIT 1), 0)"""  # noqa: S608
BY_DATE = "SELECT id, date, 0 AS score FROM ranked"
#: Where not all words must be found: by how many of them an entry has.
PARTIAL = f"""SELECT id, date, (SELECT MATCHES FROM search_searchentry AS entry WHERE entry.id = given.id)
        + {RANK} AS score FROM ranked AS given"""  # noqa: S608
ANSWER = """SELECT (SELECT count(*) FROM hits WHERE missing = '{}'), (SELECT count(*) FROM hits),
    (SELECT json_object_agg(facet, number) FROM counted), (SELECT json_agg(id) FROM shown)"""
SHOWN = """SELECT id FROM scored ORDER BY score DESC, date DESC NULLS LAST, id
    LIMIT %(limit)s OFFSET %(offset)s"""


@dataclass
class Hits:
    """Ids of a part of the hits in order; counts of all of them, estimates where that is said."""

    ids: list[int] = field(default_factory=list)
    total: int = 0
    #: As many as there would be without the filters.
    unfiltered: int = 0
    facets: dict[str, int] = field(default_factory=dict)
    is_estimate: bool = False


@dataclass(frozen=True)
class Request:
    """What part of which hits is asked for; `chosen` maps facets to the values they must have."""

    query: Query
    language: str
    chosen: dict[str, str] = field(default_factory=dict)
    sort: str = RELEVANCE
    offset: int = 0
    limit: int = 20

    def parameters(self) -> dict:
        query = self.query
        found = {
            "match": query.match,
            "direct": query.direct,
            "widened": query.widened,
            "keys": query.words.names,
            "own": f"language:{self.language}",
            "now": timezone.now(),
            "today": today(),
            "limit": self.limit,
            "offset": self.offset,
            "last": self.offset + self.limit - 1,
        }
        found |= {f"facet_{name}": f"{name}:{value}" for name, value in self.chosen.items()}
        return found | {f"part_{number}": part for number, part in enumerate(query.parts)}


def find(request: Request) -> Hits:
    """The hits; django.db.OperationalError where even bounded work takes too long."""
    with transaction.atomic(), connection.cursor() as cursor:
        entries = _settle(cursor)
        if entries > EXACT and (number := _sampled(cursor, request)) > 1.5 * MOST_COUNTED:
            return _estimated(cursor, request, number)
        if entries > EXACT:
            found = _exact(cursor, request, f"{MATCHED} LIMIT {MOST_COUNTED + 1}")
            if found.unfiltered > MOST_COUNTED:
                return _estimated(cursor, request, _sampled(cursor, request))
            return found
        return _exact(cursor, request, MATCHED)


def _settle(cursor) -> float:
    """Settings of this transaction; the number of entries as the planner knows it."""
    cursor.execute(
        "SELECT set_config('statement_timeout', %s, true), set_config('jit', 'off', true),"
        " set_config('work_mem', '64MB', true), reltuples FROM pg_class"
        " WHERE oid = 'search_searchentry'::regclass",
        [str(PATIENCE)],
    )
    return cursor.fetchone()[-1]


def _sampled(cursor, request: Request) -> int:
    cursor.execute(
        f"SELECT count(*) FROM search_searchentry WHERE vector @@ %(match)s::tsquery"  # noqa: S608
        f" AND record_id %% {SAMPLE} = 0 AND public_from <= %(now)s",
        request.parameters(),
    )
    return cursor.fetchone()[0] * SAMPLE


def exact_statement(request: Request, matched: str = MATCHED) -> str:
    hits = f"SELECT *, {_missing(request)} AS missing FROM ({matched}) AS matched"  # noqa: S608
    return _statement(request, hits, "SELECT * FROM hits WHERE missing = '{}'")


def bounded_statement(request: Request) -> str:
    hits = (
        f"SELECT *, {_missing(request)} AS missing FROM"  # noqa: S608
        f" ({MATCHED} AND record_id %% {SAMPLE} = 0) AS matched"
    )
    called = f"{MATCHED} AND id IN ({CALLED})"
    if request.sort == DATE:
        parts = [MATCHED]
    else:
        parts = [
            called,
            f"({NAMED} AND vector @@ %(match)s::tsquery LIMIT {RANKED_NAMES})",
            f"({MATCHED} LIMIT {RANKED_OTHERS})",
        ]
    ranked = (
        f"SELECT DISTINCT ON (id) * FROM ({' UNION ALL '.join(parts)}) AS few"  # noqa: S608
        f" WHERE {_missing(request)} = '{{}}'"
    )
    return _statement(request, hits, ranked)


def _missing(request: Request) -> str:
    lacks = (
        f"CASE WHEN facets @> ARRAY[%(facet_{name})s::text] THEN NULL ELSE '{name}' END"
        for name in request.chosen
    )
    return MISSING.format(", ".join(lacks))


def _statement(request: Request, hits: str, ranked: str) -> str:
    parts = {"hits": hits, "counted": COUNTED, "ranked": ranked}
    if request.sort == DATE:
        parts["scored"] = BY_DATE
    elif request.query.parts:
        matches = (
            f"(vector @@ %(part_{number})s::tsquery)::int" for number in range(len(request.query.parts))
        )
        parts["scored"] = PARTIAL.replace("MATCHES", " + ".join(matches))
    else:
        parts |= {"named": NAMES, "tiered": TIERED, "scored": SCORED}
    parts["shown"] = SHOWN
    steps = ", ".join(f"{name} AS MATERIALIZED ({sql})" for name, sql in parts.items())
    return f"WITH {steps} {ANSWER}"


def _exact(cursor, request: Request, matched: str) -> Hits:
    cursor.execute(exact_statement(request, matched), request.parameters())
    total, unfiltered, facets, ids = cursor.fetchone()
    return Hits(ids or [], total, unfiltered, facets or {})


def _estimated(cursor, request: Request, unfiltered: int) -> Hits:
    cursor.execute(bounded_statement(request), request.parameters())
    total, _unfiltered, facets, ids = cursor.fetchone()
    scaled = {facet: number * SAMPLE for facet, number in (facets or {}).items()}
    return Hits(ids or [], total * SAMPLE, unfiltered, scaled, is_estimate=True)
