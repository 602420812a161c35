"""Who is in the network: countries, institutions, and their membership over time."""

from .cooperation import WORKING_LANGUAGES, CooperationOffer
from .countries import Country, Region
from .figures import Figure
from .institutions import Institution, Sector
from .memberships import Membership
from .standing import NOT_COUNTED, OUTSIDE, Standing

__all__ = [
    "NOT_COUNTED",
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
