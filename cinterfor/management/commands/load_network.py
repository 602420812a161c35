"""`manage.py load_network [FOLDER]`: load the network's records from JSON files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from cinterfor.loading.load import LoadRefused, load_folder
from cinterfor.loading.source import SHIPPED


class Command(BaseCommand):
    help = "Load the network's records from the JSON files of a folder. Edited records are left alone."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", type=Path, default=SHIPPED, help="without it, the shipped records"
        )
        parser.add_argument("--quiet", action="store_true", help="one line instead of the report")

    def handle(self, *args, folder, quiet, verbosity, **options):
        quiet = quiet or verbosity == 0
        folder = Path(folder)
        if not any(folder.glob("*.json")):
            raise CommandError(_("There are no JSON files in %s.") % folder)
        try:
            report = load_folder(folder, lambda records: tqdm(records, disable=True if quiet else None))
        except LoadRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        return report.summary() if quiet else f"{report.in_full()}\n\n{report.summary()}"
