from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RenditionsConfig(AppConfig):
    """What records say to machines, kept as long as it is true."""

    name = "cinterfor.renditions"
    verbose_name = _("Renditions")

    def ready(self):
        from cinterfor.daily import register_job, said_by

        from .version import code_version

        # Now: later the files may be those of another version than the one that runs.
        code_version()
        register_job("keep_renditions", 22, lambda: said_by("keep_renditions"))
