"""Answers that say what is wrong: problem details (RFC 9457), in the language of the request."""

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from psycopg.errors import QueryCanceled
from rest_framework.exceptions import APIException
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"


class Refused(APIException):
    """Parameters that cannot be read: by name, what is wrong with each, as forms tell it."""

    status_code = 400

    def __init__(self, errors: dict[str, list[dict]]):
        super().__init__(_("A parameter could not be read."))
        self.errors = errors


def problem(status: int, detail, **more) -> JsonResponse:
    found = {"status": status, "detail": str(detail), **more}
    response = JsonResponse(found, status=status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = MEDIA_TYPE
    return response


def is_too_slow(error: Exception) -> bool:
    """Whether the database has stopped a query that took too long."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled)


def as_problem(error: Exception, context: dict) -> JsonResponse | None:
    """What views of REST framework answer to an exception; None: the fault is ours."""
    if is_too_slow(error):
        return problem(503, _("This search takes too long. Add a word or a filter."))
    if isinstance(error, Http404):
        return problem(404, str(error) or nothing_here())
    answer = exception_handler(error, context)
    if answer is None or isinstance(error, PermissionDenied):
        return None
    more = {"errors": error.errors} if isinstance(error, Refused) else {}
    found = problem(answer.status_code, error.detail, **more)
    for name, value in answer.headers.items():
        if name != "Content-Type":
            found[name] = value
    return found


def nothing_here() -> str:
    return _("There is nothing at this address.")


#: By status what is said of a request that has not come as far as a view.
EARLY = {
    400: lambda: _("The request could not be read: it holds characters that are not allowed in addresses."),
    404: nothing_here,
}


def early_problem(status: int) -> JsonResponse:
    told = EARLY.get(status, lambda: _("Something went wrong here. Please try again later."))
    return problem(status, told())
