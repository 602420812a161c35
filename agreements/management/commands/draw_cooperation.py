"""Arrange the cooperation graph on paper, where it has changed since it was last drawn."""

from functools import partial

from django.core.management import BaseCommand
from tqdm import tqdm

from agreements.cooperation.keeping import draw


class Command(BaseCommand):
    help = "Draw the cooperation graph where it has changed; safe to run at any time, as often as wanted."

    def handle(self, *, verbosity, **options):
        number, drawn = draw(partial(tqdm, desc="layout", disable=True if verbosity == 0 else None))
        self.stdout.write(f"{number} institutions {'drawn' if drawn else 'drawn already'}")
