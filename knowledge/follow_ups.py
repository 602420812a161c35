"""What follows from an event: its reports and its news, begun from its page with what is known already."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.choosing import are_keys

from .models import Event, NewsItem, Product


class FollowUps(NamedTuple):
    """The records of one kind that follow from an event; no address where the account may add none."""

    heading: str
    add_label: str
    add_url: str
    records: list


def carried_over(model, event: Event) -> dict:
    """What a new record of the model begins with: first values of its form, of which nothing is saved."""
    institutions = {item.pk: item for item in (*event.organisers.all(), *event.hosts.all())}
    values = {
        "event": event.pk,
        "countries": [event.country_id] if event.country_id else [],
        "institutions": list(institutions),
    }
    day = event.ends or event.begins or ""
    if model is Product:
        return values | {
            "kind": Product.Kind.REPORT,
            "language": event.original_language,
            "issued": day,
        }
    return values | {"original_language": event.original_language, "date": day}


class FollowsEvent:
    """Admins of what may follow from an event: `?event=12` begins the form with what is known of it."""

    def get_changeform_initial_data(self, request):
        wanted = request.GET.get("event", "")
        events = self.admin_site.get_model_admin(Event)
        if not are_keys(Event, [wanted]) or not events.has_view_permission(request):
            return super().get_changeform_initial_data(request)
        event = Event.objects.filter(pk=wanted).first()
        return carried_over(self.model, event) if event else {}


class OffersFollowUps:
    """The admin of events: buttons for their reports and news, and those that there are."""

    change_form_template = "admin/event_change_form.html"
    follow_ups = (
        (Product, _("Reports and publications"), _("Add report")),
        (NewsItem, _("News"), _("Add news")),
    )

    def render_change_form(self, request, context, *args, **kwargs):
        if event := context.get("original"):
            context["follow_ups"] = [self._of(request, event, *kind) for kind in self.follow_ups]
        return super().render_change_form(request, context, *args, **kwargs)

    def _of(self, request, event: Event, model, heading: str, add_label: str) -> FollowUps:
        editing = self.admin_site.get_model_admin(model)
        records = []
        if editing.has_view_permission(request):
            found = model.objects.from_event(event)
            records = [(record, self._admin_url(model, "change", record.pk)) for record in found]
        url = ""
        if editing.has_add_permission(request):
            url = f"{self._admin_url(model, 'add')}?event={event.pk}"
        return FollowUps(heading, add_label, url, records)

    def _admin_url(self, model, page: str, *args) -> str:
        meta = model._meta
        return reverse(f"{self.admin_site.name}:{meta.app_label}_{meta.model_name}_{page}", args=args)
