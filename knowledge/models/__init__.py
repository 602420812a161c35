"""What the network knows and publishes: a module for each family of records."""

from .access import ONLINE, Access
from .audience import Audience
from .coverage import Coverage
from .descriptors import Descriptor
from .event_series import EventSeries
from .events import Event
from .files import FileReading, FileWords, FirstPage, ProductFile
from .harvests import Harvest
from .news import NewsItem
from .participation import EventParticipation
from .people import Contribution, Person
from .practices import PRACTICE_TEXTS, PracticeSheet
from .products import Product
from .reference import Page, Question, Theme
from .relations import WorkRelation
from .rights import Basis, Licence
from .series import Series
from .videos import VideoFacts

__all__ = [
    "ONLINE",
    "PRACTICE_TEXTS",
    "Access",
    "Audience",
    "Basis",
    "Contribution",
    "Coverage",
    "Descriptor",
    "Event",
    "EventParticipation",
    "EventSeries",
    "FileReading",
    "FileWords",
    "FirstPage",
    "Harvest",
    "Licence",
    "NewsItem",
    "Page",
    "Person",
    "PracticeSheet",
    "Product",
    "ProductFile",
    "Question",
    "Series",
    "Theme",
    "VideoFacts",
    "WorkRelation",
]
