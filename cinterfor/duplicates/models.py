"""Names by which records are compared, pairs that may be one, and pairs that were made one."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinterfor.history.models import Batch
from cinterfor.history.registry import model_of
from cinterfor.publishing.plain_rows import PlainRowsQuerySet


class OfModelQuerySet(models.QuerySet):
    def of(self, model):
        return self.filter(model=model._meta.label_lower)


class ComparedNameQuerySet(PlainRowsQuerySet, OfModelQuerySet):
    """The names of records of one model."""


class ComparedName(models.Model):
    """One name, acronym or identifier of a record, whatever its publication status."""

    model = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    #: `name`, `acronym`, or the field of the identifier.
    kind = models.CharField(max_length=30)
    text = models.CharField(max_length=500)
    key = models.CharField(max_length=500, db_collation="C")
    #: See likeness.py.
    fingerprints = ArrayField(models.IntegerField(), default=list)
    #: Whether `find_duplicates` has compared the record since this name came.
    compared = models.BooleanField(default=False)

    objects = ComparedNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("compared name")
        verbose_name_plural = _("compared names")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["model", "record_id", "kind", "key"], name="duplicates_name_once")
        ]
        indexes = [
            models.Index(fields=["model", "key"], name="duplicates_name_key"),
            models.Index(
                fields=["model", "record_id"], name="duplicates_name_new", condition=Q(compared=False)
            ),
            GinIndex(fields=["fingerprints"], name="duplicates_name_fingerprints"),
        ]

    def __str__(self):
        return self.text


class Why(models.TextChoices):
    """What speaks for two records being one."""

    IDENTIFIER = "identifier", _("same identifier")
    ACRONYM = "acronym", _("same acronym or code")
    NAME = "name", _("same name")
    ALIKE = "alike", _("name alike")


class LikelyDuplicateQuerySet(OfModelQuerySet):
    def waiting(self):
        """Those that nobody has looked at yet."""
        return self.filter(dismissed_at=None)

    def dismissed(self):
        """Those of which somebody said that they are two."""
        return self.filter(dismissed_at__isnull=False)

    def about(self, keys):
        return self.filter(Q(first_id__in=keys) | Q(second_id__in=keys))

    def dismiss(self, user) -> int:
        return self.waiting().update(dismissed_at=timezone.now(), dismissed_by=user)


class LikelyDuplicate(models.Model):
    """Two records of one model that may be the same thing; the one with the smaller key is the first."""

    model = models.CharField(_("kind of record"), max_length=60)
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    score = models.FloatField(_("likeness"))
    why = models.CharField(_("why"), max_length=12, choices=Why)
    #: What the two share or have alike: the text of the first, and that of the second.
    texts = models.JSONField(default=list)
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    dismissed_at = models.DateTimeField(_("not a duplicate since"), null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("said by"), related_name="+", null=True
    )

    objects = LikelyDuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("likely duplicate")
        verbose_name_plural = _("likely duplicates")
        default_permissions = ()
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["model", "first_id", "second_id"], name="duplicates_pair_once"),
            models.CheckConstraint(condition=Q(first_id__lt=F("second_id")), name="duplicates_pair_ordered"),
        ]

    def __str__(self):
        return " / ".join(dict.fromkeys(self.texts)) or f"{self.model} {self.first_id}, {self.second_id}"


class MergeQuerySet(OfModelQuerySet):
    def latest_of(self, model, lost: int):
        """The merge in which a record was lost, unless that was undone."""
        return self.of(model).filter(lost_id=lost, batch__undone_at=None).order_by("-pk").first()


class Merge(models.Model):
    """Two records that were made one: which was kept, which was lost, and the changes that this took."""

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="merge")
    model = models.CharField(_("kind of record"), max_length=60)
    kept_id = models.BigIntegerField()
    lost_id = models.BigIntegerField()
    kept_name = models.CharField(_("kept"), max_length=500)
    lost_name = models.CharField(_("merged into it"), max_length=500)
    #: The slugs at which readers could find the lost record.
    addresses = models.JSONField(default=list)
    #: Rows without history that were moved: model, field, key.
    moved_rows = models.JSONField(default=list)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self):
        return self.batch.label

    @property
    def record_model(self) -> type:
        return model_of(self.model)
