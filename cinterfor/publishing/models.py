"""What every public record has: an address, a publication status, a provenance, languages."""

import itertools

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .addresses import Address
from .former import FormerAddress
from .languages import Text, is_filled, shown_languages, text_in, texts
from .plaintext import UNWRITABLE, writable
from .richtext import clean_stored
from .sources import official_sources

__all__ = ["Address", "FormerAddress", "Publication", "Record", "RecordQuerySet"]


class Publication(models.TextChoices):
    """The editor's word on a record; its state in the world is computed from dates instead."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def not_verified_since(day) -> Q:
    """Last verified before the day, or never."""
    return Q(verified_on=None) | Q(verified_on__lt=day)


def lacking_text(language: str, fields, is_work: bool = False) -> Q:
    """Public without one of the translated texts in the language; a work in it needs none."""
    lacking = Q()
    for field in fields:
        lacking |= Q(**{f"{field}_{language}": None}) | Q(**{f"{field}_{language}": ""})
    public = Q(publication_status=Publication.PUBLISHED)
    return public & lacking & ~Q(language=language) if is_work else public & lacking


class RecordQuerySet(models.QuerySet):
    def published(self, moment=None):
        """Public at the moment: marked published, and its time has come."""
        return self.filter(
            publication_status=Publication.PUBLISHED, published_from__lte=moment or timezone.now()
        )

    def verified_since(self, day):
        return self.filter(verified_on__gte=day)

    def not_verified_since(self, day):
        return self.filter(not_verified_since(day))

    def in_order(self):
        """By the stored sort key of the active language."""
        return self.order_by(f"sort_key_{get_language() or settings.LANGUAGE_CODE}", "pk")

    def with_card_data(self):
        """With all that a card of the record prints, in a fixed number of queries."""
        return self

    def with_names(self):
        """What the index entry of each reads of it and around it."""
        return self.with_all_data()

    def with_all_data(self):
        """With all that its page, its twins and the search index read."""
        return self.with_card_data()

    def matching(self, words):
        """Records that the site's search finds: all words, or synonyms of them, in any language."""
        from cinterfor.search.models import SearchEntry
        from cinterfor.search.query import as_query

        entries = SearchEntry.objects.of_type(self.model.record_type().name)
        return self.filter(pk__in=entries.matching(as_query(words).match).values("record_id"))

    def by_relevance(self, words, *then):
        """Those that match the words best first, in the order of the site's search; among equals as told."""
        from cinterfor.search.models import SearchEntry
        from cinterfor.search.query import as_query

        entries = SearchEntry.objects.of_type(self.model.record_type().name).filter(record_id=OuterRef("pk"))
        scored = entries.with_score(as_query(words), get_language() or settings.LANGUAGE_CODE)
        found = self.annotate(relevance=Subquery(scored.values("score")[:1]))
        return found.order_by(F("relevance").desc(nulls_last=True), *then, "pk")

    def update(self, **values):
        """As Django's, and what is derived from records follows: addresses, search."""
        with transaction.atomic():
            keys = list(self.values_list("pk", flat=True)) if not self.query.is_sliced else []
            count = super().update(**values)
            if any(hasattr(value, "resolve_expression") for value in values.values()):
                clean_stored(self.model, keys)
            self._written(keys)
        return count

    def bulk_create(self, objs, *args, **kwargs):
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **kwargs)
            self._written([record.pk for record in made])
        return made

    def _written(self, keys):
        from cinterfor.history.noting import note

        from .receivers import records_written

        note(self.model, keys)
        records_written(self.model._default_manager.filter(pk__in=keys).iterator(chunk_size=500))


class Record(models.Model):
    """Something the portal publishes at an address of its own, in some or all of its languages."""

    #: The field that names the record; and the translated fields without which it is not in a language.
    title_field = "title"
    required_translations = ("title",)
    #: The translated plain text under the title in lists and descriptions.
    summary_field = "summary"

    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("The last part of the page’s address. Left empty, it is made from the name."),
        error_messages={"unique": _("Another record of this type has this address already.")},
    )
    publication_status = models.CharField(
        _("publication"), max_length=10, choices=Publication, default=Publication.DRAFT, db_index=True
    )
    published_from = models.DateTimeField(
        _("public from"), null=True, blank=True, help_text=_("Left empty, the moment of publishing.")
    )
    review_note = models.TextField(
        _("note for the review"),
        blank=True,
        help_text=_("What the reviewer should look at. Never shown to the public."),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("reviewed by"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Who is asked to review it; left empty, whoever may publish it."),
    )
    held_languages = ArrayField(
        models.CharField(max_length=10, choices=settings.LANGUAGES),
        verbose_name=_("languages held back"),
        default=list,
        blank=True,
        help_text=_(
            "Texts in these languages are not shown until they are ready; readers see another language."
        ),
    )
    withdrawal_reason = models.CharField(
        _("reason for withdrawal"), max_length=300, blank=True, help_text=_("Shown at the old address.")
    )
    source = ArrayField(
        models.TextField(),
        verbose_name=_("sources"),
        default=list,
        blank=True,
        help_text=_("One a line: an address, or words where there is none. For editors, not shown."),
    )
    verified_on = models.DateField(_("last verified on"), null=True, blank=True)
    editor_note = models.TextField(
        _("note for editors"), blank=True, help_text=_("Never shown to the public.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    loaded_state = models.CharField(max_length=64, blank=True, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [
            models.CheckConstraint(
                condition=~Q(publication_status="published") | Q(published_from__isnull=False),
                name="%(app_label)s_%(class)s_public_from",
                violation_error_message=_("A published record needs the moment from which it is public."),
            )
        ]

    def __str__(self):
        return self.title_text.value or self.slug

    def save(self, *args, **kwargs):
        self._complete()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "slug", "published_from", "changed_at"}
        with transaction.atomic():
            super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse(f"{type(self).record_type().name}_detail", args=[self.slug])

    @classmethod
    def record_type(cls):
        from .registry import record_type_of

        return record_type_of(cls)

    def clean(self):
        super().clean()
        self._complete()

    def validate_unique(self, exclude=None):
        """An address is unique among all that there have been."""
        super().validate_unique(exclude)
        is_asked = self.slug and "slug" not in (exclude or ())
        if is_asked and Address.objects.taken(type(self).record_type().name, self.slug, self.pk):
            told = _("This address belonged to another record; addresses are never re-used.")
            raise ValidationError({"slug": told})

    def _complete(self) -> None:
        """Fill in what follows from the rest."""
        for field in self._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.generated:
                value = getattr(self, field.attname)
                if isinstance(value, str) and UNWRITABLE.search(value):
                    setattr(self, field.attname, writable(value))
        if not self.slug:
            self.slug = self.free_slug(slugify(self.title_text.value)[:110] or type(self).record_type().name)
        if self.publication_status == Publication.PUBLISHED and not self.published_from:
            self.published_from = timezone.now()
        # Who saves a record may give the moment as text; all that follows compares it.
        self.published_from = self._meta.get_field("published_from").get_prep_value(self.published_from)

    def free_slug(self, wish: str) -> str:
        """The wish, or the wish with the first free number behind it."""
        name = type(self).record_type().name
        others = type(self)._default_manager.exclude(pk=self.pk).filter(slug__startswith=wish)
        kept = Address.objects.filter(record_type=name, slug__startswith=wish).exclude(record_id=self.pk)
        found = others.values_list("slug", flat=True)
        taken = set(found.union(kept.order_by().values_list("slug", flat=True)))
        numbered = (f"{wish}-{number}" for number in itertools.count(2))
        return next(slug for slug in itertools.chain([wish], numbered) if slug not in taken)

    @property
    def permalink(self):
        """The address without language: what citations and machines quote."""
        return reverse("permalink", args=[type(self).record_type().name, self.slug])

    @property
    def is_public(self) -> bool:
        return (
            self.publication_status == Publication.PUBLISHED
            and self.published_from is not None
            and self.published_from <= timezone.now()
        )

    @property
    def datestamp(self):
        """When the public record last changed: the later of edited and published."""
        return max(filter(None, (self.changed_at, self.published_from)))

    @property
    def official_sources(self):
        """The sources that readers are sent to."""
        return official_sources(self.source, getattr(self, "website", ""))

    def text(self, field: str, language: str | None = None) -> Text:
        """The field in the reader's language or, failing that, another, which is named."""
        return text_in(self, field, language)

    @property
    def title_text(self) -> Text:
        return self.text(self.title_field)

    def titles(self) -> dict[str, str]:
        """The title by language."""
        return texts(self, self.title_field)

    @property
    def summary_text(self) -> Text:
        return self.text(self.summary_field) if self.summary_field else Text("", None)

    def languages(self) -> list[str]:
        """The languages in which the record exists: each required text is filled, and not held back.

        Whoever says so asks here: hreflang and JSON-LD of its page, sitemap, twins, search.
        """
        return [
            language
            for language in shown_languages(self)
            if all(
                is_filled(getattr(self, f"{field}_{language}", None)) for field in self.required_translations
            )
        ]
