"""Assess the quality of every record, and of each country and institution with all that belongs to it."""

from django.core.management import BaseCommand
from tqdm import tqdm

from cinterfor.publishing.registry import record_types
from cinterfor.quality.assessing import assess_all


class Command(BaseCommand):
    help = "Assess the quality of every record; safe to run at any time, as often as wanted."

    def handle(self, *, verbosity, **options):
        total = sum(record_type.model._base_manager.count() for record_type in record_types())
        with tqdm(total=total, desc="quality", disable=True if verbosity == 0 else None) as shown:
            for number in assess_all():
                shown.update(number)
        self.stdout.write(f"{total} records assessed")
