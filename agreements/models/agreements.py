"""Agreements, and what is known of their validity."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cinterfor.publishing.as_of import day_asked, day_shown
from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from cinterfor.publishing.dates import PartialDateField, first_day_of, last_day_of
from cinterfor.publishing.languages import WORK_LANGUAGES
from cinterfor.publishing.models import Record
from knowledge.models import Theme
from network.models import Country

from .agreement_queries import AgreementQuerySet
from .links import EARLIER, links_of, wrong_links
from .sentences import sentence_of
from .statuses import Status


class Agreement(Record):
    """An instrument of cooperation between parties (UN treaty practice)."""

    class Instrument(models.TextChoices):
        MEMORANDUM = "memorandum", _("Memorandum of understanding")
        LETTER_OF_INTENT = "letter-of-intent", _("Letter of intent")
        FRAMEWORK = "framework-agreement", _("Framework agreement")
        COOPERATION = "cooperation-agreement", _("Cooperation agreement")
        ADDENDUM = "addendum", _("Addendum")
        LOAN = "loan", _("Loan")
        RESOLUTION = "resolution", _("Resolution")
        DECLARATION = "declaration", _("Declaration")
        CONTRACT = "contract", _("Contract")
        COLLECTIVE = "collective-agreement", _("Collective agreement")

    class Modality(models.TextChoices):
        TECHNICAL_ASSISTANCE = "technical-assistance", _("Technical assistance")
        HORIZONTAL = "horizontal-cooperation", _("Horizontal cooperation")
        MULTILATERAL = "multilateral-commitment", _("Multilateral commitment")
        NATIONAL = "national-partnership", _("National partnership")
        FINANCING = "financing", _("Financing")
        TRAINING_SERVICES = "training-services", _("Training services")
        COLLECTIVE_BARGAINING = "collective-bargaining", _("Training clause in a collective agreement")
        FOUNDING = "founding", _("Founding of the Centre")

    title = models.CharField(_("title"), max_length=300)
    original_language = models.CharField(
        _("original language"), max_length=10, choices=WORK_LANGUAGES, default="es"
    )
    summary = models.TextField(_("summary"), blank=True)
    instrument = models.CharField(_("instrument"), max_length=25, choices=Instrument, null=True, blank=True)
    modality = models.CharField(_("modality"), max_length=25, choices=Modality, null=True, blank=True)
    signed = PartialDateField(_("signed"))
    signed_first = first_day_of("signed")
    signed_last = last_day_of("signed")
    enters_into_force = PartialDateField(
        _("enters into force"),
        help_text=_(
            "2018, 2018-07 or 2018-07-04. Only where the text names another day than that of signature, "
            "also an earlier one: the term then runs from it."
        ),
    )
    enters_first = first_day_of("enters_into_force")
    ends = PartialDateField(_("ends"))
    ends_last = last_day_of("ends")
    duration_months = models.PositiveSmallIntegerField(
        _("duration in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Five years are 60. From the entry into force, or the signature, it gives the end of the term."
        ),
    )
    term_last = models.GeneratedField(
        expression=models.functions.Coalesce(
            Func(F("ends"), function="portal_last_day"),
            Func(
                Func(
                    models.functions.Coalesce(F("enters_into_force"), F("signed")),
                    function="portal_last_day",
                ),
                F("duration_months"),
                function="portal_add_months",
                output_field=models.DateField(),
            ),
            output_field=models.DateField(),
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    renews_tacitly = models.BooleanField(
        _("renews itself"), default=False, help_text=_("It runs on unless a party ends it.")
    )
    renewal_months = models.PositiveSmallIntegerField(
        _("length of each renewal in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Three years are 36. Left empty where the text does not say it."),
    )
    stated_in_force_on = models.DateField(
        _("stated in force on"),
        null=True,
        blank=True,
        help_text=_("The last day for which a party or an official page says that it is in force."),
    )
    terminated = models.BooleanField(_("terminated early"), default=False)
    terminated_on = PartialDateField(_("terminated on"))
    terminated_first = first_day_of("terminated_on")
    terminated_last = last_day_of("terminated_on")
    termination_reason = models.CharField(_("reason for termination"), max_length=300, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency (ISO 4217)"), max_length=3, blank=True)
    involves_centre = models.BooleanField(_("the Centre takes part"), default=False)
    countries = models.ManyToManyField(
        Country, verbose_name=_("countries"), related_name="agreements", blank=True
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), related_name="agreements", blank=True)
    evaluations = models.ManyToManyField(
        "knowledge.Product",
        verbose_name=_("evaluated in"),
        related_name="evaluated_agreements",
        blank=True,
        help_text=_("Works that say what came of the agreement; their pages name it in turn."),
    )
    amends = ForeignKey(
        "self", models.SET_NULL, verbose_name=_("amends"), related_name="amended_by", null=True, blank=True
    )
    replaces = ForeignKey(
        "self", models.SET_NULL, verbose_name=_("replaces"), related_name="replaced_by", null=True, blank=True
    )
    renews = ForeignKey(
        "self", models.SET_NULL, verbose_name=_("renews"), related_name="renewed_by", null=True, blank=True
    )
    supplements = ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("adds to"),
        related_name="supplemented_by",
        null=True,
        blank=True,
    )

    objects = AgreementQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            *Record.Meta.constraints,
            CheckConstraint(
                condition=Q(ends_last__gte=F("signed_first")) | Q(signed=None) | Q(ends=None),
                name="agreements_agreement_dates",
                violation_error_message=_("The agreement cannot end before it was signed."),
                at="ends",
            ),
            CheckConstraint(
                condition=Q(ends_last__gte=F("enters_first")) | Q(enters_into_force=None) | Q(ends=None),
                name="agreements_agreement_force",
                violation_error_message=_("The agreement cannot end before it enters into force."),
                at="ends",
            ),
            CheckConstraint(
                condition=Q(renews_tacitly=True) | Q(renewal_months=None),
                name="agreements_agreement_renewal",
                violation_error_message=_("Tick “renews itself” where the length of each renewal is known."),
                at="renewal_months",
            ),
            CheckConstraint(
                condition=Q(amount=None, currency="")
                | Q(amount__isnull=False, amount__gte=0, currency__regex="^[A-Z]{3}$"),
                name="agreements_agreement_amount",
                violation_error_message=_(
                    "An amount needs its currency in three capital letters, such as USD."
                ),
                at="amount",
            ),
            CheckConstraint(
                condition=Q(terminated=True) | Q(terminated_on=None),
                name="agreements_agreement_terminated",
                violation_error_message=_("Tick “terminated early” where there is a date of termination."),
                at="terminated_on",
            ),
            CheckConstraint(
                condition=Q(terminated_last__gte=F("signed_first")) | Q(signed=None) | Q(terminated_on=None),
                name="agreements_agreement_termination",
                violation_error_message=_("The agreement cannot be terminated before it was signed."),
                at="terminated_on",
            ),
            *(
                CheckConstraint(
                    condition=Q(**{relation: None}) | ~Q(**{relation: F("pk")}),
                    name=f"agreements_agreement_{relation}",
                    violation_error_message=_("An agreement cannot follow on itself."),
                    at=relation,
                )
                for relation in EARLIER
            ),
        ]

    def clean(self):
        super().clean()
        if wrong := wrong_links(self):
            raise ValidationError(wrong)

    @property
    def is_signed_later(self) -> bool:
        """Whether it was made after the day shown."""
        made = self.signed_first or self.enters_first
        return bool(made and made > day_shown())

    @cached_property
    def status_today(self) -> str:
        """The annotated status, or the database's answer where the record came without it."""
        if hasattr(self, "status"):
            return self.status
        return type(self).objects.with_status().values_list("status", flat=True).get(pk=self.pk)

    def get_status_display(self):
        if self.is_signed_later:
            return _("Not yet signed")
        if day_asked() and self.status_today == Status.TERM_UNKNOWN:
            return _("Signed; validity on that day not documented")
        return Status(self.status_today).label

    @property
    def status_rule(self):
        if self.is_signed_later:
            return _("It was signed after that day.")
        if day_asked() and self.status_today == Status.IN_FORCE:
            return _("Its term, a rule of renewal or a verified statement covers that day.")
        return Status(self.status_today).rule

    @property
    def status_basis(self) -> str | None:
        """Which of the facts on record the status of today follows from; none where they are lacking."""
        status = self.status_today
        if status == Status.TERMINATED:
            return "termination"
        if status == Status.ENDED:
            return "term"
        if status == Status.SIGNED:
            return "entry-into-force"
        if status != Status.IN_FORCE:
            return None
        if self.renews_tacitly:
            return "renewal"
        return "term" if self.term_last and self.term_last >= day_shown() else "statement"

    @property
    def links(self):
        return links_of(self)

    @property
    def present_parties(self) -> list:
        """Those that are parties on the day shown."""
        return [party for party in self.parties.all() if party.is_present]

    @property
    def parties_so_far(self) -> list:
        """Those that are parties on the day shown, or were before it."""
        return [party for party in self.parties.all() if party.has_joined]

    def status_sentence(self, on=None) -> str:
        """The status, and from what it follows, in a sentence; on the day shown where none is given."""
        if on is None:
            return sentence_of(self, self.status_today, day_shown())
        (status,) = type(self).objects.filter(pk=self.pk).statuses_on([on])
        return sentence_of(self, status, on)

    @property
    def duration_text(self) -> str:
        return in_years(self.duration_months or 0)

    @property
    def renewal_text(self) -> str:
        return in_years(self.renewal_months or 0)


def in_years(duration: int) -> str:
    """So many months in years where it is whole years, else in months."""
    years, months = divmod(duration, 12)
    if months:
        return ngettext("%(number)d month", "%(number)d months", duration) % {"number": duration}
    return ngettext("%(number)d year", "%(number)d years", years) % {"number": years}
