"""Write the whole index again, after what it is made from has changed in the code."""

from django.core.management import BaseCommand
from django.db import transaction
from tqdm import tqdm

from cinterfor.publishing.registry import record_types
from cinterfor.search import index


class Command(BaseCommand):
    help = "Write the search index of all records again; readers go on searching meanwhile."

    def handle(self, **options):
        for record_type in record_types():
            records = record_type.model.objects.with_all_data()
            shown = tqdm(
                records.iterator(chunk_size=500), total=records.count(), desc=record_type.name, disable=None
            )
            for record in shown:
                with transaction.atomic():
                    index.write(record, record_type)
        self.stdout.write("The search index is written.")
