"""A hundred thousand works as machines fetch them, beside their bare data: `make bench-machines`.

The floor is what the same work takes without a portal: the rows and what belongs to them by COPY, and the
same bytes written from finished trees, or rows of a table. What is printed are ratios; absolute times are
this machine's. Harvests are measured cold (nothing is kept: each page makes what is missing) for a part of
the works, then whole, from what the daily job has kept.
"""

import argparse
import csv
import os
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinterfor.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402
from lxml import etree  # noqa: E402

from cinterfor.corpus.fill import exists, rename, scratch_database  # noqa: E402
from cinterfor.renditions.models import Rendition  # noqa: E402
from cinterfor.search.models import SearchEntry  # noqa: E402
from knowledge.oai.formats import FORMATS  # noqa: E402
from tests.benchmarks.desk import copy_of_corpus  # noqa: E402

UNFINISHED, EDGE = "corpus_oai_unfinished", 50
ROWS = "csv-es"
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


class Memory:
    """What this process holds more than before, at the most, in megabytes."""

    def __init__(self):
        self.before, self.most = self._now(), 0.0

    def look(self) -> None:
        self.most = max(self.most, self._now() - self.before)

    @staticmethod
    def _now() -> float:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Harvest:
    """A harvest, page by page: seconds of each, and what its documents take to write again."""

    def __init__(self, prefix: str, most: int | None = None):
        self.seconds, self.written, self.items, self.size = [], 0.0, 0, 0
        client, asked = Client(), {"metadataPrefix": prefix}
        client.get("/oai", {"verb": "Identify"})
        self.memory = Memory()
        while asked and len(self.seconds) != most:
            begun = time.perf_counter()
            content = client.get("/oai", {"verb": "ListRecords"} | asked).content
            self.seconds.append(time.perf_counter() - begun)
            asked = self._read(content)
            self.memory.look()

    def _read(self, content: bytes) -> dict:
        document = etree.fromstring(content)
        begun = time.perf_counter()
        etree.tostring(document, encoding="UTF-8", xml_declaration=True)
        self.written += time.perf_counter() - begun
        self.items += len(document.findall(".//{*}header"))
        self.size += len(content)
        token = document.findtext(".//{*}resumptionToken")
        return {"resumptionToken": token} if token else {}


class Table:
    """The list of works as a table, whole: seconds of its parts, and what its rows take to write again."""

    def __init__(self):
        client, self.seconds, self.size = Client(), [], 0
        client.get("/oai", {"verb": "Identify"})
        self.memory = Memory()
        with tempfile.TemporaryFile() as file:
            for part in self._parts(client):
                file.write(part)
                self.size += len(part)
                self.memory.look()
            file.seek(0)
            rows = list(csv.reader(file.read().decode().splitlines(keepends=True)))
        self.items = len(rows) - 1
        begun = time.perf_counter()
        with tempfile.TemporaryFile("w") as file:
            csv.writer(file).writerows(rows)
        self.written = time.perf_counter() - begun

    def _parts(self, client) -> Iterator[bytes]:
        with override("es"):
            address = reverse("product_list_data", args=["csv"])
        begun = time.perf_counter()
        for part in client.get(address).streaming_content:
            self.seconds.append(time.perf_counter() - begun)
            yield part
            begun = time.perf_counter()


def keep_all(name: str, kinds: list[str]) -> None:
    """In a process of its own: what it holds is not what a worker holds."""
    with scratch_database(name):
        call_command("keep_renditions", *kinds, verbosity=0)


def tell(name: str, found: Harvest | Table, rows: float) -> None:
    total, floor, each = sum(found.seconds), rows * found.items + found.written, 1e3 / found.items
    first, last = median(found.seconds[1 : EDGE + 1]), median(found.seconds[-EDGE - 1 : -1])
    for line in (
        f"{name}: {found.items:,} items, {found.size / 1e6:.0f} MB, {len(found.seconds):,} parts"
        f" in {total:.1f} s",
        f"  {total * each:.3f} ms an item; rows by COPY {rows * 1e3:.3f} ms, bytes"
        f" {found.written * each:.3f} ms: {total / floor:.1f} x",
        f"  a part at the beginning {first * 1e3:.1f} ms, at the end {last * 1e3:.1f} ms:"
        f" {last / first:.2f} x; memory above idle {found.memory.most:.0f} MB",
    ):
        print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=100_000)
    parser.add_argument("--formats", nargs="*", default=list(FORMATS))
    parser.add_argument("--cold", type=int, default=EDGE, help="pages that are harvested with nothing kept")
    arguments = parser.parse_args()
    name = database_of(arguments.number)
    with scratch_database(name):
        works = SearchEntry.objects.of_type("product").count()
        rows = min(bare() for _round in range(3)) / works
        print(f"{works:,} works")
        if arguments.cold:
            for prefix in arguments.formats:
                Rendition.objects.all().delete()
                tell(f"{prefix}, cold", Harvest(prefix, arguments.cold), rows)
            connection.close()
            begun = time.perf_counter()
            child = get_context("spawn").Process(target=keep_all, args=(name, [*arguments.formats, ROWS]))
            child.start()
            child.join()
            each = (time.perf_counter() - begun) / works * 1e3
            print(f"kept by the daily job: {each:.2f} ms a work in {len(arguments.formats) + 1} kinds")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE renditions_rendition")
        for prefix in arguments.formats:
            tell(prefix, Harvest(prefix), rows)
        tell("csv", Table(), rows)


if __name__ == "__main__":
    main()
