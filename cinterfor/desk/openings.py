"""Who has which record open, and what was typed there but not yet saved."""

import secrets

from django.http import JsonResponse, QueryDict
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .models import Opening, place_of

MOST_CHARACTERS = 2_000_000
#: What belongs to one page load, not to the writing.
NOT_TYPED = {"csrfmiddlewaretoken", "_save", "_continue", "_addanother"}


def new_tab() -> str:
    """A name for one page load, so that two tabs of one editor keep their writing apart."""
    return secrets.token_urlsafe(8)


def keep(request, model, key: int, language: str = "") -> JsonResponse:
    """What the browser reports: that the record is still open, and what was typed since; of a record on the
    translator's bench, the language.
    """
    tab = request.POST.get("tab", "")[:20]
    values = {"seen_at": timezone.now()}
    if request.POST.get("typed"):
        if len(request.POST["typed"]) > MOST_CHARACTERS:
            return JsonResponse({"error": _("This is too long to be kept.")}, status=413)
        values |= {"typed": request.POST["typed"].replace("\x00", ""), "typed_at": timezone.now()}
    Opening.objects.update_or_create(
        user=request.user, model=place_of(model, language), record_id=key, tab=tab, defaults=values
    )
    others = Opening.objects.of(model, key, language).others(request.user) if key else ()
    kept = {"at": time_format(localtime())} if "typed" in values else {}
    return JsonResponse({"others": sorted({opening.user.get_username() for opening in others})} | kept)


def keep_form(request, model, key: int, language: str = "") -> None:
    """Keep the form that was sent, of which not all could be saved."""
    now = timezone.now()
    Opening.objects.update_or_create(
        user=request.user,
        model=place_of(model, language),
        record_id=key,
        tab="",
        defaults={"typed": request.POST.urlencode()[:MOST_CHARACTERS], "typed_at": now, "seen_at": now},
    )


def unsaved(request, model, key: int, language: str = "") -> list[Opening]:
    """What this editor typed in the record, in other page loads, and never saved; newest first."""
    own = Opening.objects.of(model, key, language).filter(user=request.user).exclude(typed="")
    return list(own.order_by("-typed_at"))


def typed_form(opening: Opening) -> QueryDict:
    """The form as it was sent."""
    query = QueryDict(opening.typed, mutable=True)
    for name in NOT_TYPED & set(query):
        del query[name]
    return query


def close(request, model, key: int, language: str = "") -> None:
    """The page was saved, or its writing thrown away."""
    tab = request.POST.get("tab", "")
    Opening.objects.of(model, key, language).filter(user=request.user, tab=tab).delete()
