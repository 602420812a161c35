"""What the network knows and publishes: a module for each family of records."""

from .activity import Event, NewsItem
from .people import Contribution, Person
from .products import Product, ProductFile
from .reference import Page, Question, Theme

__all__ = [
    "Contribution",
    "Event",
    "NewsItem",
    "Page",
    "Person",
    "Product",
    "ProductFile",
    "Question",
    "Theme",
]
