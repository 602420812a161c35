"""Who is in the network: countries, institutions, and their membership over time."""

from .cooperation import WORKING_LANGUAGES, CooperationOffer
from .countries import Country, Region
from .figures import Figure
from .institutions import OUTSIDE, Institution, Sector, Standing
from .memberships import Membership

__all__ = [
    "OUTSIDE",
    "WORKING_LANGUAGES",
    "CooperationOffer",
    "Country",
    "Figure",
    "Institution",
    "Membership",
    "Region",
    "Sector",
    "Standing",
]
