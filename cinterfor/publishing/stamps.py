"""The sign that a form bears: when it was handed out, and which one it is; no cookie and no session."""

import uuid

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

#: Seconds: faster than this only programs write; a form that lay open for longer is handed out anew.
LEAST, MOST = 3, 24 * 60 * 60


class Refused(Exception):
    """A form that is not taken now."""


class TooFast(Refused):
    """Sent sooner after it was handed out than a person writes."""


class TooOld(Refused):
    """Handed out too long ago, or not here at all."""


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="publishing.open-form")


def new_stamp() -> str:
    return _signer().sign(uuid.uuid4().hex)


def key_of(stamp: str) -> uuid.UUID:
    """Which form it is. Refused."""
    try:
        key = uuid.UUID(_signer().unsign(stamp, max_age=MOST))
    except (BadSignature, ValueError) as error:
        raise TooOld from error
    try:
        _signer().unsign(stamp, max_age=LEAST)
    except SignatureExpired:
        return key
    raise TooFast
