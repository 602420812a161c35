"""Read the files of records that were not read yet, or not to their end."""

from django.core.management import BaseCommand
from tqdm import tqdm

from knowledge.documents.reading import SECONDS_LATER, read_file
from knowledge.models.documents import Document, Reading, document_models


class Command(BaseCommand):
    help = "Read size, checksum, pages, tags and words of files that were not read yet; safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="also those that were read before")
        parser.add_argument("--seconds", type=int, default=SECONDS_LATER, help="at most, for each file")

    def handle(self, *, seconds, verbosity, **options):
        count = sum(_read(model, seconds, verbosity, options["all"]) for model in document_models())
        self.stdout.write(f"{count} files read")


def _read(model: type[Document], seconds: int, verbosity: int, again: bool) -> int:
    """Read those of one model that are waiting, or all; returns how many."""
    readings = model._meta.get_field("reading").related_model.objects
    if again:
        readings.all().delete()
    keys = list(model.objects.to_read().order_by("pk").values_list("pk", flat=True))
    for key in tqdm(keys, desc="files", disable=True if verbosity == 0 else None):
        read_file(key, seconds, again=True, model=model)
    # What is not done by now takes too long: it is not tried every night.
    for outcome, final in Reading.UNFINISHED.items():
        readings.filter(file__in=keys, outcome=outcome).update(outcome=final)
    return len(keys)
