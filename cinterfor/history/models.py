"""What was changed, by whom and when: versions of records, and acts that concern security.

Both tables only grow: the database refuses to change or delete a row.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cinterfor.publishing.languages import best

from .acting import acting_now, signature
from .registry import model_of


class Act(models.TextChoices):
    """What became of a record."""

    CREATED = "created", _("Created")
    CHANGED = "changed", _("Changed")
    SENT = "sent", _("Sent to review")
    RETURNED = "returned", _("Returned to draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DELETED = "deleted", _("Deleted")
    RESTORED = "restored", _("Restored")
    RECOVERED = "recovered", _("Recovered")
    MERGED = "merged", _("Merged")
    VERIFIED = "verified", _("Verified")
    PREPARED = "prepared", _("Prepared as a pending version")
    DISCARDED = "discarded", _("Pending version discarded")


class Way(models.TextChoices):
    """By which way a change came."""

    ADMIN = "admin", _("by hand")
    IMPORT = "import", _("by import")
    VERIFICATION = "verification", _("by the institution itself")
    TRANSLATION = "translation", _("by a translation file")
    COMMAND = "command", _("by a command")


class VersionQuerySet(models.QuerySet):
    def of(self, model, key=None):
        found = self.filter(model=model._meta.label_lower)
        return found.filter(record_id=key) if key is not None else found

    def stored(self):
        """Those that the record had, not those that were prepared beside it."""
        return self.filter(pending=False)

    def newest_of_each(self):
        return self.order_by("model", "record_id", "-pk").distinct("model", "record_id")

    def latest_of(self, model, key):
        return self.of(model, key).stored().order_by("-pk").first()

    def deleted(self):
        """The last versions of records that are no longer there."""
        return self.filter(pk__in=self.stored().newest_of_each().values("pk"), act=Act.DELETED)


class Version(models.Model):
    """A record as it was after one change (or as an editor prepared it, beside the public one)."""

    model = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    titles = models.JSONField(default=dict)
    moment = models.DateTimeField(_("moment"), default=timezone.now)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(_("by"), max_length=150, blank=True)
    way = models.CharField(_("way"), max_length=12, choices=Way, default=Way.COMMAND)
    act = models.CharField(_("act"), max_length=10, choices=Act)
    note = models.TextField(_("note"), blank=True)
    #: See state.py.
    state = models.JSONField()
    pending = models.BooleanField(default=False)
    batch = models.ForeignKey("Batch", models.PROTECT, related_name="versions", null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        default_permissions = ("view",)
        ordering = ["-pk"]
        indexes = [models.Index(fields=["model", "record_id", "-id"], name="history_version_record")]

    def __str__(self):
        return best(self.titles).value or f"{self.model} {self.record_id}"

    @property
    def record_model(self) -> type:
        return model_of(self.model)

    def before(self):
        """The version that this one changed, or None."""
        earlier = Version.objects.of(self.record_model, self.record_id).filter(pk__lt=self.pk)
        return (earlier if self.pending else earlier.stored()).order_by("-pk").first()


class BatchQuerySet(models.QuerySet):
    def begin(self, kind: str, label: str):
        """A new batch in the name of whoever acts now."""
        return self.create(kind=kind, label=label[:300], **signature(acting_now().user))


class Batch(models.Model):
    """Changes that belong together and can be undone together: an import, a merge, a bulk action."""

    kind = models.CharField(_("kind"), max_length=20)
    label = models.CharField(_("what"), max_length=300)
    moment = models.DateTimeField(_("moment"), default=timezone.now)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(_("by"), max_length=150, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of changes")
        verbose_name_plural = _("batches of changes")
        default_permissions = ("view",)
        ordering = ["-pk"]

    def __str__(self):
        return self.label


class SecurityEvent(models.Model):
    """An act that concerns accounts, rights or what leaves and enters the portal as a whole."""

    class Kind(models.TextChoices):
        LOGGED_IN = "logged-in", _("Logged in")
        LOGGED_OUT = "logged-out", _("Logged out")
        LOGIN_FAILED = "login-failed", _("Login failed")
        ACCOUNT_MADE = "account-made", _("Account made")
        ACCOUNT_CHANGED = "account-changed", _("Account changed")
        ACCOUNT_DELETED = "account-deleted", _("Account deleted")
        PASSWORD_CHANGED = "password-changed", _("Password changed")
        RIGHTS_CHANGED = "rights-changed", _("Rights changed")
        EXPORTED = "exported", _("Exported")
        IMPORTED = "imported", _("Imported")
        UNDONE = "undone", _("Import undone")
        DELETED = "deleted", _("Record deleted")
        LINK_SHARED = "link-shared", _("Preview link made")
        REFUSED = "refused", _("Refused")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    moment = models.DateTimeField(_("moment"), default=timezone.now)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(_("by"), max_length=150, blank=True)
    #: The account, group or record that it is about, in words.
    subject = models.CharField(pgettext_lazy("a security event", "about"), max_length=300, blank=True)
    details = models.TextField(_("details"), blank=True)
    address = models.GenericIPAddressField(_("network address"), null=True)

    class Meta:
        verbose_name = _("security event")
        verbose_name_plural = _("security log")
        default_permissions = ("view",)
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "-id"], name="history_security_kind")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.subject}"
