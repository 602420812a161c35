"""Agreements, and what is known of their validity."""

import datetime
from collections import Counter

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, Func, Prefetch, Q, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from cinterfor.publishing.dates import PartialDateField, first_day_of, last_day_of, today
from cinterfor.publishing.languages import WORK_LANGUAGES
from cinterfor.publishing.models import Record
from cinterfor.publishing.relatedness import nearest_first, sharing
from knowledge.models import Theme
from knowledge.models.reference import ThemedQuerySet
from network.models import Country

from .parties import Party

#: The weight of a shared party beside themes, which weigh at most 1 each.
PARTY = 100.0


class Status(models.TextChoices):
    """An agreement's state in the world on a day: computed from its dates, never more than is known."""

    IN_FORCE = "in-force", _("In force")
    TERM_UNKNOWN = "term-unknown", _("Signed; present validity not documented")
    ENDED = "ended", _("Ended")
    TERMINATED = "terminated", _("Terminated early")
    ANNOUNCED = "announced", _("Signature date not known")

    @property
    def rule(self):
        """Why the portal says so, in a sentence for the reader."""
        return {
            self.IN_FORCE: _("Its term, a rule of renewal or a verified statement covers today."),
            self.TERM_UNKNOWN: _(
                "It was signed, but no term or end is documented: the portal does not call it in force."
            ),
            self.ENDED: _(
                "The last possible day of its term has passed, and nothing says that it renews itself."
            ),
            self.TERMINATED: _("A source says that it was ended before its term."),
            self.ANNOUNCED: _("A source speaks of it, but the date of signature is not known."),
        }[self]


class AgreementQuerySet(ThemedQuerySet):
    def with_status(self, on=None):
        """Annotate `status` on a day.

        In force only where a term, a renewal rule or a verified statement covers the day; a term whose
        last possible day has passed has ended, unless the agreement renews itself.
        """
        return self.annotate(status=self._status_on(on or today()))

    def statuses_on(self, days) -> list[str]:
        """The status of the one agreement of this set on each of the days."""
        asked = {f"on_{number}": self._status_on(day) for number, day in enumerate(days)}
        return list(self.annotate(**asked).values_list(*asked).get())

    @classmethod
    def _status_on(cls, day):
        return Case(
            When(terminated_first__gt=day, then=cls._unless_terminated(day)),
            When(Q(terminated=True), then=Value(Status.TERMINATED)),
            default=cls._unless_terminated(day),
            output_field=models.CharField(),
        )

    @staticmethod
    def _unless_terminated(day):
        return Case(
            When(Q(signed=None) | Q(signed_first__gt=day), then=Value(Status.ANNOUNCED)),
            When(Q(renews_tacitly=True), then=Value(Status.IN_FORCE)),
            When(Q(term_last__gte=day) | Q(stated_in_force_on__gte=day), then=Value(Status.IN_FORCE)),
            When(Q(term_last__lt=day), then=Value(Status.ENDED)),
            default=Value(Status.TERM_UNKNOWN),
            output_field=models.CharField(),
        )

    def of_status(self, status, on=None):
        return self.with_status(on).filter(status=status)

    def in_force(self, on=None):
        return self.of_status(Status.IN_FORCE, on)

    def expiring(self, days: int):
        """In force today by a term that ends within so many days, and that nothing renews by itself."""
        last = today() + datetime.timedelta(days=days)
        return self.in_force().filter(term_last__range=(today(), last)).exclude(renews_tacitly=True)

    def of_institution(self, institution):
        return self.filter(pk__in=Party.objects.filter(institution=institution).values("agreement"))

    def in_country(self, code):
        """About the country, or signed by it or by an institution of it."""
        parties = Party.objects.filter(Q(country__code=code) | Q(institution__country__code=code))
        return self.filter(
            Q(pk__in=Agreement.countries.through.objects.filter(country__code=code).values("agreement"))
            | Q(pk__in=parties.values("agreement"))
        )

    def newest_first(self):
        return self.order_by(F("signed_first").desc(nulls_last=True), "-pk")

    def related_to(self, agreement):
        """Others with its parties, then those on its themes: nearest first, of the near the newest."""
        institutions = [party.institution_id for party in agreement.parties.all() if party.institution_id]
        by_party = sharing(Party.objects.all(), "agreement", "institution", institutions)
        # One party says more than all themes.
        by_party = Counter({key: PARTY + value for key, value in by_party.items()})
        nearness = by_party + self.sharing_themes(agreement)
        return nearest_first(self.exclude(pk=agreement.pk), nearness, "signed_first")

    def with_card_data(self):
        parties = Party.objects.select_related("institution__country", "country")
        return self.with_status().prefetch_related(Prefetch("parties", parties))

    def with_all_data(self):
        return (
            self.with_card_data()
            .select_related("amends", "replaces", "renews")
            .prefetch_related("countries", "themes", "evaluations")
        )


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
    ends = PartialDateField(_("ends"))
    ends_last = last_day_of("ends")
    duration_months = models.PositiveSmallIntegerField(
        _("duration in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Five years are 60. With the date of signature it gives the end of the term."),
    )
    term_last = models.GeneratedField(
        expression=models.functions.Coalesce(
            Func(F("ends"), function="portal_last_day"),
            Func(
                Func(F("signed"), function="portal_last_day"),
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
    stated_in_force_on = models.DateField(
        _("stated in force on"),
        null=True,
        blank=True,
        help_text=_("The last day for which a party or an official page says that it is in force."),
    )
    terminated = models.BooleanField(_("terminated early"), default=False)
    terminated_on = PartialDateField(_("terminated on"))
    terminated_first = first_day_of("terminated_on")
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
            ),
            CheckConstraint(
                condition=Q(amount=None, currency="")
                | Q(amount__isnull=False, amount__gte=0, currency__regex="^[A-Z]{3}$"),
                name="agreements_agreement_amount",
                violation_error_message=_(
                    "An amount needs its currency in three capital letters, such as USD."
                ),
            ),
            CheckConstraint(
                condition=Q(terminated=True) | Q(terminated_on=None),
                name="agreements_agreement_terminated",
                violation_error_message=_("Tick “terminated early” where there is a date of termination."),
            ),
            *(
                CheckConstraint(
                    condition=Q(**{relation: None}) | ~Q(**{relation: F("pk")}),
                    name=f"agreements_agreement_{relation}",
                    violation_error_message=_("An agreement cannot amend, replace or renew itself."),
                )
                for relation in ("amends", "replaces", "renews")
            ),
        ]

    @cached_property
    def status_today(self) -> str:
        """The annotated status, or the database's answer where the record came without it."""
        if hasattr(self, "status"):
            return self.status
        return type(self).objects.with_status().values_list("status", flat=True).get(pk=self.pk)

    def get_status_display(self):
        return Status(self.status_today).label

    @property
    def status_rule(self):
        return Status(self.status_today).rule

    @property
    def status_basis(self) -> str | None:
        """Which of the facts on record the status of today follows from; none where they are lacking."""
        status = self.status_today
        if status == Status.TERMINATED:
            return "termination"
        if status == Status.ENDED:
            return "term"
        if status != Status.IN_FORCE:
            return None
        if self.renews_tacitly:
            return "renewal"
        return "term" if self.term_last and self.term_last >= today() else "statement"

    @property
    def duration_text(self) -> str:
        """The duration in years where it is whole years, else in months."""
        years, months = divmod(self.duration_months or 0, 12)
        if months:
            return ngettext("%(number)d month", "%(number)d months", self.duration_months) % {
                "number": self.duration_months
            }
        return ngettext("%(number)d year", "%(number)d years", years) % {"number": years}
