"""manage.py find_duplicates: bring the list of likely duplicates up to date."""

from django.core.management import BaseCommand, CommandError

from cinterfor.duplicates.pairs import find_pairs
from cinterfor.duplicates.registry import all_compared


class Command(BaseCommand):
    help = "List records that are likely to be the same; what was compared before is not compared again."

    def add_arguments(self, parser):
        known = ", ".join(compared.model._meta.model_name for compared in all_compared())
        parser.add_argument("models", nargs="*", help=f"Only these kinds of records: {known}.")

    def handle(self, models, verbosity, **options):
        known = {compared.model._meta.model_name: compared.model for compared in all_compared()}
        if unknown := set(models) - set(known):
            raise CommandError(f"No such kind of record: {', '.join(sorted(unknown))}.")

        def tell(compared, done, total):
            if verbosity:
                self.stdout.write(f"{compared.model._meta.model_name}: {done} of {total} compared")

        count = find_pairs([known[name] for name in models], tell)
        self.stdout.write(f"{count} pairs of records wait to be looked at.")
