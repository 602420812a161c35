"""Imports: what an editor or translator sent, what it would change, what it changed."""

from collections import Counter

from django.conf import settings
from django.db import models
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinterfor.history.models import Batch, Way
from cinterfor.history.registry import model_of

from .origins import Origin

__all__ = ["Import", "Line", "Origin"]


def _model(label: str) -> type | None:
    """None where it is none: a text of the interface is of no model."""
    return model_of(label) if "." in label else None


class ImportQuerySet(models.QuerySet):
    def forgotten(self, days: int):
        """Neither carried out nor given up for so long."""
        unfinished = self.filter(state__in=(Import.State.CHECKING, Import.State.READY))
        return unfinished.filter(created_at__lt=timezone.now() - timezone.timedelta(days=days))


class Import(models.Model):
    """A table of records of one model, or a translators’ file: texts of any records, or of the interface
    (`model` says so), in one language.

    What was sent is first only looked at, then carried out or given up, perhaps undone.
    """

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
    model = models.CharField(_("records"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True, db_default="")
    file_name = models.CharField(_("file"), max_length=200)
    #: Of references: in which format they came (MARC, RIS …); tables have none.
    source_format = models.CharField(max_length=20, blank=True, db_default="")
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
    def record_model(self) -> type | None:
        """None for a translators’ file."""
        return _model(self.model)

    @property
    def content(self) -> str:
        """What was brought in, for the log: a model, a language, or the interface in a language."""
        return " ".join(filter(None, (self.model, self.language)))

    @property
    def way(self) -> str:
        return Way.TRANSLATION if self.language else Way.IMPORT

    def counts(self) -> Counter:
        """How many rows have which outcome."""
        found = self.lines.order_by().values_list("outcome").annotate(Count("pk"))
        return Counter(dict(found))

    def refused(self) -> int:
        """How many texts of a translators’ file are left out."""
        found = self.lines.exclude(wrong={}, flaws={}).only("wrong", "flaws")
        return sum(len({*line.wrong, *line.flaws}) for line in found.iterator(chunk_size=500))

    def remarked(self) -> int:
        """How many texts of a translators’ file go in that should be looked at."""
        found = self.lines.exclude(remarks={}).values_list("remarks", flat=True)
        return sum(map(len, found.iterator(chunk_size=500)))

    def check_again(self) -> None:
        """Look at all rows once more, but for those that are wrong in themselves."""
        # What is no text of any record stays so; of a record, other texts may be right.
        again = self.lines.exclude(model="") if self.language else self.lines.filter(flaws={})
        again.update(outcome="", wrong={})
        # Addresses that were made from names are made anew.
        if not self.language:
            self.lines.exclude(cells__has_key="slug").update(slug="")
        self.state, self.checked_again = self.State.CHECKING, True
        self.save(update_fields=["state", "checked_again"])

    def choose(self, choices: dict[str, list[int]]) -> None:
        """Have rows that seem to be here already treated otherwise, by choice; they are looked at again."""
        for choice, keys in choices.items():
            alike = self.lines.exclude(near=[]).filter(pk__in=keys).exclude(choice=choice)
            unnamed = alike.exclude(cells__has_key="slug")
            unnamed.update(choice=choice, outcome="", wrong={}, slug="")
            alike.filter(cells__has_key="slug").update(choice=choice, outcome="", wrong={})
        self.state = self.State.CHECKING
        self.save(update_fields=["state"])


class LineQuerySet(models.QuerySet):
    def unchecked(self):
        return self.filter(outcome="")

    def good(self):
        """Those that change something."""
        return self.filter(outcome__in=(Line.Outcome.NEW, Line.Outcome.CHANGED))

    def bad(self):
        return self.filter(outcome=Line.Outcome.BAD)


class Line(models.Model):
    """A row of a table, or the texts of one record in a translators’ file, and what becomes of the record.

    States are as in history/state.py.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        BAD = "bad", _("Wrong")
        ALIKE = "alike", _("Seems to be here")

    class Choice(models.TextChoices):
        """What becomes of a row that seems to be about a record that is here."""

        SKIP = "", _("Leave it out")
        FILL = "fill", _("Fill only what is empty in the record that is here")
        NEW = "as-new", _("Import it as a new record")

    source = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("row"))
    #: Of a translators’ file: the model of the record; that of a table is the import’s.
    model = models.CharField(max_length=60, blank=True, db_default="")
    slug = models.CharField(max_length=300, blank=True)
    cells = models.JSONField(default=dict)
    #: What is wrong with the row as it stands in the file, and with what it would make of its record.
    flaws = models.JSONField(default=dict)
    wrong = models.JSONField(default=dict)
    #: What of a translators’ file goes in, but should be looked at, by unit.
    remarks = models.JSONField(default=dict, db_default={})
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, db_default="")
    #: Records that are here and may be the same, likeliest first: `[[key, why]]`; what was chosen then.
    near = models.JSONField(default=list, db_default=[])
    choice = models.CharField(max_length=10, choices=Choice, blank=True, db_default="")
    record_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    #: By translated field: what its text was made from before and after, as in translations/ledger.py.
    made_from = models.JSONField(default=dict)
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
    def record_model(self) -> type | None:
        return _model(self.model) if self.model else self.source.record_model

    @property
    def kind(self) -> str:
        """What the record is, in words; empty for what is no text of a record."""
        model = self.record_model
        return str(model._meta.verbose_name) if model else ""

    @property
    def is_rewritten(self) -> bool:
        """Whether the record itself changes, and not only what is known of its texts."""
        return self.after is not None and self.before != self.after

    @property
    def complaints(self) -> list[tuple[str, str]]:
        """Column and words, one by one."""
        return [
            (column, message)
            for told in (self.flaws, self.wrong)
            for column, texts in told.items()
            for message in texts
        ]
