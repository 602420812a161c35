"""What the desk shows outside the admin: previews, to whoever has the link."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.core import signing
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from . import preview


@require_safe
@cache_control(private=True, no_store=True)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def previewed(request, token):
    """The page of a record that is not public, or not yet like this."""
    try:
        found, expires = preview.read(token)
    except preview.Expired:
        return _nothing(
            request, _("This preview has expired. Ask whoever sent it to you for a new link."), 410
        )
    except signing.BadSignature:
        return _nothing(
            request, _("This preview link is not complete. Copy all of it, or ask for it again."), 404
        )
    state = found.state()
    if state is None:
        return _nothing(request, _("The record of this preview is no longer there."), 410)
    with preview.under(token):
        response = preview.page(request, found, state, expires)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _nothing(request, told: str, status: int):
    response = render(request, "preview_gone.html", {"told": told}, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
