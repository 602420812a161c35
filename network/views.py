"""Pages of countries and institutions."""

from django.views.decorators.http import require_safe

from cinterfor.publishing.listing import list_page, record_page, sections

from .models import Institution, Region


@require_safe
def country_list(request, extension=None):
    """By region, unless the reader chose another order."""
    return list_page(request, "country", extension, regions=Region)


@require_safe
def country_detail(request, slug, extension=None):
    return record_page(request, "country", slug, extension, _country_context)


def _country_context(country):
    found = sections("in_country", country.code, f"country={country.code}")
    institutions = (
        Institution.objects.published().with_card_data().in_country(country.code).constituents_first()
    )
    others = [section for section in found if section.record_type.name != "institution"]
    return {"institutions": list(institutions), "sections": others}


@require_safe
def institution_list(request, extension=None):
    return list_page(
        request, "institution", extension, initials=Institution.objects.published().of_network().initials
    )


@require_safe
def institution_detail(request, slug, extension=None):
    return record_page(request, "institution", slug, extension, _institution_context)


def _institution_context(institution):
    return {"sections": sections("of_institution", institution, f"institution={institution.slug}")}
