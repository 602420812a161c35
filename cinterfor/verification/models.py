"""Whom institutions have named to answer for them, and what these have answered."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinterfor.history.models import Version
from cinterfor.publishing.dates import today, year_before
from network.models import Institution


class FocalPointQuerySet(models.QuerySet):
    def to_be_asked(self):
        """Active ones of public institutions of the network that nobody has verified for a year.

        Where an answer waits for an editor, nobody else of the institution is asked.
        """
        institutions = Institution.objects.published().of_network().filter(dissolved=False)
        waiting = Verification.objects.waiting().filter(institution=OuterRef("institution"))
        return self.filter(
            ~Exists(waiting),
            active=True,
            institution__in=institutions.not_verified_since(year_before(today())).values("pk"),
        )


class FocalPoint(models.Model):
    """A person who answers for an institution: personal data, for the staff alone."""

    institution = models.ForeignKey(
        Institution, models.CASCADE, verbose_name=_("institution"), related_name="focal_points"
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("In which this person is written to."),
    )
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Only active focal points are written to.")
    )
    left_at = models.DateTimeField(_("no longer wants to be asked since"), null=True, editable=False)
    note = models.TextField(_("note for editors"), blank=True)

    objects = FocalPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "institution",
                Lower("email"),
                name="verification_focal_point_unique",
                violation_error_message=_("This institution has a focal point with this e-mail already."),
            )
        ]

    def __str__(self):
        return f"{self.name} <{self.email}>"


class VerificationQuerySet(models.QuerySet):
    def asked(self):
        return self.filter(state=Verification.State.ASKED)

    def waiting(self):
        return self.filter(state=Verification.State.WAITING)

    def unanswered_for(self, days: int):
        return self.asked().filter(asked_at__lte=timezone.now() - timezone.timedelta(days=days))

    def waiting_first(self):
        """What an editor must decide, oldest first to answer; then what was asked, newest first."""
        first = Case(When(state=Verification.State.WAITING, then=Value(0)), default=Value(1))
        waiting_since = Case(When(state=Verification.State.WAITING, then="answered_at"))
        return self.order_by(first, waiting_since, "-asked_at", "-pk")


class Verification(models.Model):
    """One question to one focal point: is this still correct? And what came of it."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked, not answered")
        WAITING = "waiting", _("Waiting for an editor")
        ACCEPTED = "accepted", _("Accepted")
        PARTLY = "partly", _("Accepted in part")
        REJECTED = "rejected", _("Rejected")
        CLOSED = "closed", _("Closed without an answer")

    class Answer(models.TextChoices):
        CORRECT = "correct", _("Everything is correct")
        CHANGES = "changes", _("Proposes changes")

    institution = models.ForeignKey(
        Institution, models.CASCADE, verbose_name=_("institution"), related_name="verifications"
    )
    focal_point = models.ForeignKey(
        FocalPoint,
        models.SET_NULL,
        verbose_name=_("focal point"),
        related_name="verifications",
        null=True,
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    #: Of this question: the first mail and its reminders.
    mails = models.PositiveSmallIntegerField(_("mails sent"), default=0)
    mailed_at = models.DateTimeField(_("last mail"), null=True)
    mail_fault = models.CharField(_("fault of the mail"), max_length=300, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answer = models.CharField(_("answer"), max_length=7, choices=Answer, blank=True)
    #: What was public when it was answered, and what it should become: see history/state.py.
    base = models.ForeignKey(Version, models.PROTECT, related_name="+", null=True)
    proposal = models.JSONField(null=True)
    note = models.TextField(_("note of the institution"), blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("handled by"),
        related_name="+",
        null=True,
    )
    handled_at = models.DateTimeField(_("handled"), null=True)
    reply = models.TextField(_("reply to the institution"), blank=True)

    objects = VerificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        default_permissions = ("view", "change", "delete")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["focal_point"], condition=Q(state="asked"), name="verification_one_open"
            )
        ]

    def __str__(self):
        return str(self.institution)
