from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The editors' desk: how staff write, review and publish what the portal shows."""

    name = "cinterfor.desk"
    verbose_name = _("Editing")

    def ready(self):
        from .roles import make_groups

        post_migrate.connect(make_groups, self, dispatch_uid="desk_groups")
