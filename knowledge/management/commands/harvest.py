"""Harvest works from a repository."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import URLValidator
from tqdm import tqdm

from cinterfor.exchange.models import Line
from knowledge.models import Harvest
from knowledge.references.harvesting import Failed, finish, pages
from knowledge.references.repositories import Repository

TOLD = 20


class Command(BaseCommand):
    help = (
        "Harvest works from an OAI-PMH repository into drafts: all the first time, then what is new. What "
        "seems to be here already is left out; what was deleted there is told, and stays here. Safe to stop: "
        "the next harvest goes on where this one ended. Each harvest stands among the imports in the admin."
    )

    def add_arguments(self, parser):
        parser.add_argument("url", help="the address of the repository, such as https://example.org/oai")
        parser.add_argument("--set", default="", help="only this set")
        parser.add_argument("--format", default="oai_dc", help="oai_dc, or marcxml where it is offered")
        parser.add_argument("--all", action="store_true", help="from the beginning, not only what is new")
        parser.add_argument("--user", help="in whose name the works come in (user name)")
        parser.add_argument("--pause", type=float, default=1, help="seconds between two pages")

    def handle(self, *, url, user, verbosity, pause, **options):
        try:
            URLValidator(["http", "https"])(url.replace("127.0.0.1", "localhost"))
        except ValidationError as error:
            raise CommandError(f"{url} is no address of a repository") from error
        account = get_user_model().objects.filter(username=user).first() if user else None
        if user and account is None:
            raise CommandError(f"there is no account “{user}”")
        known = {"url": url, "set_spec": options["set"], "prefix": options["format"]}
        harvest, _made = Harvest.objects.get_or_create(**known)
        if options["all"] and not harvest.token:
            harvest.datestamp = ""
        try:
            self._harvest(harvest, account, pause, verbosity)
        except Failed as error:
            raise CommandError(f"{error}. Nothing is lost: run it again to go on.") from error

    def _harvest(self, harvest, account, pause, verbosity):
        with (
            Repository(harvest.url) as repository,
            tqdm(unit=" records", disable=True if verbosity == 0 else None) as shown,
        ):
            while True:
                for page in pages(harvest, repository, pause):
                    shown.total = page.total or shown.total
                    shown.update(len(page.references) + len(page.deleted))
                self._tell(finish(harvest, account))
                if not harvest.token:
                    return

    def _tell(self, item):
        if item is None:
            self.stdout.write("nothing new")
            return
        counts = item.counts()
        deleted = item.lines.exclude(flaws={}).filter(outcome=Line.Outcome.UNCHANGED)
        self.stdout.write(
            f"imported: {counts[Line.Outcome.NEW]}, seem to be here: {counts[Line.Outcome.ALIKE]}, "
            f"wrong: {counts[Line.Outcome.BAD]}, deleted there: {deleted.count()} (import {item.pk})"
        )
        for line in deleted[:TOLD]:
            self.stdout.write(f"  deleted there: {line.slug}{' (here it stays)' if line.record_id else ''}")
