"""The editors' list of products, a hundred thousand beside a thousand: `make bench-desk`.

The same list is opened, searched and filtered on two corpora in one run; what is printed are ratios of
medians and numbers of queries; absolute times are this machine's.
"""

import argparse
import os
import time
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinterfor.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from cinterfor.corpus.fill import exists, name_of, scratch_database  # noqa: E402
from knowledge.models import Product, Theme  # noqa: E402

SEED, ROUNDS, MOST_RATIO = 1963, 7, 2.0
#: The products of a search corpus are copied, or taken away, until there are as many as asked for.
CORPORA = {1_000: 10_000, 100_000: 100_000}
LIST = "/es/admin/knowledge/product/"


def requests() -> dict[str, dict]:
    """What an editor asks of the list: name -> parameters."""
    product = Product.objects.order_by("pk")[Product.objects.count() // 2]
    theme = Theme.objects.order_by("pk").first()
    return {
        "open": {},
        "last page": {"p": str(-(-Product.objects.count() // 50))},
        "search: a word": {"q": product.title.split()[0]},
        "search: a title": {"q": product.title},
        "search: nothing": {"q": "zzyzx"},
        "filter: kind": {"kind__exact": product.kind},
        "filter: theme": {"themes__id__exact": str(theme.pk)},
        "filter: draft": {"publication_status__exact": "draft"},
        "filter: not verified": {"work": "unverified"},
        "filter: no English": {"work": "lacks-en"},
        "filter: poor": {"quality": "poor"},
        "filter: decade": {"decade": "2010"},
        "sort: quality": {"o": "-8"},
        "sort: changed": {"o": "-9"},
    }


def copy_of_corpus(number: int) -> str:
    """A database of its own with so many products, made from the search corpus that is nearest."""
    name = f"corpus_desk_{number}"
    if not exists(name):
        source = name_of(CORPORA[number], SEED)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
    with scratch_database(name):
        call_command("migrate", interactive=False, verbosity=0)
        _make_products(number)
        get_user_model().objects.get_or_create(
            username="bench", defaults={"is_staff": True, "is_superuser": True}
        )
    return name


def _make_products(number: int) -> None:
    """By SQL, with a score for each: the loader and the rule are not what is measured."""
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
        cursor.execute("DELETE FROM quality_quality WHERE record_type = 'product'")
        cursor.execute(
            "INSERT INTO quality_quality (record_type, record_id, kind, score, parts, records, assessed_at)"
            f" SELECT 'product', id, 'own', 30 + id %% 70, '{{}}', 1, now() FROM {table}",
            [],
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def measure(number: int) -> dict[str, tuple[float, int]]:
    """Milliseconds (the median of the rounds) and queries of each request."""
    with scratch_database(copy_of_corpus(number)):
        client, found = Client(), {}
        client.force_login(get_user_model().objects.get(username="bench"))
        print(f"{Product.objects.count():,} products")
        for name, parameters in requests().items():
            client.get(LIST, parameters)
            times = []
            for _round in range(ROUNDS):
                begun = time.perf_counter()
                response = client.get(LIST, parameters)
                times.append((time.perf_counter() - begun) * 1000)
                assert response.status_code == 200, (name, response.status_code)
            with CaptureQueriesContext(connection) as queries:
                client.get(LIST, parameters)
            found[name] = median(times), len(queries)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=[1_000, 100_000])
    arguments = parser.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    few, many = (measure(number) for number in arguments.numbers)
    for name, (milliseconds, queries) in many.items():
        before, queries_before = few[name]
        ratio = milliseconds / before
        told = "" if ratio <= MOST_RATIO and queries == queries_before else "   <- too much"
        print(
            f"  {name:<24} {before:7.1f} ms -> {milliseconds:7.1f} ms   {ratio:5.2f} x"
            f"   queries {queries_before} -> {queries}{told}"
        )


if __name__ == "__main__":
    main()
