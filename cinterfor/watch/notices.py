"""The pages of notices by mail: asking for them, and what stands behind the links in mails."""

from functools import wraps

from django.core.signing import BadSignature, SignatureExpired
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cinterfor.publishing.slowing import is_flooding
from cinterfor.publishing.titles import error_title
from cinterfor.verification.asking import NoMailServer

from . import links, subscribing
from .forms import NoticeForm
from .models import Subscription

DONE = ("asked", "confirmed", "left")
METHODS = ["GET", "HEAD", "POST"]


@csrf_exempt  # anonymous and without any cookie: there is no session that a foreign page could misuse
@never_cache
@require_http_methods(METHODS)
def notices(request):
    """The form, with the country and theme of the address, and what was done (`?done=asked`)."""
    if request.method == "POST":
        return _ask(request, NoticeForm(request.POST))
    done = request.GET.get("done")
    if done in DONE:
        return render(request, "watch/notices_done.html", {"done": done})
    known = {name: request.GET.get(name, "") for name in ("country", "theme")}
    return _page(request, NoticeForm(initial=known))


def _page(request, form, status=200):
    title = _("Notices by mail")
    context = {"form": form, "title": error_title(title) if form.errors else title}
    return render(request, "watch/notices.html", context, status=status)


def _ask(request, form):
    if not form.is_valid():
        return _page(request, form, 400)
    if is_flooding(request, "notices", form.cleaned_data["email"]):
        told = _("Several requests have just come from you. Please send it again in ten minutes.")
        form.add_error(None, told)
        return _page(request, form, 429)
    try:
        subscribing.ask(**form.wish)
    except NoMailServer:
        form.add_error(None, _("No mail can be sent at present. Please try again later."))
        return _page(request, form, 503)
    return _done("asked")


def _done(what: str):
    return redirect(f"{reverse('notices')}?done={what}")


def behind_a_link(view):
    """A page that nobody keeps or finds, and whose address goes nowhere else; its link may be closed."""

    @wraps(view)
    def shown(request, token):
        try:
            response = view(request, token)
        except (BadSignature, Subscription.DoesNotExist) as error:
            was_good = isinstance(error, Subscription.DoesNotExist | SignatureExpired)
            response = render(request, "watch/notices_closed.html", status=410 if was_good else 404)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    # The token is what lets one in: there is no session that a foreign page could misuse.
    return csrf_exempt(require_http_methods(METHODS)(shown))


@behind_a_link
def confirm(request, token):
    """One button: programs that look into mails open links, and send no forms."""
    if request.method == "POST":
        subscribing.confirm(token)
        return _done("confirmed")
    subscription, _language = links.to_confirm(token)
    return render(request, "watch/notices_confirm.html", {"subscription": subscription, "token": token})


@behind_a_link
def leave(request, token):
    """One button, also for mail programs, which send it by themselves (RFC 8058)."""
    subscription = links.to_leave(token)
    if request.method == "POST":
        if subscription:
            subscribing.leave(subscription, all_of_address="all" in request.POST)
        if "List-Unsubscribe" in request.POST:
            return HttpResponse(status=204)  # a mail program follows no redirect
        return _done("left")
    if subscription is None:
        return _done("left")
    others = Subscription.objects.filter(email=subscription.email).exclude(pk=subscription.pk).count()
    context = {"subscription": subscription, "token": token, "others": others}
    return render(request, "watch/notices_leave.html", context)
