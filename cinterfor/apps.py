from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class CinterforConfig(AppConfig):
    """The site itself: home, search page, and what is common to all pages."""

    name = "cinterfor"
    verbose_name = _("Portal")
    default = True

    def ready(self):
        from .daily import register_job
        from .jobs import clear_sessions

        register_job("clear_sessions", 10, clear_sessions)


class PortalAdminConfig(admin.AdminConfig):
    """Django's admin on the portal's own site."""

    default = False
    default_site = "cinterfor.admin.PortalAdminSite"
