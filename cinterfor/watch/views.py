"""The page of what is new in a month, and the same to paste into a mail."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.formats.objects import origin_of
from cinterfor.publishing.months import Month
from cinterfor.publishing.titles import error_title, joined

from .forms import EARLIEST, NewsForm
from .news import News, news_of
from .registry import Scope
from .telling import places, query_of, told

#: What can be pasted into a mail, by extension.
TWINS = {"txt": "text/plain", "html": "text/html"}


@require_safe
def whats_new(request, extension=None):
    """The news of the month, country and theme of the address; as text or HTML where that is asked for."""
    if extension and extension not in TWINS:
        raise Http404(_("There is no such format."))
    form = NewsForm(request.GET)
    if not form.is_valid():
        if extension:
            return HttpResponse(form.errors.as_text(), status=400, content_type="text/plain; charset=utf-8")
        context = {"form": form, "title": error_title(_("What is new"))}
        return render(request, "watch/whats_new.html", context, status=400)
    news = news_of(form.scope)
    if extension:
        return _twin(request, news, extension)
    return render(request, "watch/whats_new.html", _context(request, form, news))


def _context(request, form: NewsForm, news: News) -> dict:
    """The month with the ways to others, and what can be pasted."""
    scope = form.scope
    return {
        "form": form,
        "title": joined([_("What is new"), scope.month.in_words, *places(scope)]),
        "news": news,
        "places": places(scope),
        "scope_query": query_of(scope),
        "notices_query": query_of(scope, with_month=False),
        "earlier": _address(scope, scope.month.previous) if scope.month > EARLIEST else "",
        "later": _address(scope, scope.month.following) if scope.month < Month.now() else "",
        "last": None if news else news.last_month and _address(scope, news.last_month),
        "to_paste": None if not news else render_to_string("watch/news.txt", told(news, origin_of(request))),
    }


def _twin(request, news: News, extension: str) -> HttpResponse:
    text = render_to_string(f"watch/news.{extension}", told(news, origin_of(request)))
    response = HttpResponse(text, content_type=f"{TWINS[extension]}; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


def _address(scope: Scope, month: Month) -> dict:
    """Another month of the same country and theme."""
    return {"path": f"{reverse('whats_new')}?{query_of(scope._replace(month=month))}", "month": month}
