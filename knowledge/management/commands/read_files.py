"""Read the files of works that were not read yet, or not to their end."""

from django.core.management import BaseCommand
from tqdm import tqdm

from knowledge.documents.reading import SECONDS_LATER, read_file
from knowledge.models import FileReading, ProductFile


class Command(BaseCommand):
    help = "Read size, checksum, pages, tags and words of files that were not read yet; safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="also those that were read before")
        parser.add_argument("--seconds", type=int, default=SECONDS_LATER, help="at most, for each file")

    def handle(self, *, seconds, verbosity, **options):
        if options["all"]:
            FileReading.objects.all().delete()
        keys = list(ProductFile.objects.to_read().order_by("pk").values_list("pk", flat=True))
        for key in tqdm(keys, desc="files", disable=True if verbosity == 0 else None):
            read_file(key, seconds, again=True)
        # What is not done by now takes too long: it is not tried every night.
        for outcome, final in FileReading.UNFINISHED.items():
            FileReading.objects.filter(file__in=keys, outcome=outcome).update(outcome=final)
        self.stdout.write(f"{len(keys)} files read")
