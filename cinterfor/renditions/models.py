"""What records say to machines, written once and kept beside their entries in the search index."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rendition(models.Model):
    """A record in one format, true as long as its entry has the edition that it had before this was made.

    An entry gets another edition in the transaction that changes the record or what it quotes: nothing has
    to be deleted, and what was made meanwhile from the former state is never taken for the present one.
    """

    #: The database deletes it with the entry, in that order: who keeps and who withdraws never wait in turn.
    entry = models.ForeignKey(
        "search.SearchEntry", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    kind = models.CharField(max_length=30)
    edition = models.UUIDField()
    #: The code that has made it, see `version`.
    code = models.CharField(max_length=16)
    #: When a record that it may then name becomes public.
    until = models.DateTimeField(null=True)
    text = models.TextField()

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["entry", "kind"], name="renditions_rendition_unique")]

    def __str__(self):
        return f"{self.kind} {self.entry_id}"
