"""What the forms of events are for, and what goes into their fields."""

from django.utils.translation import gettext_lazy as _

from cinterfor.desk.explaining import explain

from .models import Event, EventParticipation, EventSeries


def tell_of_events() -> None:
    _tell_of_one()
    explain(
        EventParticipation,
        "",
        country=_("From where people came: type the first letters."),
        people=_("How many, in digits: 12. Left empty where only the country is known."),
    )
    explain(
        EventSeries,
        _("Meetings that follow one another under one name. The page of each shows those around it."),
        title=_("In the plural, without a number: Technical Committee Meetings."),
        description=_("One or two sentences of plain text. May be left empty."),
        slug=_("The end of the address of the list of its events. It writes itself from the title."),
    )


def _tell_of_one() -> None:
    explain(
        Event,
        _("A meeting, workshop or seminar, coming or past. Its reports and news are added from this page."),
        title=_("Its name as announced, in this language, without the date: Workshop on green skills."),
        original_language=_("The language in which it was first written."),
        motto=_("The words under which it meets: Skills for a just transition. May be empty."),
        summary=_("One paragraph of plain text: what it is for and who takes part."),
        body=_("Before the event its programme; after it what came out."),
        image=_("A photograph, shown at the head of the page and on its card. The plus sign adds a new one."),
        url=_("Its own page elsewhere, with https://."),
        kind=_("What it is as a whole."),
        event_status=_("Change it only if it is postponed or cancelled: the page says so, calendars too."),
        series=_("If it is one of several that follow each other, such as the Technical Committee Meetings."),
        number=_("In that series: 46 for the 46th meeting. Left empty otherwise."),
        level=_("From how far those who take part come."),
        begins_time=_("In 24 hours, by the clocks of the time zone below: 14:00. Only with a whole day."),
        ends_time=_("By the same clocks: 16:00. May be left empty."),
        time_zone=_(
            "Whose clocks these hours are by. Left empty, that of the country, if it has a single one."
        ),
        working_languages=_("Those that are spoken or interpreted into."),
        registration_url=_("The form or page where people register, with https://."),
        registration_closes=_(
            "The last day on which one can register, in the event’s time zone: 2026-11-20."
        ),
        registration_closes_time=_("In 24 hours: 23:59. Left empty, it closes at the end of that day."),
        online_url=_(
            "Where people join on the day, with https://. Everybody sees it until the event is over."
        ),
        recording_url=_("Where it can be watched afterwards, with https://. The page links to it."),
        themes=_("What it is about: type the first letters, and choose the narrowest themes that fit."),
        city=_("Where it is held: Montevideo. Empty where it is only online."),
        mode=_("Whether people meet in a room, take part from afar, or both at once."),
        people=_("How many took part, in digits: 120."),
        people_at_least=_("Tick it where the source says “more than 120”."),
        institution_count=_("How many institutions took part: 35."),
        country_count=_("From how many countries: 18."),
        country=_("Where it is held: type the first letters. Empty where it is only online."),
        hosts=_("Institutions in whose house it is held: type the acronym."),
        organisers=_("Institutions that call it: type the acronym."),
    )
