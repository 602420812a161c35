"""How agreements are counted where countries or institutions are compared."""

from cinterfor.comparing.registry import Breakdown
from knowledge.comparing import groups

from .models import Status

BREAKDOWNS = {
    "agreement": (
        Breakdown("status", Status.choices, field="status"),
        Breakdown("theme", groups, facet="theme"),
    )
}
