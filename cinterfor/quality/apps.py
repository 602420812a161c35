from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QualityConfig(AppConfig):
    """How good the entries of records are, by a rule in the open."""

    name = "cinterfor.quality"
    verbose_name = _("Quality")

    def ready(self):
        from cinterfor.daily import register_job
        from cinterfor.desk.work import register_work
        from cinterfor.history.noting import when_noted

        from .jobs import assess_every_night
        from .receivers import assess_changed
        from .work import POOR

        # After the links were asked.
        register_job("assess_quality", 95, assess_every_night)
        register_work(POOR)
        when_noted(assess_changed)
