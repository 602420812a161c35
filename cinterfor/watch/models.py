"""Who wants to hear each month what is new."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.constraints import ForeignKey
from cinterfor.publishing.months import Month
from knowledge.models import Theme
from network.models import Country

from .registry import Scope

#: A wish that nobody confirmed is forgotten after this time, and so long the link in its mail works.
KEPT = datetime.timedelta(days=7)


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.exclude(confirmed_at=None)

    def forgotten(self):
        """Not confirmed in time, by any link that was mailed."""
        last_asked = Coalesce("asked_at", "created_at")
        return self.alias(last_asked=last_asked).filter(
            confirmed_at=None, last_asked__lt=timezone.now() - KEPT
        )

    def to_tell(self, month: Month):
        """Confirmed, and not told of the month or of a later one."""
        return self.confirmed().filter(told_month__lt=str(month))


class Subscription(models.Model):
    """The wish of a person to hear each month what is new: personal data, deleted when the person leaves."""

    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    country = ForeignKey(
        Country, models.CASCADE, verbose_name=_("country"), related_name="+", null=True, blank=True
    )
    theme = ForeignKey(
        Theme, models.CASCADE, verbose_name=_("theme"), related_name="+", null=True, blank=True
    )
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    #: When the last mail with a link to confirm it went out.
    asked_at = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    told_month = models.CharField(_("told of"), max_length=7, blank=True, editable=False)
    #: How often the mail about that month failed, and why the last time.
    failures = models.PositiveSmallIntegerField(_("failed mails"), default=0, editable=False)
    fault = models.CharField(_("fault"), max_length=300, blank=True, editable=False)

    #: Of a wish for two records that become one either will do: see cinterfor/duplicates/moving.py.
    noted = frozenset(
        {"language", "created_at", "asked_at", "confirmed_at", "told_month", "failures", "fault"}
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice by mail")
        verbose_name_plural = _("notices by mail")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "delete")
        constraints = [
            models.UniqueConstraint(
                fields=["email", "country", "theme"],
                nulls_distinct=False,
                name="watch_subscription_unique",
            )
        ]

    def __str__(self):
        # The log of the admin keeps this when the row and its address are deleted.
        return f"{self._meta.verbose_name} {self.pk}"

    def scope(self, month: Month) -> Scope:
        return Scope(month, self.country, self.theme)
