"""What the home page tells at a glance."""

from agreements.models import Agreement
from knowledge.models import Event, NewsItem, Product, Question
from network.models import Country, Figure, Institution, Membership, Standing

NEWEST = 4


def counts() -> dict[str, int]:
    """What this directory holds: documented, by definition and unconfirmed members apart."""
    members = Institution.objects.published().members()
    return {
        "countries": Country.objects.published().in_network().count(),
        "documented": members.of_basis(Membership.Basis.DOCUMENTED).count(),
        "definition": members.of_basis(Membership.Basis.DEFINITION).count(),
        "unconfirmed": Institution.objects.published()
        .with_standing()
        .filter(standing=Standing.UNCONFIRMED)
        .count(),
        "institutions": Institution.objects.published().of_network().count(),
        "partners": Institution.objects.published().partners().count(),
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
    coming = list(events.coming().order_by("begins_first", "pk")[:3])
    return {
        "counts": counts(),
        "figures": Figure.objects.published(),
        "news": NewsItem.objects.published().with_card_data().newest_first()[:NEWEST],
        "coming": coming,
        "last_meeting": None if coming else last_meeting(events),
        "products": Product.objects.published().with_card_data().newest_first()[:NEWEST],
    }
