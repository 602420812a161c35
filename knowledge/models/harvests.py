"""Repositories from which works are harvested (OAI-PMH 2.0)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cinterfor.exchange.models import Import


class Harvest(models.Model):
    """How far one set of a repository has been harvested in one format; only the command writes it."""

    url = models.URLField(max_length=500)
    set_spec = models.CharField(max_length=200, blank=True)
    prefix = models.CharField(max_length=50)
    #: The newest datestamp of all records that were brought in, as the repository writes it.
    datestamp = models.CharField(max_length=30, blank=True)
    #: Of a harvest that was interrupted: where to go on, what came so far, and its newest datestamp.
    token = models.TextField(blank=True)
    newest = models.CharField(max_length=30, blank=True)
    unfinished = models.ForeignKey(Import, models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("harvest of a repository")
        verbose_name_plural = _("harvests of repositories")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["url", "set_spec", "prefix"], name="knowledge_harvest_unique")
        ]

    def __str__(self):
        return " ".join(filter(None, (self.url, self.set_spec, self.prefix)))
