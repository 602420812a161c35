"""When events are, in words: “25 de noviembre de 2026, 14:00–16:00, Montevideo (UTC−3)”."""

import datetime
from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from cinterfor.publishing.dates import in_words, period_in_words

from .time_zones import city_of, offset_in_words, place_in_words

Shown = Callable[[datetime.datetime, str], str]


def _as_text(moment: datetime.datetime, words: str) -> str:
    return words


def _as_html(moment: datetime.datetime, words: str) -> str:
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(timespec="minutes"), words)


def when_in_words(event) -> str:
    """Days alone where no hours are known."""
    if event.start is None:
        return period_in_words(event.begins, event.ends)
    message, values = _hours(event, _as_text)
    return message % values


def when_as_html(event) -> str:
    """The same; programs read each moment with its offset."""
    if event.start is None:
        return escape(period_in_words(event.begins, event.ends))
    message, values = _hours(event, _as_html)
    safe = {name: conditional_escape(value) for name, value in values.items()}
    return mark_safe(escape(message) % safe)  # noqa: S308 (each part is escaped)


def hours_in_words(event) -> str:
    """The hours alone, where the days stand beside them: “14:00–16:00, Montevideo (UTC−3)”."""
    start, end = event.start, event.end
    place = place_in_words(event.time_zone, start)
    if end is None or start.date() != end.date() or start.utcoffset() != end.utcoffset():
        # Translators: hour and place of an event: “14:00, Montevideo (UTC−3)”.
        return _("%(hour)s, %(zone)s") % {"hour": _hour(start), "zone": place}
    # Translators: hours and place of an event: “14:00–16:00, Montevideo (UTC−3)”.
    words = _("%(hour)s–%(end_hour)s, %(zone)s")
    return words % {"hour": _hour(start), "end_hour": _hour(end), "zone": place}


def _hours(event, shown: Shown) -> tuple[str, dict]:
    """The sentence, and what stands in it."""
    start, end = event.start, event.end
    values = {
        "period": period_in_words(event.begins, event.ends),
        "first_day": in_words(event.begins),
        "last_day": in_words(event.last_known_day),
        "hour": shown(start, _hour(start)),
        "zone": place_in_words(event.time_zone, start),
    }
    if end is None:
        is_one_day = not event.ends or event.ends == event.begins
        # Translators: day, hour and place of an event: “25 November 2026, 14:00, Montevideo (UTC−3)”.
        one = _("%(period)s, %(hour)s, %(zone)s")
        # Translators: several days, hour, place: “25–27 November 2026, from 14:00, Lima (UTC−5)”.
        several = _("%(period)s, from %(hour)s, %(zone)s")
        return one if is_one_day else several, values
    values["end_hour"] = shown(end, _hour(end))
    if start.utcoffset() != end.utcoffset():
        return _across_offsets(event, values)
    if start.date() == end.date():
        # Translators: day, hours and place: “25 November 2026, 14:00–16:00, Montevideo (UTC−3)”.
        return _("%(period)s, %(hour)s–%(end_hour)s, %(zone)s"), values
    # Translators: “25 May 2026, 09:00 – 27 May 2026, 17:00, Lima (UTC−5)”.
    return _("%(first_day)s, %(hour)s – %(last_day)s, %(end_hour)s, %(zone)s"), values


def _across_offsets(event, values: dict) -> tuple[str, dict]:
    """The clocks change between: each hour with its own offset."""
    values |= {
        "zone": city_of(event.time_zone),
        "first_offset": offset_in_words(event.start),
        "last_offset": offset_in_words(event.end),
    }
    # Translators: as above, where the clocks change between: each hour with its offset, “UTC−3” and “UTC−4”.
    words = _(
        "%(first_day)s, %(hour)s (%(first_offset)s) – %(last_day)s, %(end_hour)s (%(last_offset)s), %(zone)s"
    )
    return words, values


def _hour(moment: datetime.datetime) -> str:
    """In 24 hours, in every language."""
    return f"{moment:%H:%M}"


def deadline_in_words(event) -> str:
    """Until when one registers; empty where that is not known."""
    if moment := _deadline(event):
        # Translators: the moment: “20 November 2026, 23:59, Montevideo (UTC−3)”.
        return _("Registration until %(moment)s") % {"moment": moment}
    return ""


def closed_in_words(event) -> str:
    # Translators: the moment: “20 November 2026, 23:59, Montevideo (UTC−3)”.
    return _("Registration closed on %(moment)s") % {"moment": _deadline(event)}


def _deadline(event) -> str:
    until = event.registration_until
    if until is None:
        return ""
    day = date_format(event.registration_closes)
    if not event.time_zone:
        return day
    values = {"period": day, "zone": place_in_words(event.time_zone, until)}
    if not event.registration_closes_time:
        # Translators: a day and a place: “20 November 2026, Montevideo (UTC−3)”.
        return _("%(period)s, %(zone)s") % values
    return _("%(period)s, %(hour)s, %(zone)s") % (values | {"hour": _hour(until)})
