"""A translators' file, taken into the records, or over the texts of the interface."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import override

from cinterfor.exchange.kinds import kind_of
from cinterfor.exchange.models import Import, Line
from cinterfor.exchange.writing import ChangedMeanwhile
from cinterfor.translations.files.formats import read
from cinterfor.translations.files.received import Unreadable
from cinterfor.translations.importing import begin


class Command(BaseCommand):
    help = "Takes in a translators' file (PO, XLIFF) that export_translations or the admin has written."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--publish",
            action="store_true",
            help="change public records at once; texts of the interface always are",
        )
        parser.add_argument("--dry-run", action="store_true", help="only tell what would change")

    def handle(self, file, publish, dry_run, **options):
        with override("en"):
            try:
                received = read(file.read_bytes())
                with transaction.atomic():
                    item = begin(received, None, file_name=file.name[:200], at_once=publish)
                    self._look(item)
                    transaction.set_rollback(dry_run)
            except (Unreadable, OSError) as error:
                raise CommandError(str(error)) from error
            if not dry_run:
                self._carry_out(item)

    def _look(self, item: Import) -> None:
        """Tell of all that is refused, and how many records change."""
        check = kind_of(None, item).check_for(None)
        while item.state == Import.State.CHECKING:
            check.go_on()
        refused = 0
        for line in item.lines.exclude(wrong={}, flaws={}).iterator(chunk_size=500):
            refused += len({unit_id for unit_id, _told in line.complaints})
            for unit_id, told in line.complaints:
                self.stdout.write(f"{unit_id}: {told}")
        for remarks in item.lines.exclude(remarks={}).values_list("remarks", flat=True):
            for unit_id, told in remarks.items():
                self.stdout.write(f"{unit_id}: {' '.join(told)}")
        changed = item.lines.filter(outcome=Line.Outcome.CHANGED).count()
        named = "texts" if item.model else "records"
        self.stdout.write(f"{changed} {named} change, {refused} texts are refused.")
        if remarked := item.remarked():
            self.stdout.write(
                f"{remarked} texts have other words than the glossary; they go in all the same."
            )

    def _carry_out(self, item: Import) -> None:
        if not item.lines.good().exists():
            item.delete()
            return
        try:
            for done, total in kind_of(None, item).carry_out(None):
                self.stdout.write(f"{done} of {total} written")
        except ChangedMeanwhile as error:
            item.delete()
            raise CommandError("Somebody changed some of this meanwhile: nothing was written.") from error
        self.stdout.write("The import can be undone in the admin.")
