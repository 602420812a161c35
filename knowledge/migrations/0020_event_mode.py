from django.db import migrations
from django.db.models import Q

COMMITTEE = {
    "slug": "technical-committee-meetings",
    "title": "Reuniones de la Comisión Técnica",
    "title_es": "Reuniones de la Comisión Técnica",
    "title_pt": "Reuniões da Comissão Técnica",
    "title_en": "Technical Committee Meetings",
}
CITIES = [f"city_{code}" for code in ("es", "pt", "en")]


def tell_how_one_takes_part(apps, schema_editor):
    """“Online” meant that one can take part from afar, also where others meet in a room."""
    Event = apps.get_model("knowledge", "Event")
    in_a_place = Q(country__isnull=False)
    for city in CITIES:
        in_a_place |= Q(**{f"{city}__gt": ""})
    # Not `save`: nobody has changed anything about the event.
    Event.objects.filter(in_a_place, online=True).update(mode="both")
    Event.objects.filter(~in_a_place, online=True).update(mode="online")
    Event.objects.filter(in_a_place, online=False).update(mode="in-person")


def put_committee_meetings_in_series(apps, schema_editor):
    Event = apps.get_model("knowledge", "Event")
    meetings = Event.objects.filter(kind="technical-committee-meeting")
    if meetings.exists():
        series = apps.get_model("knowledge", "EventSeries").objects.create(**COMMITTEE)
        meetings.update(series=series)


class Migration(migrations.Migration):

    dependencies = [
        ("knowledge", "0019_event_fields"),
    ]

    operations = [
        migrations.RunPython(tell_how_one_takes_part, migrations.RunPython.noop),
        migrations.RunPython(put_committee_meetings_in_series, migrations.RunPython.noop),
    ]
