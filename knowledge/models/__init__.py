"""What the network knows and publishes: a module for each family of records."""

from .access import ONLINE, Access
from .activity import Event, NewsItem
from .audience import Audience
from .descriptors import Descriptor
from .files import FileReading, FileWords, FirstPage, ProductFile
from .harvests import Harvest
from .people import Contribution, Person
from .products import Product
from .reference import Page, Question, Theme
from .relations import WorkRelation
from .rights import Basis, Licence
from .series import Series

__all__ = [
    "ONLINE",
    "Access",
    "Audience",
    "Basis",
    "Contribution",
    "Descriptor",
    "Event",
    "FileReading",
    "FileWords",
    "FirstPage",
    "Harvest",
    "Licence",
    "NewsItem",
    "Page",
    "Person",
    "Product",
    "ProductFile",
    "Question",
    "Series",
    "Theme",
    "WorkRelation",
]
