"""Resumption tokens: where a harvester is in which list, signed, so that nothing of it is kept here."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from .errors import BAD_TOKEN, ProtocolError
from .harvest import Position

#: Raised with each change of what a token holds: those of another form are refused.
SALT = "knowledge.oai.1"
ARGUMENTS = ("verb", "metadataPrefix", "from", "until", "set")


@dataclass(frozen=True)
class Progress:
    """How far a list is told: its arguments, the last item, how many were told and how many there are."""

    asked: dict[str, str]
    after: Position
    cursor: int
    size: int

    def token(self) -> str:
        known = [self.asked.get(name) for name in ARGUMENTS]
        return signing.dumps(
            [*known, self.after.datestamp.isoformat(), self.after.slug, self.cursor, self.size], salt=SALT
        )


def resumed(token: str, verb: str) -> Progress:
    """What the token says; raises ProtocolError where it is not ours, or of another list."""
    try:
        *values, datestamp, slug, cursor, size = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise ProtocolError(BAD_TOKEN, "This is no resumptionToken of this repository.") from None
    asked = {name: value for name, value in zip(ARGUMENTS, values, strict=True) if value is not None}
    if asked["verb"] != verb:
        raise ProtocolError(BAD_TOKEN, "The resumptionToken is of another verb.")
    return Progress(asked, Position(datetime.fromisoformat(datestamp), slug), cursor, size)
