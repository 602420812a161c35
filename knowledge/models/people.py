"""Who made knowledge products (DataCite creators and contributors)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from cinterfor.publishing.identifiers import IdentifierField
from knowledge.identifiers import normal_orcid, orcid_is_valid, validate_orcid
from network.models import Institution


class Person(models.Model):
    """An author, editor or coordinator of works."""

    slug = models.SlugField(_("short name"), max_length=120, unique=True)
    given_name = models.CharField(_("given name"), max_length=120, blank=True)
    family_name = models.CharField(_("family name"), max_length=120)
    orcid = IdentifierField(
        "ORCID", max_length=19, blank=True, validators=[validate_orcid], normal=normal_orcid
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["family_name", "given_name"]
        indexes = [
            # For the editors' search, which looks for parts of words.
            GinIndex(OpClass(Upper("family_name"), name="gin_trgm_ops"), name="knowledge_person_words")
        ]

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip()


class Contribution(models.Model):
    """Who made a work, in which role and at which place in the list (DataCite creator, contributor)."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("Author")
        EDITOR = "editor", _("Editor")
        COORDINATOR = "coordinator", _("Coordinator")
        TRANSLATOR = "translator", _("Translator")
        COMPILER = "compiler", _("Compiler")

    product = ForeignKey(
        "knowledge.Product", models.CASCADE, verbose_name=_("product"), related_name="contributions"
    )
    person = ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), related_name="contributions", null=True, blank=True
    )
    institution = ForeignKey(
        Institution,
        models.PROTECT,
        verbose_name=_("institution"),
        related_name="contributions",
        null=True,
        blank=True,
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.AUTHOR)
    name_as_printed = models.CharField(_("name as printed"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["position", "pk"]
        constraints = [
            CheckConstraint(
                condition=Q(person__isnull=False, institution=None)
                | Q(person=None, institution__isnull=False),
                name="knowledge_contribution_one",
                violation_error_message=_("A contributor is either a person or an institution."),
            ),
            models.UniqueConstraint(
                fields=["product", "person", "role"],
                deferrable=models.Deferrable.IMMEDIATE,
                name="knowledge_contribution_person",
                violation_error_message=_("This person is already listed in this role."),
            ),
            models.UniqueConstraint(
                fields=["product", "institution", "role"],
                deferrable=models.Deferrable.IMMEDIATE,
                name="knowledge_contribution_institution",
                violation_error_message=_("This institution is already listed in this role."),
            ),
        ]

    def __str__(self):
        return self.name_as_printed or str(self.person or self.institution or "")

    @property
    def identifier(self) -> str:
        """The address of its maker’s ORCID or ROR; empty where none is known."""
        if self.person:
            return f"https://orcid.org/{self.person.orcid}" if orcid_is_valid(self.person.orcid) else ""
        return f"https://ror.org/{self.institution.ror}" if self.institution.ror else ""
