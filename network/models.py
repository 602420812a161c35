"""Who is in the network: countries, institutions, and their membership over time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Left
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.dates import PartialDateField, first_day_of, last_day_of, today
from cinterfor.publishing.files import ImageField, UploadPath
from cinterfor.publishing.languages import Text
from cinterfor.publishing.models import Record, RecordQuerySet
from cinterfor.publishing.richtext import RichTextField

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


class CountryQuerySet(RecordQuerySet):
    def in_network(self):
        return self.filter(in_network=True)

    def with_card_data(self):
        """Counts of the institutions in this directory, each standing apart; and the order of regions."""
        institutions = Institution.objects.published().filter(country=OuterRef("pk"))
        order = [When(region=value, then=Value(number)) for number, value in enumerate(Region.values)]
        return self.annotate(
            region_order=Case(*order),
            documented_count=_count(institutions.with_standing().filter(standing=Standing.MEMBER)),
            unconfirmed_count=_count(institutions.with_standing().filter(standing=Standing.UNCONFIRMED)),
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
            models.CheckConstraint(
                condition=Q(code__regex="^[A-Z]{2}$"),
                name="network_country_code",
                violation_error_message=_("The code is two capital letters, such as UY (ISO 3166-1)."),
            ),
        ]

    def _complete(self):
        self.slug = (self.code or "").lower()
        super()._complete()


class Sector(models.Model):
    """A branch of the economy that a sectoral institution serves; an open list."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["slug"]

    def __str__(self):
        return self.name or self.slug


class Standing(models.TextChoices):
    """What an institution is to the network on a day, computed from its memberships."""

    MEMBER = "member", _("Member")
    FORMER = "former", _("Former member")
    UNCONFIRMED = "unconfirmed", _("Membership unconfirmed")
    PARTNER = "partner", _("Partner organization")


class InstitutionQuerySet(RecordQuerySet):
    def in_country(self, code):
        return self.filter(country__code=code)

    def with_standing(self, on=None):
        """Annotate `standing` on a day: member, former, unconfirmed or partner."""
        own = Membership.objects.filter(institution=OuterRef("pk"))
        return self.annotate(
            standing=Case(
                When(Exists(own.current(on)), then=Value(Standing.MEMBER)),
                When(Exists(own.former(on)), then=Value(Standing.FORMER)),
                When(Exists(own.unconfirmed()), then=Value(Standing.UNCONFIRMED)),
                default=Value(Standing.PARTNER),
                output_field=models.CharField(),
            )
        )

    def members(self, on=None):
        return self.with_standing(on).filter(standing=Standing.MEMBER)

    def constituent(self, on=None):
        return self._member_as(Membership.Kind.CONSTITUENT, on)

    def associate(self, on=None):
        return self._member_as(Membership.Kind.ASSOCIATE, on)

    def _member_as(self, kind, on):
        own = Membership.objects.filter(institution=OuterRef("pk"), kind=kind)
        return self.filter(Exists(own.current(on)))

    def of_network(self):
        """All but the partners: members, former members and those not yet confirmed."""
        return self.with_standing().exclude(standing=Standing.PARTNER)

    def partners(self):
        return self.with_standing().filter(standing=Standing.PARTNER)

    def of_membership(self, kind):
        """With a membership of the kind on record, whatever its basis or period."""
        return self.filter(Exists(Membership.objects.filter(institution=OuterRef("pk"), kind=kind)))

    def of_basis(self, basis):
        return self.filter(Exists(Membership.objects.filter(institution=OuterRef("pk"), basis=basis)))

    def of_initial(self, letter):
        return self.filter(**{f"sort_key_{get_language()}__startswith": letter.lower()})

    def initials(self):
        """The letters by which names begin in the active language."""
        first = Left(f"sort_key_{get_language()}", 1)
        return sorted(self.order_by().annotate(initial=first).values_list("initial", flat=True).distinct())

    def constituents_first(self):
        """Documented members before the rest, constituent before associate, then by name."""
        kind = Membership.objects.filter(institution=OuterRef("pk")).order_by("-kind").values("kind")[:1]
        rank = Case(
            *(When(standing=standing, then=Value(number)) for number, standing in enumerate(Standing.values)),
        )
        return (
            self.with_standing()
            .annotate(rank=rank, kind=models.Subquery(kind))
            .order_by("rank", F("kind").desc(nulls_last=True), *self.in_order().query.order_by)
        )

    def with_card_data(self):
        return self.with_standing().select_related("country", "sector").prefetch_related("memberships")

    def with_all_data(self):
        return self.with_card_data().select_related("successor").prefetch_related("predecessors")


class Institution(Record):
    """An organisation: member, former member or partner of the network (schema.org Organization)."""

    class Management(models.TextChoices):
        PUBLIC = "public", _("Public")
        PRIVATE = "private", _("Private")
        MIXED = "mixed", _("Mixed")

    class Coverage(models.TextChoices):
        NATIONAL = "national", _("National")
        SUBNATIONAL = "subnational", _("State or provincial")
        SECTORAL = "sectoral", _("Sectoral")

    title_field = "name"
    required_translations = ("name",)
    summary_field = "description"

    name = models.CharField(_("name"), max_length=300)
    official_name = models.CharField(
        _("official name"), max_length=300, blank=True, help_text=_("As the institution itself writes it.")
    )
    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    former_names = ArrayField(
        models.CharField(max_length=300),
        verbose_name=_("former and other names"),
        default=list,
        blank=True,
        help_text=_("One a line; search finds the institution by them."),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        verbose_name=_("country"),
        related_name="institutions",
        null=True,
        blank=True,
        help_text=_("Empty for a regional or international body."),
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    management = models.CharField(_("management"), max_length=10, choices=Management, null=True, blank=True)
    coverage = models.CharField(_("coverage"), max_length=12, choices=Coverage, null=True, blank=True)
    sector = models.ForeignKey(Sector, models.PROTECT, verbose_name=_("sector"), null=True, blank=True)
    tripartite = models.BooleanField(
        _("tripartite governance"),
        null=True,
        blank=True,
        help_text=_(
            "Whether government, employers and workers sit on its board. Unknown where nothing says so."
        ),
    )
    founded = PartialDateField(_("founded"))
    founded_first = first_day_of("founded")
    dissolved = models.BooleanField(_("dissolved"), default=False)
    dissolved_on = PartialDateField(_("dissolved on"))
    dissolved_on_last = last_day_of("dissolved_on")
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("successor"),
        related_name="predecessors",
        null=True,
        blank=True,
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    description = RichTextField(_("description"), blank=True)
    logo = ImageField(_("logo"), upload_to=UploadPath("logos"), blank=True)
    ror = models.CharField(_("ROR identifier"), max_length=60, blank=True)
    wikidata = models.CharField(_("Wikidata identifier"), max_length=20, blank=True)
    isni = models.CharField(_("ISNI"), max_length=20, blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(dissolved_on_last__gte=F("founded_first"))
                | Q(dissolved_on=None)
                | Q(founded=None),
                name="network_institution_dates",
                violation_error_message=_("The institution cannot be dissolved before it was founded."),
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("pk")),
                name="network_institution_successor",
                violation_error_message=_("An institution cannot be its own successor."),
            ),
        ]

    @property
    def label(self) -> Text:
        """Acronym and name, as lists show it: the acronym once."""
        name = self.title_text
        if not self.acronym or name.value.startswith(self.acronym):
            return name
        return Text(f"{self.acronym} – {name.value}", name.language)


class MembershipQuerySet(models.QuerySet):
    def confirmed(self):
        return self.exclude(basis=Membership.Basis.UNCONFIRMED)

    def unconfirmed(self):
        return self.filter(basis=Membership.Basis.UNCONFIRMED)

    def current(self, on=None):
        """Running on the day, as far as known; never one that is unconfirmed or known to have ended."""
        day = on or today()
        begun = Q(begins=None) | Q(begins_first__lte=day)
        running = Q(ended=False, ends=None) | Q(ends_last__gte=day)
        return self.confirmed().filter(begun & running)

    def former(self, on=None):
        day = on or today()
        return self.confirmed().filter(Q(ended=True, ends=None) | Q(ends_last__lt=day))


class Membership(models.Model):
    """The period in which an institution is a constituent or associate member, and how that is known."""

    class Kind(models.TextChoices):
        CONSTITUENT = "constituent", _("Constituent member")
        ASSOCIATE = "associate", _("Associate member")

    class Basis(models.TextChoices):
        DOCUMENTED = "documented", _("Read on the Centre’s page")
        DEFINITION = "definition", _("By the Centre’s published definition")
        UNCONFIRMED = "unconfirmed", _("Unconfirmed")

    institution = models.ForeignKey(
        Institution, models.CASCADE, verbose_name=_("institution"), related_name="memberships"
    )
    kind = models.CharField(
        _("kind of membership"),
        max_length=12,
        choices=Kind,
        null=True,
        blank=True,
        help_text=_("Empty where it is not known whether constituent or associate."),
    )
    basis = models.CharField(
        _("basis"), max_length=12, choices=Basis, help_text=_("How the membership is known.")
    )
    begins = PartialDateField(_("begins"))
    begins_first = first_day_of("begins")
    ends = PartialDateField(_("ends"))
    ends_last = last_day_of("ends")
    ended = models.BooleanField(
        _("has ended"), default=False, help_text=_("Tick it also where the date is not known.")
    )
    period = models.GeneratedField(
        expression=models.Func(F("begins"), F("ends"), function="portal_period"),
        output_field=DateRangeField(null=True),
        db_persist=True,
    )
    source = ArrayField(models.TextField(), verbose_name=_("sources"), default=list, blank=True)
    verified_on = models.DateField(_("last verified on"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = [F("begins_first").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_last__gte=F("begins_first")) | Q(begins=None) | Q(ends=None),
                name="network_membership_dates",
                violation_error_message=_("The membership cannot end before it begins."),
            ),
            ExclusionConstraint(
                name="network_membership_overlap",
                expressions=[("institution", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(ended=False) | Q(ends__isnull=False),
                # Two rows may swap their periods in one transaction.
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("Two memberships of one institution cannot overlap."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.begins or '…'} – {self.ends or '…'})"

    @property
    def state(self) -> str:
        """Current, former or unconfirmed today: the same rule as the QuerySet's."""
        if self.basis == self.Basis.UNCONFIRMED:
            return "unconfirmed"
        over = self.ends_last < today() if self.ends_last else self.ended
        return "former" if over else "current"


class FigureQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published=True)


class Figure(models.Model):
    """A number that somebody published about the network: never one that the portal counts itself."""

    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    label = models.CharField(_("what is counted"), max_length=200)
    context = models.CharField(_("context"), max_length=300, blank=True)
    value = models.PositiveBigIntegerField(_("value"))
    at_least = models.BooleanField(_("“more than”"), default=False)
    year = models.PositiveSmallIntegerField(_("year"))
    by = models.CharField(_("who says so"), max_length=200)
    source = models.URLField(_("address of the source"), max_length=500)
    published = models.BooleanField(_("shown on the home page"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    loaded_state = models.CharField(max_length=64, blank=True, editable=False)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering = ["position", "slug"]

    def __str__(self):
        return f"{self.value} {self.label} ({self.year})"
