"""What people ask of the Centre, and what became of it: personal data, for the staff of the queue alone."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models import Theme
from network.models import Country, Institution

#: What a person may type.
MOST_IN_LINE, MOST_IN_TEXT = 200, 4000


class Kind(models.TextChoices):
    """What is asked for; the values are the words in the addresses of the forms."""

    TECHNICAL_ASSISTANCE = "technical-assistance", _("Technical assistance")
    CONTACT = "contact", _("Message to the Centre")
    PUT_IN_TOUCH = "put-in-touch", _("Contact with an institution")
    CORRECTION = "correction", _("Correction of a page")
    ACCESSIBLE_COPY = "accessible-copy", _("Accessible copy of a document")
    PAPER_COPY = "paper-copy", _("Paper copy of a document")


class Status(models.TextChoices):
    """How far the Centre has come with a request."""

    RECEIVED = "received", _("Received")
    IN_STUDY = "in-study", _("In study")
    MATCHED = "matched", _("Matched with an institution")
    UNDER_WAY = "under-way", _("Under way")
    CLOSED = "closed", _("Closed")
    DECLINED = "declined", _("Declined")


DONE = (Status.CLOSED, Status.DECLINED)


class RequestQuerySet(models.QuerySet):
    def open(self):
        return self.exclude(status__in=DONE)

    def overdue(self, now=None):
        """Open, and for so many days nobody has done anything."""
        since = (now or timezone.now()) - timezone.timedelta(days=settings.REQUESTS_OVERDUE_DAYS)
        return self.open().filter(moved_at__lte=since)

    def of_nobody(self):
        return self.open().filter(assignee=None)

    def with_unsent_letters(self):
        return self.filter(Exists(Letter.objects.unsent().filter(request=OuterRef("pk"))), purged_at=None)

    def waiting_first(self):
        """Those that nobody sees to, then the other open ones, each the oldest first; then what is done."""
        rank = Case(
            When(status__in=DONE, then=Value(2)), When(assignee=None, then=Value(0)), default=Value(1)
        )
        waiting_since = Case(When(~Q(status__in=DONE), then="received_at"))
        return self.order_by(rank, waiting_since, "-received_at", "-pk")


class Request(models.Model):
    """One request of one person; what tells who that is goes after a time (`purged_at`)."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.RECEIVED)
    reason = models.TextField(_("why it was declined"), blank=True)
    name = models.CharField(_("name"), max_length=MOST_IN_LINE, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    organisation_name = models.CharField(_("institution, as written"), max_length=MOST_IN_LINE, blank=True)
    organisation = models.ForeignKey(
        Institution,
        models.SET_NULL,
        verbose_name=_("institution that asks"),
        related_name="requests",
        null=True,
        blank=True,
    )
    country = models.ForeignKey(
        Country, models.SET_NULL, verbose_name=_("country"), related_name="requests", null=True, blank=True
    )
    language = models.CharField(
        _("language of the answer"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    theme = models.ForeignKey(
        Theme, models.SET_NULL, verbose_name=_("theme"), related_name="requests", null=True, blank=True
    )
    institution = models.ForeignKey(
        Institution,
        models.SET_NULL,
        verbose_name=_("institution asked for"),
        related_name="asked_for_in",
        null=True,
        blank=True,
    )
    partner = models.ForeignKey(
        Institution,
        models.SET_NULL,
        verbose_name=_("institution that helps"),
        related_name="helps_in",
        null=True,
        blank=True,
    )
    #: What it is about: a record by its type and slug, and the page where the form was opened.
    record_type = models.CharField(_("record type"), max_length=30, blank=True)
    record_slug = models.CharField(_("record"), max_length=120, blank=True)
    page = models.CharField(_("page"), max_length=500, blank=True)
    message = models.TextField(_("message"), max_length=MOST_IN_TEXT, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    moved_at = models.DateTimeField(_("last step"), default=timezone.now)
    done_at = models.DateTimeField(_("closed or declined"), null=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("seen to by"),
        related_name="requests",
        null=True,
        blank=True,
    )
    agreement = models.ForeignKey(
        "agreements.Agreement",
        models.SET_NULL,
        verbose_name=_("agreement"),
        related_name="requests",
        null=True,
    )
    #: Of the form that was sent: the same form sent twice is one request.
    key = models.UUIDField(null=True, unique=True, editable=False)
    purged_at = models.DateTimeField(_("personal data deleted"), null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        default_permissions = ("view", "change")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "received_at"], name="requests_request_queue"),
            models.Index(fields=["done_at"], condition=Q(purged_at=None), name="requests_request_purge"),
        ]

    def __str__(self):
        return self.number

    @property
    def is_done(self) -> bool:
        return self.status in DONE

    @property
    def is_overdue(self) -> bool:
        limit = timezone.now() - timezone.timedelta(days=settings.REQUESTS_OVERDUE_DAYS)
        return not self.is_done and self.moved_at <= limit


class Note(models.Model):
    """What a member of staff notes for colleagues; it goes with the personal data."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="notes")
    text = models.TextField(max_length=MOST_IN_TEXT)
    moment = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return self.by_name


class LetterQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at=None)


class Letter(models.Model):
    """A mail about a request: stored with what brought it about, sent once, its text gone with the data."""

    class To(models.TextChoices):
        ASKER = "asker", _("Who asked")
        STAFF = "staff", _("Staff")

    request = models.ForeignKey(Request, models.CASCADE, related_name="letters")
    to = models.CharField(max_length=5, choices=To, default=To.ASKER)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    by_name = models.CharField(max_length=150, blank=True)
    moment = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return self.subject


class Step(models.Model):
    """What was done with a request, by whom and when; without a word of the asker, so it stays for ever."""

    class Act(models.TextChoices):
        RECEIVED = "received", _("Received")
        MOVED = "moved", _("New state")
        ASSIGNED = "assigned", _("Given to a colleague")
        CHANGED = "changed", _("Details changed")
        NOTED = "noted", _("Note written")
        WRITTEN = "written", _("Letter written")
        AGREEMENT = "agreement", _("Made an agreement")
        PURGED = "purged", _("Personal data deleted")

    request = models.ForeignKey(Request, models.CASCADE, related_name="steps")
    act = models.CharField(max_length=10, choices=Act)
    before = models.CharField(max_length=150, blank=True)
    after = models.CharField(max_length=150, blank=True)
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="step", null=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    moment = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return self.get_act_display()

    @property
    def in_words(self) -> str:
        """From what to what; empty where the act says all."""
        if self.act == self.Act.CHANGED:
            names = self.after.split(", ")
            return ", ".join(str(Request._meta.get_field(name).verbose_name) for name in names)
        if self.act == self.Act.ASSIGNED:
            return f"{self.before or '–'} → {self.after or '–'}"
        if self.before == self.after or self.act == self.Act.RECEIVED:
            return ""
        return f"{Status(self.before).label} → {Status(self.after).label}" if self.before else ""
