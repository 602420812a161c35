"""The quality of records as it was last assessed, and how that of countries and institutions went on."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .rule import POOR_BELOW


class Kind(models.TextChoices):
    """What a score is about."""

    OWN = "own", _("The record itself")
    WHOLE = "whole", _("The record with all that belongs to it")


class QualityQuerySet(models.QuerySet):
    def own(self, record_type):
        return self.filter(record_type=record_type.name, kind=Kind.OWN)

    def whole(self, record_type):
        return self.filter(record_type=record_type.name, kind=Kind.WHOLE)

    def poor(self):
        return self.filter(score__lt=POOR_BELOW)


class Quality(models.Model):
    """The score of a record, or the mean of a country or institution with all that belongs to it."""

    record_type = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.OWN)
    score = models.PositiveSmallIntegerField(_("quality"))
    #: The points by part, see rule.py; of a whole their means.
    parts = models.JSONField()
    #: How many records are in it.
    records = models.PositiveIntegerField(default=1)
    assessed_at = models.DateTimeField(_("assessed"), default=timezone.now)

    objects = QualityQuerySet.as_manager()

    class Meta:
        verbose_name = _("quality")
        verbose_name_plural = _("quality")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["record_type", "kind", "record_id"], name="quality_unique")
        ]
        indexes = [models.Index(fields=["record_type", "kind", "score"], name="quality_score")]

    def __str__(self):
        return f"{self.record_type} {self.record_id}: {self.score}"


class MonthlyQuality(models.Model):
    """The last score of a whole in a month."""

    month = models.DateField()
    record_type = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    score = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("quality in a month")
        verbose_name_plural = _("quality in a month")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "month"], name="quality_month_unique")
        ]

    def __str__(self):
        return f"{self.record_type} {self.record_id}, {self.month:%Y-%m}: {self.score}"
