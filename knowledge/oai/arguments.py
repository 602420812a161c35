"""The arguments of a request, as the protocol lets them be."""

import datetime
import re
from typing import NamedTuple

from django.http import QueryDict

from .errors import BAD_ARGUMENT, BAD_TOKEN, BAD_VERB, ProtocolError

UNRESERVED = r"[A-Za-z0-9\-_.!~*'()]"
#: How each argument is written; the identifier is a URI (RFC 3986).
SYNTAX = {
    "identifier": re.compile(r"([A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2}){1,1000}"),
    "metadataPrefix": re.compile(rf"{UNRESERVED}{{1,100}}"),
    "set": re.compile(rf"(?=.{{1,300}}$){UNRESERVED}+(:{UNRESERVED}+)*"),
    "from": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?"),
    "until": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?"),
    "resumptionToken": re.compile(r"[!-~]{1,2000}"),
}
DAY, MICROSECOND = datetime.timedelta(days=1), datetime.timedelta(microseconds=1)


class Verb(NamedTuple):
    """Which arguments a verb needs and which it may have; a resumption token stands alone."""

    required: frozenset = frozenset()
    optional: frozenset = frozenset()
    resumable: bool = False


LIST = Verb(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), resumable=True)
VERBS = {
    "Identify": Verb(),
    "ListMetadataFormats": Verb(optional=frozenset({"identifier"})),
    "ListSets": Verb(resumable=True),
    "GetRecord": Verb(frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": LIST,
    "ListRecords": LIST,
}


def read(query: QueryDict) -> dict[str, str]:
    """Each argument once, also the verb; raises ProtocolError."""
    verbs = query.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise ProtocolError(BAD_VERB, f"The argument verb is needed once; it is one of {', '.join(VERBS)}.")
    verb = VERBS[verbs[0]]
    if repeated := [name for name in query if len(query.getlist(name)) > 1]:
        raise _bad("An argument is repeated", repeated)
    asked = query.dict()
    names = asked.keys() - {"verb"}
    if verb.resumable and "resumptionToken" in names:
        if len(names) > 1:
            raise ProtocolError(BAD_ARGUMENT, "A resumptionToken stands alone.")
    elif missing := verb.required - names:
        raise _bad("An argument is missing", missing)
    elif unknown := names - verb.required - verb.optional:
        raise _bad("The verb has no such argument", unknown)
    _check(asked)
    return asked


def _check(asked: dict[str, str]) -> None:
    for name, value in asked.items():
        if name in SYNTAX and not SYNTAX[name].fullmatch(value):
            if name == "resumptionToken":
                raise ProtocolError(BAD_TOKEN, "This is no resumptionToken of this repository.")
            raise _bad("An argument is not written as the protocol wants it", [name])
    period(asked)


def _bad(what: str, names) -> ProtocolError:
    # Names that nobody knows may hold anything: they are not repeated.
    told = ", ".join(sorted(name for name in names if name in SYNTAX))
    return ProtocolError(BAD_ARGUMENT, f"{what}: {told}." if told else f"{what}.")


def period(asked: dict[str, str]) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """The first and the last moment that are asked for; a day (UTC) is meant as a whole."""
    first, until = asked.get("from", ""), asked.get("until", "")
    if first and until and len(first) != len(until):
        raise ProtocolError(BAD_ARGUMENT, "from and until have different granularities.")
    beginning, end = _moment(first), _moment(until)
    if end:
        # By less than a whole second: the last day of the calendar has no next one.
        end += (DAY if len(until) == len("2026-01-31") else datetime.timedelta(seconds=1)) - MICROSECOND
    if beginning and end and beginning > end:
        raise ProtocolError(BAD_ARGUMENT, "from is later than until.")
    return beginning, end


def _moment(value: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(value) if value else None
    except ValueError:
        raise ProtocolError(BAD_ARGUMENT, "There is no such day or hour.") from None
    return found.replace(tzinfo=datetime.UTC) if found else None
