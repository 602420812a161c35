"""Write the whole index again, after what it is made from has changed in the code."""

from django.core.management import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from cinterfor.publishing.registry import record_types
from cinterfor.search import index
from cinterfor.search.models import Rebuild, SearchEntry


class Command(BaseCommand):
    help = "Write the search index of all records again; readers go on searching. Stopped, it goes on there."

    def add_arguments(self, parser):
        parser.add_argument("--restart", action="store_true", help="begin anew also where one was stopped")

    def handle(self, *, restart, verbosity, **options):
        rebuilds = [_begun(record_type, restart) for record_type in record_types()]
        if all(rebuild.finished for rebuild in rebuilds):
            rebuilds = [_begun(record_type, restart=True) for record_type in record_types()]
        for record_type, rebuild in zip(record_types(), rebuilds, strict=True):
            if rebuild.last_id and not rebuild.finished:
                self.stdout.write(
                    _("Resuming “%(type)s” after record %(id)d.")
                    % {"type": record_type.name, "id": rebuild.last_id}
                )
            _rebuild(record_type, rebuild, quiet=verbosity == 0)
        self.stdout.write(_("The search index has been rebuilt."))


def _begun(record_type, restart: bool) -> Rebuild:
    rebuild, _made = Rebuild.objects.get_or_create(
        record_type=record_type.name, defaults={"form": index.FORM}
    )
    if restart or rebuild.form != index.FORM:
        rebuild.form, rebuild.last_id, rebuild.finished = index.FORM, 0, False
        rebuild.save()
    return rebuild


def _rebuild(record_type, rebuild: Rebuild, quiet: bool) -> None:
    """Each chunk in one transaction with the note of how far it has come."""
    ids = record_type.model.objects.order_by("pk").values_list("pk", flat=True)
    left = ids.filter(pk__gt=rebuild.last_id)
    with tqdm(total=left.count(), desc=record_type.name, disable=True if quiet else None) as shown:
        while keys := set(left.filter(pk__gt=rebuild.last_id)[: index.CHUNK]):
            with transaction.atomic():
                index.write_entries(record_type, keys)
                rebuild.last_id = max(keys)
                rebuild.save()
            shown.update(len(keys))
    with transaction.atomic():
        entries = SearchEntry.objects.of_type(record_type.name)
        entries.exclude(record_id__in=record_type.model.objects.values("pk")).delete()
        rebuild.finished = True
        rebuild.save()
