"""Search measured against the naive way, in one run on one connection: `make bench`.

The naive way is six statements with the same tsquery on the same tables: the twenty of the highest rank,
the count, four facets. What is printed are ratios; absolute times are this machine's.
"""

import argparse
import gc
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import mean, median, quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinterfor.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402
from tqdm import tqdm  # noqa: E402

from cinterfor.corpus.fill import name_of, scratch_database  # noqa: E402
from cinterfor.corpus.records import Maker  # noqa: E402
from cinterfor.search import hits  # noqa: E402
from cinterfor.search.results import Results, search  # noqa: E402
from cinterfor.search.suggestions import suggestions  # noqa: E402
from tests.benchmarks.queries import Typed, typed_queries  # noqa: E402

SEED, EACH = 1963, 100
NAIVE_FACETS = ("type", "country", "theme", "year")
WHERE = "vector @@ %(match)s::tsquery AND public_from <= %(now)s"


@dataclass
class Measured:
    """Milliseconds of one query, the median of the rounds, and how good its answer was."""

    typed: Typed
    naive: list[float] = field(default_factory=list)
    sql: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    rank_score: float | None = None
    total: int = 0
    count_error: float = 0
    wrongly_counted: bool = False


@contextmanager
def timed(into: list[float]):
    begun = time.perf_counter()
    yield
    into.append((time.perf_counter() - begun) * 1000)


class Sql:
    """Adds up the time of all statements of a block."""

    def __init__(self):
        self.total = 0.0

    def __call__(self, execute, sql, params, many, context):
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.total += (time.perf_counter() - begun) * 1000


def request_of(results: Results, language: str) -> hits.Request:
    return hits.Request(results.query, language, results.form.chosen)


def filtered(request: hits.Request) -> str:
    return WHERE + "".join(f" AND facets @> ARRAY[%(facet_{name})s::text]" for name in request.chosen)


def naive_statements(request: hits.Request) -> list[str]:
    where = filtered(request)
    ranked = f"ts_rank('{hits.WEIGHTS}', vector, %(match)s::tsquery)"
    return [
        f"SELECT id FROM search_searchentry WHERE {where} ORDER BY {ranked} DESC, id LIMIT 20",
        f"SELECT count(*) FROM search_searchentry WHERE {where}",
        *(
            f"SELECT facet, count(*) FROM search_searchentry, unnest(facets) AS facet"
            f" WHERE {where} AND facet LIKE '{name}:%%' GROUP BY facet"
            for name in NAIVE_FACETS
        ),
    ]


def run_naive(request: hits.Request) -> int:
    """The six statements, under the same settings; the exact count."""
    parameters, count = request.parameters(), 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('jit', 'off', true), set_config('work_mem', '64MB', true)")
        for place, statement in enumerate(naive_statements(request)):
            cursor.execute(statement, parameters)
            rows = cursor.fetchall()
            if place == 1:
                count = rows[0][0]
    return count


SCORE = f"""4 * (id IN ({hits.CALLED}))::int + 2 * (name_vector @@ %(direct)s::tsquery)::int
    + (name_vector @@ %(widened)s::tsquery)::int + ts_rank('{hits.WEIGHTS}', vector, %(match)s::tsquery)
    * CASE WHEN facets @> ARRAY[%(own)s] THEN 1 ELSE {hits.OTHER_LANGUAGE} END"""


def score_of(request: hits.Request) -> str:
    """The rank by which the hits are ordered, written without any short cut."""
    if not request.query.parts:
        return SCORE
    matches = (f"(vector @@ %(part_{number})s::tsquery)::int" for number in range(len(request.query.parts)))
    return f"{' + '.join(matches)} + ts_rank('{hits.WEIGHTS}', vector, %(match)s::tsquery)"


def rank_score(request: hits.Request, ids: list[int]) -> float:
    """The exact rank of our twenty, summed, over that of the exact twenty."""
    score, parameters = score_of(request), request.parameters() | {"ids": ids}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(sum(score), 0) FROM (SELECT {score} AS score FROM search_searchentry"
            f" WHERE {filtered(request)} ORDER BY score DESC LIMIT 20) AS best",
            parameters,
        )
        best = cursor.fetchone()[0]
        cursor.execute(
            f"SELECT coalesce(sum({score}), 0) FROM search_searchentry WHERE id = ANY(%(ids)s)", parameters
        )
        return cursor.fetchone()[0] / best if best else 1.0


def warm_up(typed: Typed, client: Client) -> None:
    with translation.override(typed.language):
        client.get(reverse("search"), typed.parameters)


def measure(typed: Typed, measured: Measured, client: Client, judge: bool) -> None:
    with translation.override(typed.language):
        path = reverse("search")
        factory = RequestFactory().get(path, typed.parameters)
        gc.disable()
        sql = Sql()
        with connection.execute_wrapper(sql):
            results = search(factory)
        measured.sql.append(sql.total)
        request = request_of(results, typed.language)
        with timed(measured.naive):
            exact = run_naive(request)
        with timed(measured.whole):
            response = client.get(path, typed.parameters)
        gc.enable()
        assert response.status_code == 200, (typed, response.status_code)
        measured.total = exact
        told = results.found.total
        measured.count_error = abs(told - exact) / exact if exact else 0
        measured.wrongly_counted = told != exact and not results.found.is_estimate
        if judge:
            measured.rank_score = rank_score(request, results.found.ids)


def percentile(values, share: int) -> float:
    values = list(values)
    return quantiles(values, n=100, method="inclusive")[share - 1] if len(values) > 1 else values[0]


def line(name: str, ours, naive) -> str:
    p50, p95 = percentile(ours, 50) / percentile(naive, 50), percentile(ours, 95) / percentile(naive, 95)
    return f"  {name:<34} p50 {p50:6.3f} x naive   p95 {p95:6.3f} x naive"


def report(number: int, found: list[Measured]) -> None:
    naive, totals = [median(one.naive) for one in found], [one.total for one in found]
    print(
        f"\n{number:,} records: {len(found)} queries, hits p50 {percentile(totals, 50):,.0f},"
        f" p95 {percentile(totals, 95):,.0f}, most {max(totals):,}"
    )
    print(
        f"  naive, six statements              p50 {percentile(naive, 50):8.2f} ms     "
        f"p95 {percentile(naive, 95):8.2f} ms"
    )
    print(line("our SQL, all statements", [median(one.sql) for one in found], naive))
    print(line("the whole request", [median(one.whole) for one in found], naive))
    scores = [one.rank_score for one in found if one.rank_score is not None]
    if scores:
        print(
            f"  rank score, unseen queries          mean {mean(scores):.4f}   p5 {percentile(scores, 5):.4f}"
        )
    wrong = sum(one.wrongly_counted for one in found)
    print(
        f"  counts said to be exact but wrong   {wrong};   largest error of an estimate"
        f" {max(one.count_error for one in found):.1%}"
    )


def measure_suggestions(number: int) -> None:
    """What is suggested for the beginnings of words and titles, two letters and more."""
    maker, times = Maker(SEED), []
    texts = [word for code in ("es", "pt", "en") for word in maker.writer.known[code].words[20:4000:60]]
    for place, text in enumerate(texts):
        with timed(times):
            suggestions(text[: 2 + place % 6], "es")
    print(
        f"  suggestions                         p50 {percentile(times, 50):.2f} ms   "
        f"p95 {percentile(times, 95):.2f} ms   ({len(times)} beginnings)"
    )


def bench(number: int, rounds: int) -> None:
    call_command("make_corpus", number, seed=SEED)
    client = Client()
    sets = {"tuning": typed_queries(EACH, "tuning", SEED), "unseen": typed_queries(EACH, "unseen", SEED)}
    with scratch_database(name_of(number, SEED)):
        found = [(name, Measured(typed)) for name, queries in sets.items() for typed in queries]
        for _name, measured in found[:: len(found) // 40]:
            warm_up(measured.typed, client)
        for turn in range(rounds):
            for name, measured in tqdm(found, desc=f"{number:,}, round {turn + 1}", disable=None):
                measure(measured.typed, measured, client, judge=turn == 0 and name == "unseen")
        report(number, [measured for _name, measured in found])
        measure_suggestions(number)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    for number in arguments.numbers:
        bench(number, arguments.rounds if number < 1_000_000 else 1)


if __name__ == "__main__":
    main()
