"""The descriptors under which other catalogues file works, and the themes of the portal that they mean."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.constraints import ForeignKey
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.search.languages import key

from .reference import Theme

LONGEST = 200


def folded(text: str) -> str:
    """A descriptor as it is compared: without case, accents and punctuation."""
    return key(text)[:LONGEST]


def _themes_by_name() -> dict[str, int]:
    """The keys of themes by their preferred labels in all languages."""
    columns = [f"name_{code}" for code in LANGUAGES]
    rows = Theme._base_manager.values_list("pk", *columns)
    return {folded(name): key for key, *names in rows for name in names if name}


class DescriptorQuerySet(models.QuerySet):
    def by_text(self, texts) -> dict[str, "Descriptor"]:
        """Those of the texts that are known, by folded text."""
        return {item.folded: item for item in self.filter(folded__in={folded(text) for text in texts})}

    def meet(self, texts) -> None:
        """List the texts, so that staff can say which theme each means; one that is called so is proposed."""
        named = {folded(text): text[:LONGEST] for text in texts if folded(text)}
        new = sorted(named.keys() - self.by_text(named).keys())
        themes = _themes_by_name() if new else {}
        made = [Descriptor(text=named[name], folded=name, theme_id=themes.get(name)) for name in new]
        self.bulk_create(made, ignore_conflicts=True)

    def add_works(self, numbers: dict[str, int]) -> None:
        """So many works more (or fewer) came in with each, by folded text."""
        by_number: dict[int, list[str]] = {}
        for name, number in numbers.items():
            by_number.setdefault(number, []).append(name)
        for number, names in by_number.items():
            # Many imports at once must not wait for each other in another order each.
            self.filter(folded__in=sorted(names)).update(works=Greatest(F("works") + number, 0))


class Descriptor(models.Model):
    """A subject heading of another catalogue (SKOS: a concept of its vocabulary) and the theme it means."""

    text = models.CharField(_("descriptor"), max_length=LONGEST)
    folded = models.CharField(max_length=LONGEST, unique=True, editable=False)
    vocabulary = models.CharField(
        _("language or vocabulary"),
        max_length=100,
        blank=True,
        help_text=_("For your own order, such as “ILO Thesaurus, Spanish”."),
    )
    theme = ForeignKey(
        "knowledge.Theme",
        models.SET_NULL,
        verbose_name=_("theme"),
        related_name="descriptors",
        null=True,
        blank=True,
        help_text=_("Works that come in with the descriptor get this theme. Empty: none."),
    )
    works = models.PositiveIntegerField(_("works brought in with it"), default=0, editable=False)

    objects = DescriptorQuerySet.as_manager()

    class Meta:
        verbose_name = _("descriptor of catalogues")
        verbose_name_plural = _("descriptors of catalogues")
        ordering = ["-works", "text"]

    def __str__(self):
        return self.text

    def save(self, *args, **kwargs):
        self.folded = folded(self.text)
        super().save(*args, **kwargs)

    def clean(self):
        self.folded = folded(self.text)
        if not self.folded:
            raise ValidationError({"text": _("A descriptor has at least one word.")})
        if Descriptor.objects.filter(folded=self.folded).exclude(pk=self.pk).exists():
            raise ValidationError({"text": _("This descriptor is listed already.")})
