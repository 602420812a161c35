"""Compare the index with what would be written now."""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from cinterfor.publishing.models import Publication
from cinterfor.publishing.registry import record_types
from cinterfor.search.index import CHUNK
from cinterfor.search.models import SearchEntry
from cinterfor.search.rows import row_of
from cinterfor.search.storing import drifted

#: How many records are named of each kind of drift.
NAMED = 10


class Command(BaseCommand):
    help = "Say which entries of the search index are missing, left over or not as they would be written now."

    def handle(self, *, verbosity, **options):
        count = 0
        for record_type in record_types():
            for told, slugs in _drift(record_type, quiet=verbosity == 0):
                count += len(slugs)
                named = ", ".join(slugs[:NAMED]) + (", …" if len(slugs) > NAMED else "")
                self.stdout.write(f"{record_type.name}: {told} ({len(slugs)}): {named}")
        if count:
            told = ngettext(
                "%(count)d entry is out of step with its record.",
                "%(count)d entries are out of step with their records.",
                count,
            )
            raise CommandError(
                told % {"count": count} + " " + _("Run “manage.py rebuild_search” to fix this.")
            )
        self.stdout.write(_("The search index is up to date."))


def _drift(record_type, quiet: bool):
    """Pairs of what is wrong, and the records with which it is."""
    published = record_type.model.objects.filter(publication_status=Publication.PUBLISHED)
    entries = SearchEntry.objects.of_type(record_type.name)
    kept, missing, outdated = set(entries.values_list("record_id", flat=True)), [], []
    records = published.with_all_data().prefetch_related(*record_type.names_from).order_by("pk")
    rows, count = [], published.count()
    shown = tqdm(
        records.iterator(chunk_size=CHUNK),
        total=count,
        desc=record_type.name,
        disable=True if quiet else None,
    )
    for record in shown:
        if record.pk not in kept:
            missing.append(record.slug)
            continue
        kept.discard(record.pk)
        rows.append(row_of(record, record_type))
        if len(rows) == CHUNK:
            outdated += _outdated(rows)
            rows = []
    outdated += _outdated(rows)
    left_over = list(entries.filter(record_id__in=kept).values_list("slug", flat=True))
    found = ((_("missing"), missing), (_("outdated"), outdated), (_("left over"), left_over))
    return [(told, slugs) for told, slugs in found if slugs]


def _outdated(rows) -> list[str]:
    wrong = drifted(rows) if rows else set()
    return [row["slug"] for row in rows if row["record_id"] in wrong]
