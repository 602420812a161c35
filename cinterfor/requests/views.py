"""The public pages of requests: what may be asked for, and the form for each kind."""

import re
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cinterfor.publishing.slowing import is_flooding
from cinterfor.publishing.stamps import new_stamp
from cinterfor.publishing.titles import error_title

from .askings import ASKINGS
from .forms import RequestForm, own_path, record_at, record_of
from .models import Kind
from .receiving import receive, says_the_same, sent_before

NUMBER = re.compile(r"\d{4}-\d{4,9}")
#: What `?ask=` of the former form asked for.
DOCUMENT = "document"
#: The page of all forms, in the trail of each.
ALL = {"list_name": "requests", "label_plural": gettext_lazy("Ask the Centre")}


@require_safe
def request_kinds(request):
    """What may be asked of the Centre."""
    return render(request, "requests/kinds.html", {"askings": ASKINGS.values()})


@csrf_exempt  # anonymous and without any cookie: there is no session that a foreign page could misuse
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_form(request, kind):
    """One form: empty or filled in from the query, sent, or sent already (`?sent=2026-0042`)."""
    asking = ASKINGS.get(kind)
    if asking is None:
        raise Http404
    if request.method == "POST":
        return _receive(request, RequestForm(asking, request.POST))
    number = request.GET.get("sent", "")
    if NUMBER.fullmatch(number):
        page = own_path(request.GET.get("page", "/"))
        context = {"asking": asking, "title": str(asking.title), "number": number, "back": page, "all": ALL}
        return render(request, "requests/sent.html", context)
    return _page(request, RequestForm(asking, initial=_known(request.GET)))


def _known(query) -> dict[str, str]:
    """What the address of the form says already."""
    page = own_path(query.get("page", "/"))
    found = record_at(page)
    about = query.get("record", "") or ("/".join(found) if found else "")
    known = {name: query.get(name, "") for name in ("country", "theme", "institution")}
    return known | {"page": page, "record": about}


def _page(request, form, status=200):
    title = error_title(str(form.asking.title)) if form.errors else str(form.asking.title)
    about = record_of(form["record"].value() or "")
    context = {"form": form, "asking": form.asking, "title": title, "about": about, "all": ALL}
    context["months"] = settings.REQUESTS_KEPT_MONTHS
    return render(request, "requests/form.html", context, status=status)


def _receive(request, form):
    if not form.is_valid():
        return _page(request, form, 400)
    asked = form.made()
    if (earlier := sent_before(asked)) and not says_the_same(earlier, asked):
        form.stamp = new_stamp()
        told = _("This form was sent before, as request %(number)s. To send this one too, send it once more.")
        form.add_error(None, told % {"number": earlier.number})
        return _page(request, form, 409)
    if not earlier and is_flooding(request, "requests", asked.email):
        form.add_error(
            None, _("Several requests have just come from you. Please send it again in ten minutes.")
        )
        return _page(request, form, 429)
    sent = {"sent": receive(asked).number} | ({"page": asked.page} if asked.page != "/" else {})
    return redirect(reverse("request", args=[asked.kind]) + "?" + urlencode(sent))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report_problem(request):
    """The address of the former form: on to the form for its purpose, with what was known or typed."""
    kind = Kind.PAPER_COPY if request.GET.get("ask") == DOCUMENT else Kind.CORRECTION
    page = request.GET.get("page", "")
    query = "?" + urlencode({"page": page}) if page else ""
    # A form that was open when the portal was renewed is sent on with its text.
    sent = request.method == "POST"
    return redirect(reverse("request", args=[kind]) + query, permanent=not sent, preserve_request=sent)
