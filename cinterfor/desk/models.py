"""What editors have in hand: versions that wait beside a public record, and writing not yet saved."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cinterfor.history.acting import acting_now
from cinterfor.history.models import Version
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Publication
from cinterfor.publishing.plain_rows import PlainRowsQuerySet


class PendingQuerySet(models.QuerySet):
    def of(self, model, key=None):
        found = self.filter(model=model._meta.label_lower)
        return found.filter(record_id=key) if key is not None else found

    def keep(self, pending: list, *changed: str) -> list:
        """Save them, each in the place of what was pending of its record: of that, what is named changes."""
        return self.bulk_create(
            pending,
            update_conflicts=True,
            unique_fields=["model", "record_id"],
            update_fields=["version", "minor", "changed_at", *changed],
        )

    def in_review(self):
        return self.filter(status=Publication.REVIEW)


class Pending(models.Model):
    """A version of a public record that is being prepared: the public one stays until it is published."""

    model = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    #: What was public when the preparation began, and what it has come to.
    base = models.ForeignKey(Version, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    status = models.CharField(
        _("publication"),
        max_length=10,
        choices=[(choice.value, choice.label) for choice in (Publication.DRAFT, Publication.REVIEW)],
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(auto_now=True)
    #: Whether all that was changed leaves translations valid.
    minor = models.BooleanField(default=False)

    objects = PendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pending version")
        verbose_name_plural = _("pending versions")
        default_permissions = ()
        permissions = [
            (f"translate_{code}", f"Can write the {get_language_info(code)['name']} texts of all records")
            for code in LANGUAGES
        ]
        constraints = [models.UniqueConstraint(fields=["model", "record_id"], name="desk_pending_unique")]

    def __str__(self):
        return str(self.version)

    @classmethod
    def of_version(cls, version: Version, live: Version, before=None):
        """The version as pending, not yet saved; what was begun before goes on from where it began."""
        fields = version.state["fields"]
        return cls(
            model=version.model,
            record_id=version.record_id,
            base=before.base if before else live,
            version=version,
            status=fields["publication_status"],
            assignee_id=fields["assignee_id"],
            minor=acting_now().minor and (before is None or before.minor),
        )


def place_of(model, language: str = "") -> str:
    """Where a record is open: in its own form, or on the translator's bench of a language."""
    return f"{model._meta.label_lower} {language}".rstrip()


class OpeningQuerySet(PlainRowsQuerySet):
    #: A browser with the record open reports twice within this time.
    SEEN_WITHIN = timezone.timedelta(seconds=90)

    def of(self, model, key, language=""):
        return self.filter(model=place_of(model, language), record_id=key)

    def others(self, user):
        """Who else has the record open now."""
        recently = timezone.now() - self.SEEN_WITHIN
        return self.exclude(user=user).filter(seen_at__gte=recently).select_related("user")

    def forgotten(self, days: int):
        """Neither seen nor written to for so long."""
        return self.filter(seen_at__lt=timezone.now() - timezone.timedelta(days=days))


class Opening(models.Model):
    """A record, or a new one, that an editor has open; and what was typed there but not yet saved."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    model = models.CharField(max_length=60)
    #: 0 for a record that was never saved.
    record_id = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    #: One page load of the editor's browser.
    tab = models.CharField(max_length=20, blank=True)
    #: The form as the browser sent it (application/x-www-form-urlencoded), and when.
    typed = models.TextField(blank=True)
    typed_at = models.DateTimeField(null=True)
    #: The state in which the editor last asked for a preview, and the key that the record had in it.
    previewed = models.JSONField(null=True)
    previewed_key = models.BigIntegerField(null=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("open record")
        verbose_name_plural = _("open records")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "model", "record_id", "tab"], name="desk_opening_unique")
        ]

    def __str__(self):
        return f"{self.user}: {self.model} {self.record_id}"


class OfferedRight(models.Model):
    """A right that groups were offered: one that an administrator takes from them is not given again."""

    permission = models.OneToOneField("auth.Permission", models.CASCADE, primary_key=True, related_name="+")

    class Meta:
        verbose_name = _("offered right")
        verbose_name_plural = _("offered rights")
        default_permissions = ()

    def __str__(self):
        return str(self.permission)
