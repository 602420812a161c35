from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VerificationConfig(AppConfig):
    """Once a year each institution is asked whether what the portal says of it is still correct."""

    name = "cinterfor.verification"
    label = "verification"
    verbose_name = _("Verification by institutions")

    def ready(self):
        from cinterfor.daily import register_job
        from cinterfor.desk.work import Listed, register_list
        from cinterfor.duplicates.registry import register_obstacle

        from . import explanations
        from .asking import ask_those_due
        from .merging import answers_to_decide
        from .models import Verification

        explanations.tell()

        register_job("ask_verification", 40, ask_those_due)
        register_obstacle("network.institution", answers_to_decide)
        register_list(
            Listed(
                "verifications",
                _("Answers of institutions to decide on"),
                Verification,
                Verification.objects.waiting,
                f"state__exact={Verification.State.WAITING}",
            )
        )
