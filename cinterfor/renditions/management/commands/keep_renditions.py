"""Make what machines ask for before they do."""

from django.core.management import BaseCommand
from tqdm import tqdm

from cinterfor.publishing.registry import RecordType, record_types
from cinterfor.renditions.keeping import keep, missing_after
from cinterfor.renditions.kinds import kinds_of


class Command(BaseCommand):
    help = (
        "Write the records as harvests and downloads give them, where they are not kept so; safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("kinds", nargs="*", help="these alone, such as oai_dc or csv-es; else all")

    def handle(self, *, kinds, verbosity, **options):
        with tqdm(desc="renditions", disable=True if verbosity == 0 else None) as shown:
            count = sum(_kept(record_type, kinds, shown) for record_type in record_types())
        self.stdout.write(f"{count} renditions written")


def _kept(record_type: RecordType, names: list[str], shown: tqdm) -> int:
    offered = kinds_of(record_type)
    kinds = {name: kind for name, kind in offered.items() if not names or name in names}
    last, count = 0, 0
    while kinds and (found := missing_after(last, kinds, record_type)):
        if missing := {key: pair for key, pair in found.items() if pair[1]}:
            number = len(keep(kinds, record_type, missing))
            count += number
            shown.update(number)
        last = max(found)
    return count
