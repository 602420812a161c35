"""`manage.py make_corpus N`: a scratch database with N made-up records, to measure search with."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from cinterfor.corpus.fill import exists, fill, make_database, name_of, rename, scratch_database

SEED = 1963


class Command(BaseCommand):
    help = "Fill a scratch database beside the portal's own with N made-up trilingual records."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, help="how many records, besides the themes and countries")
        parser.add_argument("--seed", type=int, default=SEED, help="the same seed makes the same records")
        parser.add_argument("--again", action="store_true", help="make it anew also where it is there")

    def handle(self, *, number, seed, again, verbosity, **options):
        if number < 1:
            raise CommandError("A corpus has at least one record.")
        name = name_of(number, seed)
        if exists(name) and not again:
            self.stdout.write(f"The database {name} is there already; --again makes it anew.")
            return
        # Made under another name and renamed at the end, so that half a corpus is never taken for one.
        unfinished = f"{name}_unfinished"
        make_database(unfinished)
        shown = tqdm(total=number, unit=" records", disable=True if verbosity == 0 else None)
        with scratch_database(unfinished), shown:
            fill(number, seed, shown.update)
        rename(unfinished, name)
        self.stdout.write(f"The database {name} holds {number} records.")
