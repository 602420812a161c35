"""The pages behind the links in mails: for whoever has the link, without account or cookie."""

from functools import wraps
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cinterfor.history.noting import current_version
from cinterfor.history.state import state_of
from cinterfor.publishing.slowing import too_many
from cinterfor.publishing.titles import error_title
from cinterfor.publishing.together import written_together
from network.models import Institution

from . import answering, links
from .facts import facts_of
from .forms import Proposal
from .models import Verification
from .proposals import changes

MOST_ANSWERS, MOST_CHARACTERS = 20, 1000
SLOWER = "verification"


def behind_a_link(view):
    """A page that nobody keeps or finds, and whose address goes nowhere else; its link may be closed."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except links.Closed as closed:
            response = render(
                request, "verification/closed.html", {"told": closed.told}, status=closed.status
            )
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    # The token is what lets one in: there is no session that a foreign page could misuse.
    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(shown))


@behind_a_link
def verification(request, token):
    """The record as it is, and the two ways to answer."""
    if request.method == "POST":
        return _confirm(request, token)
    asked = links.read(token)
    if request.method == "GET":
        answering.opened(asked)
    return _record_page(request, asked, token)


def _record_page(request, asked, token, status=200, fault=""):
    record = Institution.objects.with_all_data().get(pk=asked.institution_id)
    title = _("Is this still correct?")
    context = {
        "record": record,
        "facts": facts_of(record),
        "token": token,
        "version": current_version(record).pk,
        "fault": fault,
        "title": error_title(title) if fault else title,
    }
    return render(request, "verification/record.html", context, status=status)


def _confirm(request, token):
    slower = too_many(request, SLOWER, MOST_ANSWERS)
    with answering.in_the_name_of_the_institution(links.read(token)), written_together():
        asked = links.read(token, to_answer=True)
        if slower:
            return _record_page(request, asked, token, 429, _slower())
        live = current_version(asked.institution)
        if request.POST.get("version") != str(live.pk):
            told = _(
                "This page was changed while you were reading it. Look at it once more, then confirm it."
            )
            return _record_page(request, asked, token, 409, told)
        answering.confirm(asked, live)
    return _thanks(Verification.Answer.CORRECT)


def _slower() -> str:
    return _("Much has just come from your address. Nothing is lost: please try again in ten minutes.")


@behind_a_link
def proposal(request, token):
    """The form with which the institution proposes changes."""
    if request.method == "POST":
        return _propose(request, token)
    asked = links.read(token)
    if request.method == "GET":
        answering.opened(asked)
    form = Proposal(asked.institution, current_version(asked.institution).pk)
    return _form_page(request, asked, token, form)


def _form_page(request, asked, token, form, status=200):
    title = _("Propose changes")
    context = {
        "record": asked.institution,
        "form": form,
        "token": token,
        "title": error_title(title) if status != 200 else title,
        "is_refused": status != 200,
    }
    return render(request, "verification/proposal.html", context, status=status)


def _propose(request, token):
    slower = too_many(request, SLOWER, MOST_ANSWERS)
    with written_together():
        asked = links.read(token, to_answer=True)
        version = answering.version_seen(asked, request.POST.get("version", ""))
        with answering.as_it_was(version) as record:
            form = Proposal(record, version.pk, request.POST)
            if any(name.startswith("more_") for name in request.POST):
                return _form_page(request, asked, token, form)
            state = None if slower else _state_proposed(form, version)
            if state is None:
                if slower:
                    form.record.add_error(None, _slower())
                return _form_page(request, asked, token, form, 429 if slower else 400)
        answering.propose(asked, version, state, form.record.cleaned_data["note"])
    return _thanks(Verification.Answer.CHANGES)


def _state_proposed(form, version) -> dict | None:
    """The state that the form gives the record; None, with the reasons in the form, where it is refused."""
    if not form.is_valid():
        return None
    form.save()
    state = state_of(Institution, version.record_id)
    if not form.record.cleaned_data["note"] and not changes(version.state, state):
        told = _("You have changed nothing. If everything is correct, go back and say so there.")
        form.record.add_error(None, told)
        return None
    return state


def _thanks(what: str):
    return redirect(reverse("verification_thanks") + "?" + urlencode({"answer": what}))


@require_safe
def thanks(request):
    """After an answer: it has arrived, and what comes next."""
    response = render(request, "verification/thanks.html", {"answer": request.GET.get("answer")})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@behind_a_link
def leave(request, token):
    """“Ask me no more”: one button, also for mail programs, which send it by themselves (RFC 8058)."""
    point = links.read_leaving(token)
    if request.method != "POST":
        return render(request, "verification/leave.html", {"point": point, "token": token})
    note = request.POST.get("note", "").replace("\x00", "")[:MOST_CHARACTERS]
    answering.leave(point, note)
    if "List-Unsubscribe" in request.POST:
        return HttpResponse(status=204)  # a mail program follows no redirect
    return _thanks("left")
