"""The one index of the site's search: a row for each record that is or will be public."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db import models
from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .languages import fold, search_query


class SearchEntryQuerySet(models.QuerySet):
    def public(self):
        return self.filter(public_from__lte=timezone.now())

    def of_type(self, name):
        return self.filter(record_type=name)

    def matching(self, text):
        """Entries that match in any language, with `rank`; all of them for an empty text."""
        return self.filter(vector=search_query(text)) if text.strip() else self.none()

    def by_relevance(self, text, language):
        """What is called so first, then by rank, in the reader's language before the others."""
        own = SearchRank(models.F("vector"), search_query(text, language))
        anywhere = SearchRank(models.F("vector"), search_query(text))
        called = Case(When(names__contains=[fold(text)], then=Value(1)), default=Value(0))
        ordered = self.annotate(called=called, rank=anywhere + own)
        return ordered.order_by("-called", "-rank", "record_type", "record_id")


class SearchEntry(models.Model):
    """What search knows of one record, written in the record's own transaction."""

    record_type = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    public_from = models.DateTimeField()
    names = ArrayField(models.TextField(), default=list)
    vector = SearchVectorField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id"], name="search_entry_unique")
        ]
        indexes = [GinIndex(fields=["vector"], name="search_entry_vector")]

    def __str__(self):
        return f"{self.record_type}/{self.record_id}"
