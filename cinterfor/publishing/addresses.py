"""The address book: every public address there has been, and what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .datestamps import DatedQuerySet


def _entries():
    """The index entries of the records that addresses belong to; as long as the address is theirs."""
    from cinterfor.search.models import SearchEntry

    return SearchEntry.objects.filter(
        record_type=OuterRef("record_type"), record_id=OuterRef("record_id"), slug=OuterRef("slug")
    )


class AddressQuerySet(DatedQuerySet):
    def taken(self, record_type: str, slug: str, record_id: int | None) -> bool:
        """Whether the address is or was another record's."""
        found = self.filter(record_type=record_type, slug=slug)
        return found.exclude(record_id=record_id).exists() if record_id else found.exists()

    def of_record(self, record_type: str, record_id: int):
        """Its present address and those that it had."""
        return self.filter(record_type=record_type, record_id=record_id)

    def once_public(self):
        return self.filter(public_from__lte=timezone.now())

    def of_type(self, record_type: str):
        return self.filter(record_type=record_type)

    def gone(self):
        """Tombstones: those that led to a public record of their own, and lead to none now."""
        found = self.once_public().filter(~Exists(_entries().public()), gone_at__isnull=False)
        return found.annotate(datestamp=F("gone_at"))

    def mark_gone(self) -> None:
        """From now on they lead to no public record of their own; called while the index still knows it."""
        now = timezone.now()
        # A record that was put off to a later day, and came, has a moment from which it was gone before.
        alive = Q(gone_at=None) | Exists(_entries().public())
        facets = Coalesce(Subquery(_entries().values("facets")[:1]), Value([]), output_field=self._facets)
        self.filter(alive, public_from__lte=now).update(gone_at=now, facets=facets)

    @property
    def _facets(self):
        return self.model._meta.get_field("facets")

    def keep(self, record, record_type: str, is_new: bool = False) -> None:
        """Note the record's present address, and its name under all its addresses; a new one had none."""
        own = () if is_new else self.of_record(record_type, record.pk)
        known = {address.slug: address for address in own}
        now = timezone.now()
        public = record.publication_status == "published"
        titles = record.titles()
        for address in known.values():
            if address.slug != record.slug and address.public_from > now:
                address.delete()
            elif public and address.titles != titles:
                address.titles = titles
                address.save(update_fields=["titles"])
        current = known.get(record.slug)
        self._follow(record, known, now)
        if public and current is None:
            self.create(
                record_type=record_type,
                slug=record.slug,
                record_id=record.pk,
                public_from=record.published_from,
                titles=titles,
            )
        elif current is not None and current.public_from > now and not public:
            current.delete()
        elif current is not None and public and record.published_from != current.public_from > now:
            current.public_from = record.published_from
            current.save(update_fields=["public_from"])

    def _follow(self, record, known: dict, now) -> None:
        """Note which of the record's addresses lead to it no longer, and which does again."""
        current = known.get(record.slug)
        leads = record.publication_status == "published" and record.published_from <= now
        if leads and current is not None and current.gone_at:
            current.gone_at, current.facets = None, []
            current.save(update_fields=["gone_at", "facets"])
        left = [
            address.pk
            for address in known.values()
            if not (leads and address is current)
            and address.public_from <= now
            # Of a record that stays where it is nothing has to be asked.
            and (address.gone_at is None or current is None or not leads)
        ]
        if left:
            self.filter(pk__in=left).mark_gone()

    def forget(self, record_id: int, record_type: str) -> None:
        """The record is deleted: what was public stays known as gone, the rest never was."""
        own = self.filter(record_type=record_type, record_id=record_id)
        own.filter(public_from__gt=timezone.now()).delete()
        own.mark_gone()
        own.update(record_id=None)

    def reclaim(self, record_id: int, record_type: str, slugs) -> None:
        """The record is there again: its addresses are its own as before."""
        self.filter(record_type=record_type, slug__in=slugs, record_id=None).update(record_id=record_id)


class Address(models.Model):
    """One address (record type and slug), present or past. Never given to another record."""

    record_type = models.CharField(_("record type"), max_length=30)
    slug = models.CharField(_("address"), max_length=120)
    record_id = models.BigIntegerField(_("record"), null=True, blank=True, editable=False)
    public_from = models.DateTimeField(_("public from"), editable=False)
    titles = models.JSONField(_("names"), default=dict, editable=False)
    #: Since when it leads to no public record of its own: withdrawn, deleted, renamed. Empty while it does.
    gone_at = models.DateTimeField(_("gone since"), null=True, blank=True, editable=False)
    #: What search results with the record could be narrowed by when it went, such as `country:UY`.
    facets = ArrayField(models.TextField(), default=list, blank=True, editable=False)
    reason = models.CharField(
        _("reason"),
        max_length=300,
        blank=True,
        help_text=_("Why the record is gone. Shown at the old address."),
    )
    successor = models.CharField(
        _("see instead"),
        max_length=300,
        blank=True,
        validators=[RegexValidator(r"^/(?![/\\])", _("An address on this site begins with one slash."))],
        help_text=_("The address on this site of what replaces it, such as /id/institution/sv-incaf."),
    )

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("address book")
        ordering = ["record_type", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["record_type", "slug"], name="publishing_address_unique")
        ]
        indexes = [
            models.Index(fields=["record_type", "record_id"], name="publishing_address_record"),
            models.Index(
                fields=["record_type", "gone_at", "slug"],
                condition=Q(gone_at__isnull=False),
                name="publishing_address_gone",
            ),
        ]

    def __str__(self):
        return f"{self.record_type}/{self.slug}"
