"""Who is in the network: countries, institutions, and their membership over time."""

from .countries import Country, Region
from .figures import Figure
from .institutions import OUTSIDE, Institution, Sector, Standing
from .memberships import Membership

__all__ = [
    "OUTSIDE",
    "Country",
    "Figure",
    "Institution",
    "Membership",
    "Region",
    "Sector",
    "Standing",
]
