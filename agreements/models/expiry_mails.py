"""Of which coming ends and renewals the staff have been told."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.constraints import ForeignKey

#: A mail that was begun so long ago, and is not noted as sent, died on the way.
STALE = datetime.timedelta(hours=1)


class ExpiryMailQuerySet(models.QuerySet):
    def to_send(self):
        """Neither sent nor being sent."""
        begun = timezone.now() - STALE
        return self.filter(Q(claimed_at=None) | Q(claimed_at__lt=begun), sent_at=None)


class ExpiryMail(models.Model):
    """One end or renewal, told so many days before: once, and anew where the day is moved."""

    agreement = ForeignKey(
        "Agreement", models.CASCADE, verbose_name=_("agreement"), related_name="expiry_mails"
    )
    day = models.DateField(_("day"))
    mark = models.PositiveSmallIntegerField(_("days before"))
    claimed_at = models.DateTimeField(_("begun"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    fault = models.CharField(_("fault"), max_length=300, blank=True)

    #: No facts of the agreement: see cinterfor/duplicates/moving.py.
    noted = frozenset({"claimed_at", "sent_at", "fault"})

    objects = ExpiryMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail about an end or renewal")
        verbose_name_plural = _("mails about ends and renewals")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["agreement", "day", "mark"], name="agreements_expiry_mail_once")
        ]

    def __str__(self):
        return f"{self.agreement_id}, {self.day}, {self.mark}"
