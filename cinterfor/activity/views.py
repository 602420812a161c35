"""The page of the network's activity."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.publishing.titles import error_title, joined

from .forms import ScopeForm
from .pictures import by_country, by_theme, by_year


@require_safe
def activity(request):
    """What was signed, held and issued, for the period, country and theme of the address."""
    form = ScopeForm(request.GET, label_suffix="")
    if not form.is_valid():
        context = {"form": form, "title": error_title(_("Activity"))}
        return render(request, "activity.html", context, status=400)
    found = form.activity
    context = {
        "form": form,
        "title": joined([_("Activity"), found.in_words]),
        "activity": found,
        "pictures": _pictures(found) if found.total else [],
    }
    return render(request, "activity.html", context)


def _pictures(activity):
    """Those that tell more than the totals: no list of countries where there is one."""
    wanted = [
        (by_country, not activity.scope.country),
        (by_theme, activity.is_of_group),
        (by_year, not activity.scope.year_from or activity.scope.year_from != activity.scope.year_to),
    ]
    drawn = [make(activity) for make, is_wanted in wanted if is_wanted]
    return [picture for picture in drawn if not picture.is_empty]
