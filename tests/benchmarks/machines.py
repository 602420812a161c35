"""A whole harvest of a hundred thousand works, beside the bare data and their bytes: `make bench-oai`.

The floor is what the same work takes without a portal: the rows and what belongs to them by COPY, and the
documents written from finished trees. What is printed are ratios; absolute times are this machine's.
"""

import argparse
import os
import resource
import time
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinterfor.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from lxml import etree  # noqa: E402

from cinterfor.corpus.fill import exists, rename, scratch_database  # noqa: E402
from knowledge.oai.formats import FORMATS  # noqa: E402
from knowledge.oai.lists import PAGE  # noqa: E402
from tests.benchmarks.desk import copy_of_corpus  # noqa: E402

UNFINISHED, EDGE = "corpus_oai_unfinished", 50
#: As the indexer writes them, without the words: a harvest does not search.
ENTRIES = """
INSERT INTO search_searchentry (record_type, record_id, slug, public_from, datestamp, date, facets, titles,
    texts, related, name_vector, vector)
SELECT 'product', id, slug, published_from, greatest(changed_at, published_from), issued_first, {facets},
    '{{}}', '{{}}', '[]', '', ''
FROM knowledge_product AS product WHERE publication_status = 'published'
"""
#: One in ten, the drafts, was public once.
TOMBSTONES = """
INSERT INTO publishing_address (record_type, slug, record_id, public_from, titles, reason, successor,
    gone_at, facets)
SELECT 'product', slug, id, published_from, '{{}}', '', '', greatest(changed_at, published_from), {facets}
FROM knowledge_product AS product WHERE publication_status = 'draft'
"""
FACETS = """
ARRAY['type:product', 'language:' || language, 'kind:' || kind]
|| ARRAY(SELECT 'country:' || code FROM knowledge_product_countries JOIN network_country AS country
    ON country.id = country_id WHERE product_id = product.id)
|| ARRAY(SELECT 'theme:' || theme.slug FROM knowledge_product_themes JOIN knowledge_theme AS theme
    ON theme.id = theme_id WHERE product_id = product.id)
"""
BARE = """
COPY (SELECT product.*, entry.datestamp, entry.facets,
    ARRAY(SELECT family_name || ', ' || given_name FROM knowledge_contribution JOIN knowledge_person AS person
        ON person.id = person_id WHERE product_id = product.id ORDER BY position),
    ARRAY(SELECT (theme.slug, name_es, name_pt, name_en)::text FROM knowledge_product_themes
        JOIN knowledge_theme AS theme ON theme.id = theme_id WHERE product_id = product.id),
    ARRAY(SELECT (code, name_es, name_pt, name_en)::text FROM knowledge_product_countries
        JOIN network_country AS country ON country.id = country_id WHERE product_id = product.id)
FROM search_searchentry AS entry JOIN knowledge_product AS product ON product.id = entry.record_id
WHERE entry.record_type = 'product' ORDER BY entry.datestamp, entry.slug) TO STDOUT
"""


def database_of(number: int) -> str:
    """A database of its own, made from that of the editors' list."""
    name = f"corpus_oai_{number}"
    if not exists(name):
        template = f"corpus_desk_{number}"
        if not exists(template):
            copy_of_corpus(number)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {UNFINISHED}")
            cursor.execute(f"CREATE DATABASE {UNFINISHED} TEMPLATE {template}")
        with scratch_database(UNFINISHED):
            call_command("migrate", interactive=False, verbosity=0)
            with connection.cursor() as cursor:
                cursor.execute("TRUNCATE search_searchname, publishing_address")
                cursor.execute("DELETE FROM search_searchentry WHERE record_type = 'product'")
                for statement in (ENTRIES, TOMBSTONES):
                    cursor.execute(statement.format(facets=FACETS))
                cursor.execute("VACUUM (ANALYZE)")
        rename(UNFINISHED, name)
    with scratch_database(name):
        call_command("migrate", interactive=False, verbosity=0)
    return name


def bare() -> float:
    """Seconds for the rows of all works by COPY."""
    begun = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy(BARE) as rows:
        for _row in rows:
            pass
    return time.perf_counter() - begun


class Harvest:
    """A harvest, page by page: seconds of each, and what its documents take to write again."""

    def __init__(self, prefix: str):
        self.seconds, self.written, self.items, self.size = [], 0.0, 0, 0
        client, asked = Client(), {"metadataPrefix": prefix}
        while asked:
            begun = time.perf_counter()
            content = client.get("/oai", {"verb": "ListRecords"} | asked).content
            self.seconds.append(time.perf_counter() - begun)
            asked = self._read(content)
            if len(self.seconds) == EDGE:
                self.memory_before = memory()
        self.memory = memory()

    def _read(self, content: bytes) -> dict:
        document = etree.fromstring(content)
        begun = time.perf_counter()
        etree.tostring(document, encoding="UTF-8", xml_declaration=True)
        self.written += time.perf_counter() - begun
        self.items += len(document.findall(".//{*}header"))
        self.size += len(content)
        token = document.findtext(".//{*}resumptionToken")
        return {"resumptionToken": token} if token else {}


def memory() -> float:
    """The most that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tell(prefix: str, harvest: Harvest, rows: float) -> None:
    total, floor, each = sum(harvest.seconds), rows + harvest.written, 1e3 / harvest.items
    first, last = median(harvest.seconds[1 : EDGE + 1]), median(harvest.seconds[-EDGE - 1 : -1])
    for line in (
        f"{prefix}: {harvest.items:,} items on {len(harvest.seconds):,} pages of {PAGE},"
        f" {harvest.size / 1e6:.0f} MB in {total:.0f} s",
        f"  {total * each:.2f} ms an item; rows by COPY {rows * each:.3f} ms, bytes"
        f" {harvest.written * each:.3f} ms: {total / floor:.1f} x",
        f"  a page at the beginning {first * 1e3:.0f} ms, at the end {last * 1e3:.0f} ms:"
        f" {last / first:.2f} x",
        f"  memory after {EDGE} pages {harvest.memory_before:.0f} MB, at the end {harvest.memory:.0f} MB",
    ):
        print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=100_000)
    parser.add_argument("--formats", nargs="*", default=list(FORMATS))
    arguments = parser.parse_args()
    with scratch_database(database_of(arguments.number)):
        rows = min(bare() for _round in range(3))
        for prefix in arguments.formats:
            tell(prefix, Harvest(prefix), rows)


if __name__ == "__main__":
    main()
