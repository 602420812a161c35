"""What the members have signed, with whom, and what is known of its validity."""

from .agreements import Agreement
from .expiry_mails import ExpiryMail
from .layouts import CooperationLayout
from .parties import Party
from .statuses import Status
from .texts import AgreementText, TextReading

__all__ = [
    "Agreement",
    "AgreementText",
    "CooperationLayout",
    "ExpiryMail",
    "Party",
    "Status",
    "TextReading",
]
