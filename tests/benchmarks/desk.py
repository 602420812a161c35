"""The editors' list of products, a hundred thousand beside a thousand: `make bench-desk`.

The same list is opened, searched and filtered on two corpora in one run, by turns; what is printed are
ratios of medians and numbers of queries; absolute times are this machine's.
"""

import argparse
import os
import time
from contextlib import contextmanager
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinterfor.settings")
django.setup()

from django.apps import apps  # noqa: E402
from django.contrib.admin import site  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models.signals import post_migrate  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from cinterfor.corpus.fill import exists, name_of, rename, scratch_database  # noqa: E402
from knowledge.models import Product, Theme  # noqa: E402

SEED, ROUNDS, MOST_RATIO = 1963, 7, 2.0
#: The products of a search corpus are copied, or taken away, until there are as many as asked for.
CORPORA = {1_000: 10_000, 100_000: 100_000}
UNFINISHED = "corpus_desk_unfinished"
LIST = "/es/admin/knowledge/product/"


def requests() -> dict[str, dict]:
    """What an editor asks of the list: name -> parameters."""
    product = Product.objects.order_by("pk")[Product.objects.count() // 2]
    theme = Theme.objects.order_by("pk").first()
    pages = -(-Product.objects.count() // 50)
    return {
        "open": {},
        "page in the middle": {"p": str(pages // 2)},
        "last page": {"p": str(pages)},
        "search: a word": {"q": product.title.split()[0]},
        "search: two words": {"q": "formación trabajo"},
        "search: an author": {"q": product.contributions.get().person.family_name},
        "search: a title": {"q": product.title},
        "search: nothing": {"q": "zzyzx"},
        "filter: kind": {"kind__exact": product.kind},
        "filter: theme": {"themes__id__exact": str(theme.pk)},
        "filter: draft": {"publication_status__exact": "draft"},
        "filter: not verified": {"work": "unverified"},
        "filter: no English": {"work": "lacks-en"},
        "filter: poor": {"quality": "poor"},
        "filter: decade": {"decade": "2010"},
        "sort: quality": {"o": _sorted_by("quality_score")},
        "sort: changed": {"o": _sorted_by("changed")},
    }


def _sorted_by(column: str) -> str:
    """The highest first, by a column of the list; the first one has the boxes to mark rows."""
    columns = site.get_model_admin(Product).list_display
    return f"-{columns.index(column) + 1}"


def copy_of_corpus(number: int) -> str:
    """A database of its own with so many products, made from the search corpus that is nearest."""
    # The names compared for duplicates are no part of the list, and take long to write.
    post_migrate.disconnect(sender=apps.get_app_config("duplicates"), dispatch_uid="duplicates_first_names")
    name = f"corpus_desk_{number}"
    if not exists(name):
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {UNFINISHED}")
            cursor.execute(f"CREATE DATABASE {UNFINISHED} TEMPLATE {name_of(CORPORA[number], SEED)}")
        with scratch_database(UNFINISHED):
            call_command("migrate", interactive=False, verbosity=0)
            _make_products(number)
            get_user_model().objects.create(username="bench", is_staff=True, is_superuser=True)
        rename(UNFINISHED, name)
    with scratch_database(name):
        call_command("migrate", interactive=False, verbosity=0)
    return name


def _make_products(number: int) -> None:
    """By SQL, with a score for each: the loader and the rule are not what is measured.

    One in ten is a draft, one in three lacks its English title, each other one was just verified.
    """
    table = Product._meta.db_table
    fields = [field for field in Product._meta.concrete_fields if not field.generated]
    columns = [connection.ops.quote_name(field.column) for field in fields]
    copied = [
        {'"id"': "id + %(step)s", '"slug"': "slug || '-copy'"}.get(column, column) for column in columns
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), max(id) FROM {table}")
        count, last = cursor.fetchone()
        if count > number:
            cursor.execute(f"SELECT id FROM {table} ORDER BY id OFFSET %s LIMIT 1", [number])
            (first,) = cursor.fetchone()
            for through in (Product.themes.through, Product.countries.through, Product.institutions.through):
                cursor.execute(f"DELETE FROM {through._meta.db_table} WHERE product_id >= %s", [first])
            cursor.execute(f"DELETE FROM {table} WHERE id >= %s", [first])
        elif count < number:
            parameters = {"step": last, "most": number - count}
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(copied)}"
                f" FROM {table} ORDER BY id LIMIT %(most)s",
                parameters,
            )
            for name in ("theme", "country"):
                through = f"{table}_{'themes' if name == 'theme' else 'countries'}"
                cursor.execute(
                    f"INSERT INTO {through} (product_id, {name}_id) SELECT product_id + %(step)s, {name}_id"
                    f" FROM {through} WHERE product_id + %(step)s IN (SELECT id FROM {table})",
                    parameters,
                )
        cursor.execute(
            f"UPDATE {table} SET translated_title_en = CASE WHEN id %% 3 = 0 THEN '' ELSE title END,"
            " publication_status = CASE WHEN id %% 10 = 0 THEN 'draft' ELSE 'published' END,"
            " verified_on = CASE WHEN id %% 2 = 0 THEN current_date END,"
            " changed_at = now() - id * interval '1 minute'",
            [],
        )
        _make_authors(cursor, number)
        cursor.execute("DELETE FROM quality_quality WHERE record_type = 'product'")
        cursor.execute(
            "INSERT INTO quality_quality (record_type, record_id, kind, score, parts, records, assessed_at)"
            f" SELECT 'product', id, 'own', 30 + id %% 70, '{{}}', 1, now() FROM {table}",
            [],
        )
    with connection.cursor() as cursor:
        # What was written twice takes its room back; then what is visible to all is noted.
        cursor.execute(f"VACUUM (FULL) {Product._meta.db_table}")
        cursor.execute("VACUUM (ANALYZE)")


def _make_authors(cursor, number: int) -> None:
    """One for each product; some five products are by the same."""
    cursor.execute(
        "INSERT INTO knowledge_person (id, slug, given_name, family_name, orcid)"
        " OVERRIDING SYSTEM VALUE"
        " SELECT n, n, 'A.', left(translate(md5(n::text), '0123456789', 'aeiouaeiou'), 9), ''"
        " FROM generate_series(1, %s) AS n",
        [number // 5],
    )
    cursor.execute(
        "INSERT INTO knowledge_contribution (product_id, person_id, role, name_as_printed, position)"
        " SELECT id, 1 + id %% %s, 'author', '', 0 FROM knowledge_product",
        [number // 5],
    )


class Desk:
    """An editor at the list of so many products."""

    def __init__(self, number: int):
        self.database, self.client = copy_of_corpus(number), Client()
        with scratch_database(self.database):
            self.client.force_login(get_user_model().objects.get(username="bench"))
            self.requests = requests()
            print(f"{Product.objects.count():,} products")

    def time(self, name: str) -> float:
        """Milliseconds of a request, its connection open and warm."""
        with self._present():
            self._get(name)
            begun = time.perf_counter()
            self._get(name)
            return (time.perf_counter() - begun) * 1000

    def queries(self, name: str) -> int:
        with self._present(), CaptureQueriesContext(connection) as queries:
            self._get(name)
        return len(queries)

    @contextmanager
    def _present(self):
        with scratch_database(self.database):
            ContentType.objects.clear_cache()
            yield

    def _get(self, name: str) -> None:
        response = self.client.get(LIST, self.requests[name])
        assert response.status_code == 200, (name, response.status_code)


def measure(few: Desk, many: Desk, name: str) -> tuple[float, float]:
    """Milliseconds of a request of each: medians of rounds in turn, so that other work slows both alike."""
    times = [(few.time(name), many.time(name)) for _round in range(ROUNDS)]
    return tuple(median(each) for each in zip(*times, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=[1_000, 100_000])
    arguments = parser.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    few, many = (Desk(number) for number in arguments.numbers)
    # (One less where all that is found stands on one page.)
    most = few.queries("open")
    for name in few.requests:
        before, after = measure(few, many, name)
        queries_before, queries = few.queries(name), many.queries(name)
        ratio = after / before
        told = "" if ratio <= MOST_RATIO and queries <= most else "   <- too much"
        print(
            f"  {name:<24} {before:7.1f} ms -> {after:7.1f} ms   {ratio:5.2f} x"
            f"   queries {queries_before} -> {queries}{told}",
            flush=True,
        )


if __name__ == "__main__":
    main()
