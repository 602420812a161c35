"""How all addresses of the API are read: without account, cookie or limit, in a language, from caches."""

from collections.abc import Iterable

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import QueryDict
from django.urls import reverse
from django.utils.cache import set_response_etag
from django.utils.http import http_date
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from .moments import last_change
from .problems import Refused, as_problem

CACHING = "public, max-age=60, stale-if-error=86400"


class Json(JSONRenderer):
    """The same way of writing moments and numbers as in the twins of pages."""

    encoder_class = DjangoJSONEncoder


class Reading(APIView):
    """What can be read at one address. `operation()` describes it for the OpenAPI document."""

    authentication_classes = permission_classes = throttle_classes = parser_classes = ()
    renderer_classes = (Json,)
    http_method_names = ("get", "head", "options")
    #: The language of `?lang=`, in which alone texts are wanted; None for all.
    language = None

    def initial(self, request, *args, **kwargs):
        self.language = language_asked_for(request)
        if self.language:
            activate(self.language)  # until the next request, as LocaleMiddleware does
        super().initial(request, *args, **kwargs)

    def get_exception_handler(self):
        return as_problem

    def options(self, request, *args, **kwargs):
        return Response(status=204)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            response["Cache-Control"] = CACHING
            if changed := last_change():
                response["Last-Modified"] = http_date(changed.timestamp())
            response.add_post_render_callback(set_response_etag)
        links = [response["Link"]] if response.has_header("Link") else []
        response["Link"] = ", ".join([*links, *described_at(request)])
        return response


def language_asked_for(request) -> str | None:
    if errors := misgiven(request.GET, ["lang"]):
        raise Refused(errors)
    code = request.GET.get("lang")
    codes = [known for known, _name in settings.LANGUAGES]
    if code and code not in codes:
        told = _("The languages are %(allowed)s.") % {"allowed": ", ".join(codes)}
        raise Refused({"lang": [{"message": told, "code": "invalid_choice"}]})
    return code


def misgiven(query: QueryDict, names: Iterable[str]) -> dict[str, list[dict]]:
    """Those of the parameters that have no value, or several: to ignore them would tell too much."""
    errors = {}
    for name in names:
        values = query.getlist(name)
        if len(values) > 1:
            errors[name] = [{"message": _("This parameter is given more than once."), "code": "repeated"}]
        elif values and not values[0].strip():
            errors[name] = [{"message": _("This parameter has no value."), "code": "required"}]
    return errors


def described_at(request) -> list[str]:
    """Where the API is described, for programs and for people (RFC 8631)."""
    schema, page = (request.build_absolute_uri(reverse(name)) for name in ("api_schema", "api"))
    return [
        f'<{schema}>; rel="service-desc"; type="application/vnd.oai.openapi+json"',
        f'<{page}>; rel="service-doc"; type="text/html"; hreflang="{get_language()}"',
    ]
