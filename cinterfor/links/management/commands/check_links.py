"""Ask the addresses that records lead to whether they still answer."""

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from cinterfor.links.checking import Offline, check, find_links
from cinterfor.links.models import Link, Target


class Command(BaseCommand):
    help = (
        "Ask the addresses in public and draft records whether they answer, those first that were never "
        "asked. Stopped, it goes on there; what was asked in the last 7 days is left out."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, help="ask at most so many addresses")
        parser.add_argument("--minutes", type=int, help="stop after so many minutes")
        parser.add_argument("--again", action="store_true", help="ask also those that are not yet due")

    def handle(self, *, limit, minutes, again, verbosity, **options):
        if any(number is not None and number < 1 for number in (limit, minutes)):
            raise CommandError("--limit and --minutes must be at least 1.")
        find_links()
        targets = list(Target.objects.due(again)[:limit])
        asked = check(targets, minutes * 60 if minutes else None)
        shown = tqdm(asked, total=len(targets), desc="links", disable=True if verbosity == 0 else None)
        try:
            failing = [target.strikes > 0 for target in shown]
        except Offline as problem:
            raise CommandError(f"{problem} Nothing was noted of them.") from problem
        self.stdout.write(
            f"{len(failing)} addresses asked, {sum(failing)} failed; "
            f"{Link.objects.broken().count()} links are broken, {Link.objects.moved().count()} have moved."
        )
