"""What the members have signed, with whom, and what is known of its validity."""

from .agreements import Agreement, Status
from .parties import Party

__all__ = ["Agreement", "Party", "Status"]
