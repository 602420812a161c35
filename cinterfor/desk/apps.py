from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The editors' desk: how staff write, review and publish what the portal shows."""

    name = "cinterfor.desk"
    verbose_name = _("Editing")

    def ready(self):
        from django.contrib.auth.models import Group, User

        from cinterfor.daily import register_job
        from cinterfor.history.models import SecurityEvent

        from .explaining import explain
        from .jobs import forget_openings
        from .roles import make_groups

        explain(
            User, _("Somebody who works on the portal. What they may do follows from the groups they are in.")
        )
        explain(Group, _("A role: what the accounts in this group may see, write and publish."))
        explain(
            SecurityEvent,
            _("What somebody did that bears on security. It cannot be changed."),
        )
        register_job("forget_openings", 15, forget_openings)
        post_migrate.connect(make_groups, self, dispatch_uid="desk_groups")
