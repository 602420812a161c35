"""The ledger of translations: for each translated text, the text that it was made from.

And how much was translated, day by day.
"""

from django.db import models
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: What stands for the messages of the portal itself, beside the types of records.
INTERFACE = "interface"


class TranslationQuerySet(models.QuerySet):
    def of(self, model, key=None):
        found = self.filter(model=model._meta.label_lower)
        return found.filter(record_id=key) if key is not None else found

    def outdated(self, language=None):
        """Those whose source has changed since they were made, other than by a minor change."""
        found = self.filter(outdated=True)
        return found.filter(language=language) if language else found


class Translation(models.Model):
    """A record's text in one language, and the source that its translator had before them."""

    class Origin(models.TextChoices):
        HUMAN = "human", _("By a person")
        MACHINE = "machine", _("By a machine")
        IMPORTED = "imported", _("Imported")

    model = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    source_language = models.CharField(max_length=10)
    source = models.TextField()
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.HUMAN)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    outdated = models.BooleanField(_("outdated"), default=False)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["model", "record_id", "field", "language"], name="translations_translation_unique"
            )
        ]
        indexes = [
            models.Index(
                fields=["model", "language", "record_id"],
                condition=models.Q(outdated=True),
                name="translations_outdated",
            )
        ]

    def __str__(self):
        return f"{self.model} {self.record_id}: {self.field} [{self.language}]"


class BasisQuerySet(models.QuerySet):
    def of(self, model, key=None):
        found = self.filter(model=model._meta.label_lower)
        return found.filter(record_id=key) if key is not None else found


class Basis(models.Model):
    """What a text was made from, told before the text is stored: while it waits beside a public record.

    It counts for this very text alone, and goes into the ledger with it.
    """

    model = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    text = models.TextField()
    source_language = models.CharField(max_length=10)
    source = models.TextField()
    origin = models.CharField(max_length=10, choices=Translation.Origin)

    objects = BasisQuerySet.as_manager()

    class Meta:
        verbose_name = _("basis of a translation")
        verbose_name_plural = _("bases of translations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["model", "record_id", "field", "language"], name="translations_basis_unique"
            )
        ]

    def __str__(self):
        return f"{self.model} {self.record_id}: {self.field} [{self.language}]"


class TranslationProgressQuerySet(models.QuerySet):
    def of_records(self):
        """Without the interface, which counts apart."""
        return self.exclude(type=INTERFACE)

    def by_day(self):
        """(day, language, complete, all) for each day and language, the first day first."""
        complete, rest = Sum("complete"), Sum("outdated") + Sum("missing")
        days = self.order_by("day", "language").values("day", "language")
        return days.annotate(done=complete, total=complete + rest).values_list(
            "day", "language", "done", "total"
        )


class TranslationProgress(models.Model):
    """How much of one type of public records was translated into a language on a day; kept for ever."""

    day = models.DateField()
    language = models.CharField(max_length=10)
    #: The name of a record type or of another model with texts, or “interface”.
    type = models.CharField(max_length=30)
    complete = models.PositiveIntegerField()
    outdated = models.PositiveIntegerField()
    missing = models.PositiveIntegerField()
    words_left = models.PositiveBigIntegerField()

    objects = TranslationProgressQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress of translation")
        verbose_name_plural = _("progress of translation")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["day", "language", "type"], name="translations_progress_unique")
        ]

    def __str__(self):
        return f"{self.day} {self.language} {self.type}: {self.complete}"
