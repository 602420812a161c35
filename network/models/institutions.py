"""Institutions, and what each is to the network."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import Coalesce, Left
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cinterfor.images.fields import ImageKey
from cinterfor.publishing.as_of import day_shown, is_day_past, is_past
from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from cinterfor.publishing.dates import PartialDateField, first_day_of, last_day_of
from cinterfor.publishing.identifiers import IdentifierField
from cinterfor.publishing.languages import Text, texts
from cinterfor.publishing.models import Record, RecordQuerySet
from cinterfor.publishing.richtext import RichTextField
from network.identifiers import normal_ror, validate_ror
from network.monogram import monogram

from .cooperation import WORKING_LANGUAGES, CooperationOffer
from .countries import LATITUDE, LONGITUDE, Country
from .memberships import Membership
from .standing import NOT_COUNTED, OUTSIDE, Standing


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


class InstitutionQuerySet(RecordQuerySet):
    def in_country(self, code):
        return self.filter(country__code=code)

    def with_standing(self, on=None):
        """Annotate `standing`, what it is to the network on the day."""
        day = on or day_shown()
        own = Membership.objects.filter(institution=OuterRef("pk"))
        facts = [
            (Q(is_centre=True), Standing.CENTRE),
            (Q(founded_first__gt=day), Standing.LATER),
            (Exists(own.current(day)), Standing.MEMBER),
            *([(Exists(own.undated(day)), Standing.UNDATED)] if is_past(day) else []),
            (Exists(own.former(day)), Standing.FORMER),
            (Exists(own.unconfirmed().begun(day)), Standing.UNCONFIRMED),
            (Exists(own), Standing.LATER),
        ]
        return self.annotate(
            standing=Case(
                *(When(fact, then=Value(standing)) for fact, standing in facts),
                default=Value(Standing.PARTNER),
                output_field=models.CharField(),
            )
        )

    def with_mark(self, on=None):
        """Annotate `mark`, the place in the visual code: the kind of a member, else the standing."""
        own = Membership.objects.filter(institution=OuterRef("pk")).current(on)
        kind = own.order_by("begins_first", "pk").values("kind")[:1]
        member = Coalesce(models.Subquery(kind), Value(str(Standing.MEMBER)))
        mark = Case(When(standing=Standing.MEMBER, then=member), default=F("standing"))
        return self.with_standing(on).annotate(mark=mark)

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
        return self.with_standing().exclude(standing__in=[*OUTSIDE, *NOT_COUNTED])

    def partners(self):
        return self.with_standing().filter(standing=Standing.PARTNER)

    def of_membership(self, kind):
        """With a membership of the kind on record by the day, whatever its basis or end."""
        own = Membership.objects.filter(institution=OuterRef("pk"), kind=kind)
        return self.filter(Exists(own.not_later()))

    def of_basis(self, basis):
        own = Membership.objects.filter(institution=OuterRef("pk"), basis=basis)
        return self.filter(Exists(own.not_later()))

    def of_current_basis(self, basis, on=None):
        """Members whose present membership is known in that way."""
        own = Membership.objects.filter(institution=OuterRef("pk"), basis=basis)
        return self.filter(Exists(own.current(on)))

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
        related = self.with_standing().select_related("country", "sector", "logo")
        return related.prefetch_related("memberships")

    def with_all_data(self):
        offers = Prefetch("cooperation_offers", CooperationOffer.objects.select_related("theme"))
        return self.with_card_data().select_related("successor").prefetch_related("predecessors", offers)


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
    country = ForeignKey(
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
    sector = ForeignKey(Sector, models.PROTECT, verbose_name=_("sector"), null=True, blank=True)
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
    successor = ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("successor"),
        related_name="predecessors",
        null=True,
        blank=True,
    )
    is_centre = models.BooleanField(
        _("the Centre itself"),
        default=False,
        help_text=_("It coordinates the network and is no member of it."),
    )
    working_languages = ArrayField(
        models.CharField(max_length=10, choices=WORKING_LANGUAGES),
        verbose_name=_("working languages"),
        default=list,
        blank=True,
        help_text=_("In which it cooperates with others."),
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    description = RichTextField(_("description"), blank=True)
    logo = ImageKey(_("logo"), related_name="institutions")
    ror = IdentifierField(
        _("ROR identifier"), max_length=60, blank=True, validators=[validate_ror], normal=normal_ror
    )
    wikidata = models.CharField(_("Wikidata identifier"), max_length=20, blank=True)
    isni = models.CharField(_("ISNI"), max_length=20, blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        constraints = [
            *Record.Meta.constraints,
            CheckConstraint(
                condition=Q(dissolved_on_last__gte=F("founded_first"))
                | Q(dissolved_on=None)
                | Q(founded=None),
                name="network_institution_dates",
                violation_error_message=_("The institution cannot be dissolved before it was founded."),
            ),
            CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("pk")),
                name="network_institution_successor",
                violation_error_message=_("An institution cannot be its own successor."),
            ),
        ]

    def cooperation(self, direction: str) -> list:
        """What it offers or seeks, of the rows that were fetched with it: on public themes alone."""
        rows = [row for row in self.cooperation_offers.all() if row.direction == direction]
        return [row for row in rows if row.theme and row.theme.is_public]

    @property
    def label(self) -> Text:
        """Name and acronym, as lists show it: the acronym once."""
        name = self.title_text
        if not self.acronym or self.acronym in name.value:
            return name
        return Text(f"{name.value} ({self.acronym})", name.language)

    @property
    def mark_today(self) -> str:
        """Its place in the visual code on the day shown, as `with_mark` computes it in the database."""
        if self.standing != Standing.MEMBER:
            return self.standing
        current = [item for item in self.memberships.all() if item.state == "current"]
        return (current[0].kind if current else None) or Standing.MEMBER

    @property
    def look(self) -> str:
        """The mark as it is drawn: what is not documented for a day looks like what is not confirmed."""
        return {"undated": "unconfirmed", "later": "partner"}.get(self.mark_today, self.mark_today)

    @property
    def memberships_shown(self) -> list[Membership]:
        """Of the memberships that were fetched with it those of the day shown and before."""
        if self.standing == Standing.LATER:
            return []
        return [item for item in self.memberships.all() if item.state != "later"]

    @property
    def was_dissolved(self) -> bool:
        """Whether it no longer existed on the day shown, as far as is known."""
        if not is_day_past():
            return self.dissolved
        return bool(self.dissolved_on_last and self.dissolved_on_last < day_shown())

    @property
    def monogram(self) -> str:
        """The letters that stand for it where it has no logo: the same in all languages."""
        names = (self.official_name, *self.titles().values())
        acronyms = texts(self, "acronym").values()
        return monogram(next(iter(acronyms), ""), next(filter(None, names), ""))

    @property
    def has_identifier(self) -> bool:
        return bool(self.ror or self.wikidata or self.isni)
