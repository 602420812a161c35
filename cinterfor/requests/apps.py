from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    """What institutions and readers ask of the Centre: public forms, and one queue for the staff."""

    name = "cinterfor.requests"
    label = "requests"
    verbose_name = _("Requests")

    def ready(self):
        from cinterfor.daily import register_job
        from cinterfor.desk.work import Listed, register_list

        from . import explanations
        from .models import Request
        from .purging import purge_those_due

        explanations.tell()
        register_job("purge_requests", 18, purge_those_due)
        for name, label, rows in (
            ("nobody", _("Requests that nobody sees to"), Request.objects.of_nobody),
            ("overdue", _("Requests without a step for long"), Request.objects.overdue),
            ("unsent", _("Letters about requests that are not sent"), Request.objects.with_unsent_letters),
        ):
            register_list(Listed(f"requests-{name}", label, Request, rows, f"waiting={name}"))
