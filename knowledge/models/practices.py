"""The sheet of a good practice: who did what for whom, when, and what came of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.dates import PartialDateField, first_day, last_day
from cinterfor.publishing.languages import text_in

#: What the sheet says in the reader's language, in its order.
PRACTICE_TEXTS = ("practice_scope", "practice_aims", "practice_group", "practice_results")


class PracticeSheet(models.Model):
    """The columns of a knowledge product that describe a practice itself, beside the work about it.

    They are filled where the kind is “good practice”; of other kinds no page and no twin tells them.
    """

    practice_entity = models.CharField(_("entity"), max_length=300, blank=True)
    practice_scope = models.CharField(_("scope"), max_length=300, blank=True)
    practice_begins = PartialDateField(_("beginning of the practice"))
    practice_ends = PartialDateField(_("end of the practice"))
    practice_aims = models.TextField(_("aims"), blank=True)
    practice_group = models.TextField(_("target group"), blank=True)
    practice_results = models.TextField(_("results"), blank=True)

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        begins, ends = self.practice_begins, self.practice_ends
        try:
            too_early = begins and ends and last_day(ends) < first_day(begins)
        except ValueError:  # said of the field itself
            return
        if too_early:
            raise ValidationError({"practice_ends": _("A practice does not end before it begins.")})

    @property
    def is_practice(self) -> bool:
        return self.kind == self.Kind.GOOD_PRACTICE

    @property
    def practice_period(self) -> str:
        """ISO 8601 interval, an unknown end open: `2015/2019`, `2015/..`, `../2019`; empty if not known."""
        begins, ends = self.practice_begins, self.practice_ends
        return f"{begins or '..'}/{ends or '..'}" if begins or ends else ""

    @property
    def has_sheet(self) -> bool:
        """Whether it is a good practice of which something is told."""
        said = self.practice_entity or self.practice_period
        return self.is_practice and bool(said or any(text_in(self, name) for name in PRACTICE_TEXTS))
