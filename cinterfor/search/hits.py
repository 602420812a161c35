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

#: (The planner's count of the entries may be some percent off.)
EXACT, MOST_COUNTED, SAMPLE = 120_000, 20_000, 16
#: A sample that tells of more leaves no doubt that there are more than MOST_COUNTED.
SURELY_TOO_MANY = 24_000
ALL_FACETS = frozenset({"*"})
#: How many entries are ranked at the most where there are more hits than MOST_COUNTED.
RANKED_NAMES, RANKED_OTHERS = 4_000, 2_000
#: A statement that takes longer than this is given up (milliseconds), where no other patience is asked.
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
#: The same, row by row: where the names that match are far more than the hits that are ranked.
TIERED_BY_ROW = f"""SELECT id, date, facets, 4 * (id IN ({CALLED}))::int + (
        SELECT 2 * (name_vector @@ %(direct)s::tsquery)::int + (name_vector @@ %(widened)s::tsquery)::int
        FROM search_searchentry AS entry WHERE entry.id = given.id
    ) AS tier FROM ranked AS given"""  # noqa: S608
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
    #: The facets whose counts are estimates, among them ALL_FACETS where the total is one, too.
    estimated: frozenset[str] = frozenset()

    @property
    def is_estimate(self) -> bool:
        return self.estimated == ALL_FACETS

    def is_estimated(self, facet: str) -> bool:
        return self.is_estimate or facet in self.estimated


@dataclass(frozen=True)
class Request:
    """What part of which hits is asked for; `chosen` maps facets to the values they must have."""

    query: Query
    language: str
    chosen: dict[str, str] = field(default_factory=dict)
    sort: str = RELEVANCE
    offset: int = 0
    limit: int = 20
    #: Milliseconds after which a statement is given up.
    patience: int = PATIENCE

    def parameters(self) -> dict:
        query = self.query
        found = {
            "match": query.match,
            "direct": query.direct,
            "widened": query.widened,
            "keys": list(query.names),
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
        if _settle(cursor, request.patience) <= EXACT:
            return _exact(cursor, request, MATCHED)
        return _in_bounds(cursor, request)


def _in_bounds(cursor, request: Request) -> Hits:
    """Exact where the hits, or those that the filters leave, are few enough to be counted."""
    unfiltered = _sampled(cursor, request, MATCHED)
    if unfiltered <= SURELY_TOO_MANY:
        found = _exact(cursor, request, f"{MATCHED} LIMIT {MOST_COUNTED + 1}")
        if found.unfiltered <= MOST_COUNTED:
            return found
    if request.chosen and _sampled(cursor, request, filtered(request)) <= SURELY_TOO_MANY:
        found = _exact(cursor, request, f"{filtered(request)} LIMIT {MOST_COUNTED + 1}", by_row=True)
        if found.total <= MOST_COUNTED:
            return _with_other_values(cursor, request, found, unfiltered)
    return _estimated(cursor, request, unfiltered)


def filtered(request: Request) -> str:
    """Only those hits that have the chosen values."""
    return MATCHED + _conditions(request)


def _conditions(request: Request) -> str:
    """What the database must check of each entry; only the state of a day is in no index."""
    columns = {name: f"({FACETS})" if name == "status" else "facets" for name in request.chosen}
    return "".join(f" AND {column} @> ARRAY[%(facet_{name})s::text]" for name, column in columns.items())


def _settle(cursor, patience: int) -> float:
    """Settings of this transaction; the number of entries as the planner knows it."""
    cursor.execute(
        # Under a LIMIT the planner may think that reading all vectors in turn finds enough of them soon.
        "SELECT set_config('statement_timeout', %s, true), set_config('enable_seqscan', 'off', true),"
        " set_config('jit', 'off', true), set_config('work_mem', '64MB', true), reltuples FROM pg_class"
        " WHERE oid = 'search_searchentry'::regclass",
        [str(patience)],
    )
    return cursor.fetchone()[-1]


def _sampled(cursor, request: Request, matched: str) -> int:
    """About how many there are, from those of one entry in SAMPLE."""
    cursor.execute(
        f"SELECT count(*) FROM ({matched} AND record_id %% {SAMPLE} = 0) AS sampled",  # noqa: S608
        request.parameters(),
    )
    return cursor.fetchone()[0] * SAMPLE


def exact_statement(request: Request, matched: str = MATCHED, by_row: bool = False) -> str:
    hits = f"SELECT *, {_missing(request)} AS missing FROM ({matched}) AS matched"  # noqa: S608
    return _statement(request, hits, "SELECT * FROM hits WHERE missing = '{}'", by_row)


def sampled_hits(request: Request) -> str:
    sampled = f"{MATCHED} AND record_id %% {SAMPLE} = 0"
    return f"SELECT *, {_missing(request)} AS missing FROM ({sampled}) AS matched"  # noqa: S608


def bounded_statement(request: Request) -> str:
    matched = filtered(request)
    parts = [
        f"{matched} AND id IN ({CALLED})",
        f"({NAMED} AND vector @@ %(match)s::tsquery{_conditions(request)} LIMIT {RANKED_NAMES})",
        f"({matched} LIMIT {RANKED_OTHERS})",
    ]
    few = matched if request.sort == DATE else " UNION ALL ".join(parts)
    ranked = f"SELECT DISTINCT ON (id) * FROM ({few}) AS few"  # noqa: S608
    return _statement(request, sampled_hits(request), ranked, by_row=True)


def _missing(request: Request) -> str:
    lacks = (
        f"CASE WHEN facets @> ARRAY[%(facet_{name})s::text] THEN NULL ELSE '{name}' END"
        for name in request.chosen
    )
    return MISSING.format(", ".join(lacks))


def _statement(request: Request, hits: str, ranked: str, by_row: bool) -> str:
    parts = {"hits": hits, "counted": COUNTED, "ranked": ranked}
    if request.sort == DATE:
        parts["scored"] = BY_DATE
    elif request.query.parts:
        matches = (
            f"(vector @@ %(part_{number})s::tsquery)::int" for number in range(len(request.query.parts))
        )
        parts["scored"] = PARTIAL.replace("MATCHES", " + ".join(matches))
    elif by_row:
        parts |= {"tiered": TIERED_BY_ROW, "scored": SCORED}
    else:
        parts |= {"named": NAMES, "tiered": TIERED, "scored": SCORED}
    parts["shown"] = SHOWN
    steps = ", ".join(f"{name} AS MATERIALIZED ({sql})" for name, sql in parts.items())
    return f"WITH {steps} {ANSWER}"


def _exact(cursor, request: Request, matched: str, by_row: bool = False) -> Hits:
    cursor.execute(exact_statement(request, matched, by_row), request.parameters())
    total, unfiltered, facets, ids = cursor.fetchone()
    return Hits(ids or [], total, unfiltered, facets or {})


def _estimated(cursor, request: Request, unfiltered: int) -> Hits:
    cursor.execute(bounded_statement(request), request.parameters())
    total, _unfiltered, facets, ids = cursor.fetchone()
    return Hits(ids or [], total * SAMPLE, unfiltered, _scaled(facets), estimated=ALL_FACETS)


def _with_other_values(cursor, request: Request, found: Hits, unfiltered: int) -> Hits:
    """Exact hits of a filtered search; what other values of the same facets would give is estimated."""
    cursor.execute(
        f"WITH hits AS MATERIALIZED ({sampled_hits(request)}), counted AS ({COUNTED})"  # noqa: S608
        " SELECT json_object_agg(facet, number) FROM counted",
        request.parameters(),
    )
    others = _scaled(cursor.fetchone()[0])
    chosen = frozenset(request.chosen)
    exact = {f"{name}:{value}" for name, value in request.chosen.items()}
    facets = {facet: number for facet, number in others.items() if _name(facet) in chosen}
    facets |= {
        facet: number
        for facet, number in found.facets.items()
        if _name(facet) not in chosen or facet in exact
    }
    return Hits(found.ids, found.total, unfiltered, facets, estimated=chosen)


def _scaled(facets: dict[str, int] | None) -> dict[str, int]:
    return {facet: number * SAMPLE for facet, number in (facets or {}).items()}


def _name(facet: str) -> str:
    return facet.partition(":")[0]
