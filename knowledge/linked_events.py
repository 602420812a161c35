"""Events as linked data: their schema.org properties."""

from django.urls import reverse

from cinterfor.linked.facts import named, public, tagged

from .models import Event

ATTENDANCE = {Event.Mode.IN_PERSON: "Offline", Event.Mode.ONLINE: "Online", Event.Mode.BOTH: "Mixed"}
STATUS = {
    Event.Status.SCHEDULED: "EventScheduled",
    Event.Status.POSTPONED: "EventPostponed",
    Event.Status.CANCELLED: "EventCancelled",
}


def describe_event(event, absolute):
    return {
        "startDate": event.start.isoformat() if event.start else event.begins,
        "endDate": event.end.isoformat() if event.end else event.ends,
        "eventStatus": f"https://schema.org/{STATUS[event.event_status]}",
        "eventAttendanceMode": _attendance(event),
        "location": _places(event, absolute),
        "organizer": [named(item, "Organization", absolute) for item in event.organisers.all()],
        "contributor": [named(item, "Organization", absolute) for item in event.hosts.all()],
        "inLanguage": event.working_languages,
        "about": [named(theme, "DefinedTerm", absolute) for theme in public(event.themes.all())],
        "superEvent": _event_series(event, absolute),
        "recordedIn": event.recording_url
        and {"@type": "CreativeWork", "url": event.recording_url, "name": event.title_text.value},
        "sameAs": event.url,
    }


def _event_series(event, absolute) -> dict | None:
    if event.series is None:
        return None
    page = f"{reverse('event_list')}?series={event.series.slug}"
    return {"@type": "EventSeries", "name": tagged(event.series.title_text), "url": absolute(page)}


def place_of(event) -> str:
    """Where it is held, in words."""
    return ", ".join(filter(None, [event.text("city").value, str(event.country or "")]))


def _attendance(event) -> str | None:
    """In a place, online or both; nothing where that is not known."""
    mode = ATTENDANCE.get(event.mode)
    return mode and f"https://schema.org/{mode}EventAttendanceMode"


def _places(event, absolute) -> list[dict]:
    city, country = event.text("city").value, event.country
    found = []
    if city or country:
        address = {"@type": "PostalAddress", "addressLocality": city}
        address |= {"addressCountry": country.code} if country else {}
        found.append({"@type": "Place", "name": place_of(event), "address": address})
    if event.is_online:
        found.append(
            {
                "@type": "VirtualLocation",
                "url": event.online_url or event.url or absolute(event.get_absolute_url()),
            }
        )
    return found
