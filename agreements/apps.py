from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """What the members have signed."""

    name = "agreements"
    verbose_name = _("Agreements")

    def ready(self):
        from cinterfor.publishing.registry import RecordType, register

        from . import models, twins

        register(
            RecordType(
                name="agreement",
                model=models.Agreement,
                path="agreements",
                filterset="agreements.filters.AgreementFilter",
                columns=twins.AGREEMENT,
                schema="DigitalDocument",
                describe=twins.describe_agreement,
                related_texts=twins.party_texts,
            )
        )
