"""Countries and the regions of the world to which they belong."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.as_of import is_day_past
from cinterfor.publishing.constraints import CheckConstraint
from cinterfor.publishing.models import Record, RecordQuerySet
from network.codes import codes_of

from .memberships import Membership
from .standing import Standing

LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


class Region(models.TextChoices):
    """Subregions as the Centre's own work uses them, near to UN M49."""

    SOUTH_AMERICA = "south-america", _("South America")
    CARIBBEAN = "caribbean", _("Caribbean")
    CENTRAL_AMERICA = "central-america", _("Central America")
    NORTH_AMERICA = "north-america", _("North America")
    EUROPE = "europe", _("Europe")
    AFRICA = "africa", _("Africa")
    ASIA = "asia", _("Asia")


def region_order(field: str) -> Case:
    """The place of a region in the order in which regions are declared."""
    return Case(*(When(**{field: value}, then=Value(number)) for number, value in enumerate(Region.values)))


class CountryQuerySet(RecordQuerySet):
    def in_network(self):
        return self.filter(in_network=True)

    def with_card_data(self):
        """Counts of the members in this directory, each basis apart; and the order of regions."""
        from .institutions import Institution

        institutions = Institution.objects.published().filter(country=OuterRef("pk"))
        undated = institutions.with_standing().filter(standing=Standing.UNDATED)
        return self.annotate(
            region_order=region_order("region"),
            documented_count=_count(institutions.members().of_current_basis(Membership.Basis.DOCUMENTED)),
            definition_count=_count(institutions.members().of_current_basis(Membership.Basis.DEFINITION)),
            unconfirmed_count=_count(institutions.with_standing().filter(standing=Standing.UNCONFIRMED)),
            former_count=_count(institutions.with_standing().filter(standing=Standing.FORMER)),
            undated_count=_count(undated) if is_day_past() else Value(0),
        )


def _count(institutions):
    """How many institutions of the outer country: a subquery, so that joins never multiply."""
    counted = institutions.order_by().values("country").annotate(number=Count("pk")).values("number")
    return Coalesce(models.Subquery(counted), 0)


class Country(Record):
    """A country (ISO 3166-1): of the network or, marked apart, a partner's."""

    title_field = "name"
    required_translations = ("name",)
    summary_field = None

    code = models.CharField(_("ISO 3166-1 code"), max_length=2, unique=True)
    name = models.CharField(_("name"), max_length=100)
    region = models.CharField(_("region"), max_length=20, choices=Region)
    capital = models.CharField(_("capital"), max_length=100, blank=True)
    latitude = models.FloatField(_("latitude of the capital"), null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(_("longitude of the capital"), null=True, blank=True, validators=LONGITUDE)
    in_network = models.BooleanField(_("country of the network"), default=True)

    objects = CountryQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            *Record.Meta.constraints,
            CheckConstraint(
                condition=Q(code__regex="^[A-Z]{2}$"),
                name="network_country_code",
                violation_error_message=_("The code is two capital letters, such as UY (ISO 3166-1)."),
            ),
        ]

    @property
    def alpha3(self) -> str:
        return codes_of(self.code).alpha3

    @property
    def m49(self) -> str:
        return codes_of(self.code).m49

    def _complete(self):
        self.slug = (self.code or "").lower()
        super()._complete()
