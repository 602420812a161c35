from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DuplicatesConfig(AppConfig):
    """Records that may be the same thing twice: finding them, and making one of two."""

    name = "cinterfor.duplicates"
    verbose_name = _("Duplicates")

    def ready(self):
        from cinterfor.daily import register_job, said_by
        from cinterfor.desk.work import Listed, register_list

        from . import receivers
        from .models import LikelyDuplicate

        receivers.connect()
        label = _("Likely duplicates")
        register_list(Listed("duplicates", label, LikelyDuplicate, LikelyDuplicate.objects.waiting, ""))
        register_job("find_duplicates", 60, lambda: said_by("find_duplicates"))
        post_migrate.connect(receivers.write_first_names, self, dispatch_uid="duplicates_first_names")
