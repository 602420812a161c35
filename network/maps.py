"""What the records say for the maps."""

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from cinterfor.pictures.maps import CountryOnMap, NetworkMap
from cinterfor.pictures.registry import PictureType

from .models import Country, Institution, Membership, Standing
from .pictures import institutions_path


def members_map() -> NetworkMap:
    """The countries of the network with their numbers of institutions, in two queries."""
    numbers = _numbers()
    countries = [
        CountryOnMap(
            country.code,
            country.title_text,
            country.get_absolute_url(),
            numbers.get(country.pk, {}),
            _lists(country.code),
        )
        for country in Country.objects.published().in_network().in_order()
    ]
    note = _(
        "The number of members that this directory knows: those read on a page of the Centre, and those that are "
        "members by its published definition. A question mark counts institutions whose membership is "
        "unconfirmed; a dash, none documented yet."
    )
    return NetworkMap(title=_("Members by country"), note=note, countries=countries)


def _numbers() -> dict[int, dict[str, int]]:
    """By country: institutions by class of membership, unconfirmed, and former."""
    own = Membership.objects.filter(institution=OuterRef("pk")).current()
    counted = (
        Institution.objects.published()
        .filter(country__in_network=True)
        .of_network()
        .annotate(kind=Subquery(own.values("kind")[:1]))
        .order_by()
        .values_list("country", "standing", "kind")
        .annotate(number=Count("pk"))
    )
    numbers: dict[int, dict[str, int]] = {}
    for country, standing, kind, number in counted:
        name = (kind or "unclassed") if standing == Standing.MEMBER else standing
        numbers.setdefault(country, {})[name] = number
    return numbers


def _lists(code) -> dict[str, str]:
    """The lists of the institutions behind the numbers."""
    queries = {
        "members": {"standing": Standing.MEMBER.value},
        "constituent": {"standing": Standing.MEMBER.value, "membership": Membership.Kind.CONSTITUENT.value},
        "associate": {"standing": Standing.MEMBER.value, "membership": Membership.Kind.ASSOCIATE.value},
        "unconfirmed": {"standing": Standing.UNCONFIRMED.value},
        "former": {"standing": Standing.FORMER.value},
    }
    return {name: institutions_path(country=code, **query) for name, query in queries.items()}


PICTURES = [PictureType("members-map", members_map)]
