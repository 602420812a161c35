"""What the home page tells at a glance."""

from django.db.models import Count

from agreements.models import Agreement
from cinterfor.announcing.models import Pin
from cinterfor.pictures.registry import get_picture_type
from knowledge.models import Event, NewsItem, Product, Question
from network.models import Country, Figure, Institution, Membership, Standing

NEWS, PRODUCTS, COMING = 4, 3, 3


def counts() -> dict[str, int]:
    """What this directory holds: documented, by definition and unconfirmed members apart."""
    institutions = Institution.objects.published()
    by_standing = institutions.with_standing().order_by().values_list("standing").annotate(Count("pk"))
    standings = dict.fromkeys(Standing.values, 0) | dict(by_standing)
    members = institutions.members()
    return {
        "countries": Country.objects.published().in_network().count(),
        "documented": members.of_current_basis(Membership.Basis.DOCUMENTED).count(),
        "definition": members.of_current_basis(Membership.Basis.DEFINITION).count(),
        "unconfirmed": standings[Standing.UNCONFIRMED],
        "former": standings[Standing.FORMER],
        "institutions": sum(standings[name] for name in ("member", "former", "unconfirmed")),
        "partners": standings[Standing.PARTNER],
        "agreements": Agreement.objects.published().count(),
        "products": Product.objects.published().count(),
        "questions": Question.objects.published().count(),
    }


def last_meeting(events):
    """The last meeting of the Technical Committee, to which the whole network comes; else the last event."""
    past = events.past().newest_first()
    return past.filter(kind=Event.Kind.TECHNICAL_COMMITTEE_MEETING).first() or past.first()


def home_context() -> dict:
    events = Event.objects.published().with_card_data()
    coming = list(events.coming().order_by("begins_first", "begins_time", "pk")[:COMING])
    return {
        "pinned": Pin.objects.shown(),
        "counts": counts(),
        "map": get_picture_type("members-map").drawn({}),
        "figures": Figure.objects.published(),
        "news": NewsItem.objects.published().with_card_data().newest_first()[:NEWS],
        "coming": coming,
        "last_meeting": None if coming else last_meeting(events),
        "products": Product.objects.published().with_card_data().newest_first()[:PRODUCTS],
    }
