"""The one index of the site's search: a row for each record that is or will be public."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.datestamps import DatedQuerySet
from cinterfor.publishing.registry import record_types

from .tsquery import TsQuery

#: What a match is worth in documents, texts, related names, names; and in another language than the reader's.
WEIGHTS, OTHER_LANGUAGE = [0.02, 0.1, 0.4, 1.0], 0.6


def _worth(number: int, condition) -> Case:
    return Case(When(condition, then=Value(float(number))), default=Value(0.0))


class SearchEntryQuerySet(DatedQuerySet):
    def public(self):
        return self.filter(public_from__lte=timezone.now())

    def of_type(self, name):
        return self.filter(record_type=name)

    def with_records_about(self, most: int):
        """Annotate `records_about`: how many records have the entry as a value of a facet, up to `most`."""
        # A slice keeps the count from walking through all records on a broad theme.
        about = RawSQL(
            "SELECT count(*) FROM (SELECT 1 FROM search_searchentry AS about"
            " WHERE about.facets @> ARRAY[search_searchentry.record_type || ':' || search_searchentry.slug]"
            " LIMIT %s) AS few",
            [most],
        )
        return self.annotate(records_about=about)

    def with_score(self, query, language: str):
        """Annotate `score`: names before texts, the reader's language before others, as in `hits`."""
        called = SearchName.objects.filter(entry=OuterRef("pk"), key__in=query.names)
        own = [f"language:{language}"]
        rank = SearchRank(F("vector"), TsQuery(query.match), weights=WEIGHTS)
        return self.annotate(
            score=_worth(4, Exists(called))
            + _worth(2, Q(name_vector=TsQuery(query.direct)))
            + _worth(1, Q(name_vector=TsQuery(query.widened)))
            + rank * Case(When(facets__contains=own, then=Value(1.0)), default=Value(OTHER_LANGUAGE))
        )

    def matching(self, tsquery: str):
        return self.filter(vector=TsQuery(tsquery))


class SearchEntry(models.Model):
    """What search knows of one record, written in the record's own transaction."""

    record_type = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    slug = models.CharField(max_length=120)
    public_from = models.DateTimeField()
    #: When the public record, or what it quotes of others, last changed.
    datestamp = models.DateTimeField()
    #: Another one each time the entry is written: what was made of the record before is out of date.
    edition = models.UUIDField(db_default=RandomUUID(), editable=False)
    #: The first day that the record’s own date may mean.
    date = models.DateField(null=True)
    #: `facet:value`, such as `country:UY`.
    facets = ArrayField(models.TextField(), default=list)
    #: A state that follows from dates alone: the n-th state holds from the n-th day on.
    state_days = ArrayField(models.DateField(), null=True)
    states = ArrayField(models.TextField(), null=True)
    #: The title by language; for a work, the language in which it was published.
    titles = models.JSONField(default=dict)
    title_language = models.CharField(max_length=10, null=True)
    #: Summary and text by language, and pairs of relation and related name.
    texts = models.JSONField(default=dict)
    related = models.JSONField(default=list)
    #: The words of its names, and all words.
    name_vector = SearchVectorField()
    vector = SearchVectorField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id"], name="search_entry_unique")
        ]
        indexes = [
            GinIndex(fields=["vector"], name="search_entry_vector"),
            GinIndex(fields=["name_vector"], name="search_entry_names"),
            GinIndex(fields=["facets"], name="search_entry_facets"),
            # For those who come back for what has changed.
            models.Index(fields=["record_type", "datestamp", "slug"], name="search_entry_changed"),
        ]

    def __str__(self):
        return f"{self.record_type}/{self.slug}"


class SearchName(models.Model):
    """One name of a record: its title in one language, an acronym, a former name, a synonym, a number.

    Suggestions, exact names and the thesaurus are looked up here.
    """

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="names")
    record_type = models.CharField(max_length=30)
    #: A Relation, or `title`.
    relation = models.CharField(max_length=20)
    #: Empty for acronyms, codes and proper names.
    language = models.CharField(max_length=10, blank=True)
    text = models.TextField()
    #: The name as it is compared; ordered byte by byte, so that its beginnings are one range.
    key = models.TextField(db_collation="C")
    #: Its stems, for concepts: singular and plural of a synonym are the same.
    stems = models.TextField(null=True)

    class Meta:
        verbose_name = _("name in the index")
        verbose_name_plural = _("names in the index")
        indexes = [
            models.Index(fields=["record_type", "language", "key"], name="search_name_beginning"),
            models.Index(fields=["key"], name="search_name_key"),
            models.Index(fields=["stems"], name="search_name_stems", condition=Q(stems__isnull=False)),
        ]

    def __str__(self):
        return self.text


class SearchWord(models.Model):
    """A word of the indexed texts as it is written: what a typing error may have meant."""

    word = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    key = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("word in the index")
        verbose_name_plural = _("words in the index")
        constraints = [models.UniqueConstraint(fields=["word", "language"], name="search_word_unique")]
        indexes = [GinIndex(OpClass("key", "gin_trgm_ops"), name="search_word_key")]

    def __str__(self):
        return self.word


class RebuildQuerySet(models.QuerySet):
    def of_this_form(self):
        """Those that have written the index in the form in which it is written now."""
        from .index import FORM

        return self.filter(form=FORM, finished=True)

    def note_all(self) -> None:
        """Note that the index holds all records in the form in which it is written now."""
        from .index import FORM

        for record_type in record_types():
            self.update_or_create(record_type=record_type.name, defaults={"form": FORM, "finished": True})


class Rebuild(models.Model):
    """How far the last writing of the whole index has come with the records of one type."""

    record_type = models.CharField(max_length=30, unique=True)
    #: The form of the index that is written, see `index.FORM`.
    form = models.PositiveSmallIntegerField()
    last_id = models.BigIntegerField(default=0)
    finished = models.BooleanField(default=False)

    objects = RebuildQuerySet.as_manager()

    class Meta:
        verbose_name = _("rebuild of the index")
        verbose_name_plural = _("rebuilds of the index")

    def __str__(self):
        return f"{self.record_type}: {self.last_id}"
