"""Pages of agreements."""

from django.views.decorators.http import require_safe

from cinterfor.publishing.listing import list_page, record_page

from .models import Agreement


@require_safe
def agreement_list(request, extension=None):
    return list_page(request, "agreement", extension)


@require_safe
def agreement_detail(request, slug, extension=None):
    return record_page(request, "agreement", slug, extension, _context)


def _context(agreement):
    others = Agreement.objects.published().with_card_data().of_the_day()
    told = [other.pk for linked in agreement.links for other in linked.agreements]
    return {"related": list(others.exclude(pk__in=told).related_to(agreement)[:4])}
