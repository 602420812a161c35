"""Pages of countries and institutions."""

from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from cinterfor.pictures.registry import get_picture_type
from cinterfor.publishing.as_of import asked_query
from cinterfor.publishing.listing import list_page, record_page

from .models import Institution
from .profiles import country_profile, institution_profile

#: More than any country has; the list of institutions shows all there are.
MOST_INSTITUTIONS = 200


@require_safe
def country_list(request, extension=None):
    """By region, unless the reader chose another order."""
    # Read only where the page shows it: data and filtered lists do not.
    picture = SimpleLazyObject(lambda: get_picture_type("members-map").drawn(asked_query()))
    return list_page(request, "country", extension, map=picture)


@require_safe
def country_detail(request, slug, extension=None):
    return record_page(request, "country", slug, extension, _country_context)


def _country_context(country):
    institutions = Institution.objects.published().with_card_data().in_country(country.code)
    return country_profile(country, list(institutions.constituents_first()[:MOST_INSTITUTIONS]))


@require_safe
def institution_list(request, extension=None):
    return list_page(request, "institution", extension)


@require_safe
def institution_detail(request, slug, extension=None):
    return record_page(request, "institution", slug, extension, institution_profile)
