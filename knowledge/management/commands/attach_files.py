"""Join files to works."""

import csv
from collections import Counter
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from knowledge.documents.attaching import Outcome, attach_all, files_in, still_waiting

#: So many of each kind are told on the screen.
TOLD = 20


class Command(BaseCommand):
    help = (
        "Join the files of a folder (PDF, EPUB, Office) to works, by the file names and former addresses "
        "that imports brought. Safe to stop and to repeat: a file that a work has already is left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--report", type=Path, help="a CSV file to write what became of each file to")

    def handle(self, *, folder, report, verbosity, **options):
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder")
        paths = files_in(folder)
        shown = tqdm(
            attach_all(folder, paths),
            total=len(paths),
            unit=" files",
            disable=True if verbosity == 0 else None,
        )
        done = list(shown)
        waiting = still_waiting()
        if report:
            _write(report, done, waiting)
        self._tell(done, waiting)

    def _tell(self, done, waiting):
        counts = Counter(item.outcome for item in done)
        for outcome in Outcome:
            self.stdout.write(f"{outcome}: {counts[outcome]}")
            if outcome not in (Outcome.ATTACHED, Outcome.THERE):
                self._list([f"{item.path} {item.note}".rstrip() for item in done if item.outcome == outcome])
        self.stdout.write(f"works that wait for a file: {len(waiting)}")
        self._list([f"{slug}: {text}" for slug, text in waiting])
        if counts[Outcome.ATTACHED]:
            self.stdout.write("Their text is read for search every night, or now by: manage.py read_files")

    def _list(self, texts):
        for text in texts[:TOLD]:
            self.stdout.write(f"  {text}")
        if len(texts) > TOLD:
            self.stdout.write(f"  … and {len(texts) - TOLD} more (see --report)")


def _write(report: Path, done, waiting) -> None:
    with report.open("w", encoding="utf-8-sig", newline="") as opened:
        sheet = csv.writer(opened)
        sheet.writerow(["file", "outcome", "note"])
        sheet.writerows([item.path, str(item.outcome), item.note] for item in done)
        sheet.writerows([text, "awaited", slug] for slug, text in waiting)
