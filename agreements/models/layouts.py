"""Where each institution stands in the drawing of the cooperation graph."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CooperationLayout(models.Model):
    """The one arrangement of all institutions that cooperate; every filtered drawing takes its places."""

    ONLY = 1

    #: {key of the institution: [x, y]}, in units of the drawing's frame.
    places = models.JSONField(default=dict)
    #: Of the ties that it was made for: see cooperation/layout.py.
    fingerprint = models.CharField(max_length=64)
    drawn_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("layout of the cooperation graph")
        verbose_name_plural = _("layouts of the cooperation graph")
        default_permissions = ()

    def __str__(self):
        return self.fingerprint[:12]
