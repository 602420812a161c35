"""“Report a problem with this page”."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .forms import DocumentRequestForm, ProblemReportForm, own_path
from .titles import error_title

MOST_REPORTS, SECONDS = 5, 600
#: What `?ask=` may ask for.
DOCUMENT = "document"


@csrf_exempt  # anonymous and without any cookie: there is no session that a foreign page could misuse
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_problem(request):
    if request.method != "POST":
        sent = request.GET.get("sent") == "yes"
        form = _form(request, initial={"page": own_path(request.GET.get("page", "/"))})
        back = own_path(request.GET.get("page", "")) if sent else None
        return _page(request, form, sent=sent, back=back)
    form = _form(request, request.POST)
    if form.is_valid() and too_many(request, "reports", MOST_REPORTS):
        form.add_error(
            None, _("Several reports have just come from your address. Please try again in ten minutes.")
        )
        return _page(request, form, status=429)
    if not form.is_valid():
        return _page(request, form, status=400)
    if not form.is_from_a_program:
        _receive(form)
    sent = {"sent": "yes", "page": form.instance.page} | ({"ask": DOCUMENT} if _asks(request) else {})
    return redirect(reverse("report_problem") + "?" + urlencode(sent))


def _asks(request) -> bool:
    """Whether the reader wants a document, and has no problem to report."""
    return request.GET.get("ask") == DOCUMENT


def _form(request, *args, **kwargs):
    form_class = DocumentRequestForm if _asks(request) else ProblemReportForm
    return form_class(*args, label_suffix="", **kwargs)


def _page(request, form, status=200, **context):
    asks = _asks(request)
    heading = _("Ask for a document") if asks else _("Report a problem")
    title = error_title(heading) if form.errors else heading
    context |= {"form": form, "title": title, "heading": heading, "asks": asks}
    return render(request, "report.html", context, status=status)


def _receive(form):
    form.instance.language = get_language()
    report = form.save()
    if settings.REPORTS_EMAIL:
        subject = _("Problem report: %(page)s") % {"page": report.page}
        send_mail(
            subject, f"{report.page}\n\n{report.message}", None, settings.REPORTS_EMAIL, fail_silently=True
        )


def too_many(request, what: str, most: int) -> bool:
    """Whether more of this kind came from the reader's address than a person sends in ten minutes."""
    key = f"{what}:{sender_of(request)}"
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) > most
    except ValueError:  # forgotten by the cache in between
        return False


def sender_of(request) -> str:
    """The reader's address: behind a proxy the last one that the proxy itself has added."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
