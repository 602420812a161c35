"""The cooperation graph of a thousand institutions and twenty thousand agreements, in a scratch database.

    python -m tests.benchmarks.cooperation [--agreements 20000]

Prints the seconds in which the layout is made, and the page beside a plain list page of agreements, both as
readers get them: the ratio is what holds on any machine. Cold is the first page after a record has changed.
"""

import argparse
import os
import random
import time
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinterfor.settings")
django.setup()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from agreements.models import Agreement, Party  # noqa: E402
from cinterfor.corpus.fill import make_database, scratch_database  # noqa: E402
from network.models import Country, Institution, Region  # noqa: E402

DATABASE, INSTITUTIONS, ROUNDS = "corpus_cooperation", 1_000, 15
#: Nine of ten agreements are among the institutions of a neighbourhood of this size.
NEIGHBOURHOOD, NEAR = 40, 0.9
PUBLIC = {"publication_status": "published", "published_from": timezone.now()}
#: As the indexer writes them, without the words.
ENTRIES = """
INSERT INTO search_searchentry (record_type, record_id, slug, public_from, datestamp, facets, titles, texts,
    related, name_vector, vector)
SELECT '{name}', id, slug, published_from, changed_at, '{{}}', '{{}}', '{{}}', '[]', '', '' FROM {table}
"""


def write(model, rows):
    """Past the portal's own manager, which would index each row."""
    return models.QuerySet(model).bulk_create(rows, batch_size=2_000)


def names(text: str) -> dict:
    return {f"name_{language}": text for language in ("es", "pt", "en")}


def fill(number: int) -> None:
    chance = random.Random(11)
    countries = write(
        Country,
        [
            Country(
                code=f"Q{chr(65 + place)}",
                slug=f"q{place}",
                region=region,
                **names(f"País {place}"),
                **PUBLIC,
            )
            for place, region in enumerate(Region.values * 3)
        ],
    )
    institutions = write(
        Institution,
        [
            Institution(
                slug=f"i-{place}",
                acronym_es=f"INST{place}",
                country=countries[place // NEIGHBOURHOOD % len(countries)],
                **names(f"Instituto de formación {place}"),
                **PUBLIC,
            )
            for place in range(INSTITUTIONS)
        ],
    )
    agreements = write(
        Agreement,
        [
            Agreement(slug=f"a-{place}", title_es=f"Acuerdo {place}", signed=str(1990 + place % 36), **PUBLIC)
            for place in range(number)
        ],
    )
    parties = []
    for agreement in agreements:
        first = chance.randrange(INSTITUTIONS)
        start = first // NEIGHBOURHOOD * NEIGHBOURHOOD
        near = range(start, min(start + NEIGHBOURHOOD, INSTITUTIONS))
        chosen = {first}
        while len(chosen) < 2 + (chance.random() < 0.3):
            chosen.add(chance.choice(near) if chance.random() < NEAR else chance.randrange(INSTITUTIONS))
        parties += [Party(agreement=agreement, institution=institutions[place]) for place in sorted(chosen)]
    write(Party, parties)
    with connection.cursor() as cursor:
        for model in (Country, Institution, Agreement):
            name = model.record_type().name
            cursor.execute(ENTRIES.format(name=name, table=model._meta.db_table))
        cursor.execute("VACUUM ANALYZE")


def seconds(client, path: str, cold: bool = False) -> float:
    """The median of several rounds, the first one left out where the page is warm."""
    taken = []
    for _round in range(3 if cold else ROUNDS):
        if cold:
            cache.clear()
        begun = time.perf_counter()
        response = client.get(path)
        taken.append(time.perf_counter() - begun)
        assert response.status_code == 200, path
    return median(taken if cold else taken[1:])


def measure() -> None:
    begun = time.perf_counter()
    call_command("draw_cooperation", verbosity=0)
    print(f"layout {time.perf_counter() - begun:.1f} s")
    client = Client()
    client.get("/es/acuerdos/")
    plain, page = seconds(client, "/es/acuerdos/"), seconds(client, "/es/cooperacion/")
    cold = seconds(client, "/es/cooperacion/", cold=True)
    size = len(client.get("/es/cooperacion/").content)
    print(f"list of agreements {plain * 1e3:.0f} ms")
    print(f"cooperation {page * 1e3:.0f} ms: {page / plain:.2f} x; {size / 1e3:.0f} kB")
    print(f"cooperation, cold {cold * 1e3:.0f} ms: {cold / plain:.1f} x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agreements", type=int, default=20_000)
    arguments = parser.parse_args()
    make_database(DATABASE)
    with scratch_database(DATABASE):
        call_command("migrate", interactive=False, verbosity=0)
        fill(arguments.agreements)
        measure()


if __name__ == "__main__":
    main()
