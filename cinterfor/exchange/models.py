"""Imports: what an editor sent, what it would change, what it changed."""

from collections import Counter

from django.conf import settings
from django.db import models
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinterfor.history.models import Batch
from cinterfor.history.registry import model_of


class ImportQuerySet(models.QuerySet):
    def forgotten(self, days: int):
        """Neither carried out nor given up for so long."""
        unfinished = self.filter(state__in=(Import.State.CHECKING, Import.State.READY))
        return unfinished.filter(created_at__lt=timezone.now() - timezone.timedelta(days=days))


class Import(models.Model):
    """A table that was sent: first only looked at, then carried out or given up, perhaps undone."""

    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        READY = "ready", _("Checked, nothing imported yet")
        DONE = "done", _("Imported")
        UNDONE = "undone", _("Undone")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("sent by"),
        related_name="+",
        null=True,
    )
    model = models.CharField(_("records"), max_length=60)
    file_name = models.CharField(_("file"), max_length=200)
    #: Whether it changes what readers see at once; else beside it, as pending versions and drafts.
    at_once = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHECKING)
    #: Columns that are taken, and why others are not: `{heading: reason}`.
    columns = models.JSONField(default=list)
    passed_over = models.JSONField(default=dict)
    #: Records were changed by others between checking and importing: it was checked again.
    checked_again = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    batch = models.OneToOneField(Batch, models.PROTECT, related_name="+", null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ("view",)
        ordering = ["-pk"]

    def __str__(self):
        return self.file_name

    @property
    def record_model(self) -> type:
        return model_of(self.model)

    def counts(self) -> Counter:
        """How many rows have which outcome."""
        found = self.lines.order_by().values_list("outcome").annotate(Count("pk"))
        return Counter(dict(found))

    def check_again(self) -> None:
        """Look at all rows once more, but for those that are wrong in themselves."""
        self.lines.filter(flaws={}).update(outcome="", wrong={})
        # Addresses that were made from names are made anew.
        self.lines.exclude(cells__has_key="slug").update(slug="")
        self.state, self.checked_again = self.State.CHECKING, True
        self.save(update_fields=["state", "checked_again"])


class LineQuerySet(models.QuerySet):
    def unchecked(self):
        return self.filter(outcome="")

    def good(self):
        """Those that change something."""
        return self.filter(outcome__in=(Line.Outcome.NEW, Line.Outcome.CHANGED))

    def bad(self):
        return self.filter(outcome=Line.Outcome.BAD)


class Line(models.Model):
    """A row of the table, and what becomes of its record: states as in history/state.py."""

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        BAD = "bad", _("Wrong")

    source = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("row"))
    slug = models.CharField(max_length=300, blank=True)
    cells = models.JSONField(default=dict)
    #: What is wrong with the row as it stands in the file, and with what it would make of its record.
    flaws = models.JSONField(default=dict)
    wrong = models.JSONField(default=dict)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, db_default="")
    record_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    #: Whether these are of a pending version, beside a public record that stays as it is.
    beside = models.BooleanField(default=False)
    #: Why undoing left the record alone, or left parts of it.
    left_alone = models.TextField(blank=True, db_default="")

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="exchange_line_unique")]
        indexes = [models.Index(fields=["source", "outcome", "number"], name="exchange_line_outcome")]

    def __str__(self):
        return f"{self.source_id}: {self.number}"

    @property
    def complaints(self) -> list[tuple[str, str]]:
        """Column and words, one by one."""
        return [
            (column, message)
            for told in (self.flaws, self.wrong)
            for column, texts in told.items()
            for message in texts
        ]
