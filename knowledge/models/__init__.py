"""What the network knows and publishes: a module for each family of records."""

from .access import ONLINE, Access
from .activity import Event, NewsItem
from .files import FileReading, FileWords, ProductFile
from .people import Contribution, Person
from .products import Product
from .reference import Page, Question, Theme

__all__ = [
    "ONLINE",
    "Access",
    "Contribution",
    "Event",
    "FileReading",
    "FileWords",
    "NewsItem",
    "Page",
    "Person",
    "Product",
    "ProductFile",
    "Question",
    "Theme",
]
