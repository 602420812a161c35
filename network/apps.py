from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    """Who is in the network."""

    name = "network"
    verbose_name = _("Network")

    def ready(self):
        from cinterfor.publishing.registry import RecordType, register

        from . import models, twins

        register(
            RecordType(
                name="country",
                model=models.Country,
                path="countries",
                filterset="network.filters.CountryFilter",
                columns=twins.COUNTRY,
                per_page=60,
                schema="Country",
                describe=twins.describe_country,
                related_texts=lambda country: [country.code],
                body_fields=("capital",),
            )
        )
        register(
            RecordType(
                name="institution",
                model=models.Institution,
                path="institutions",
                filterset="network.filters.InstitutionFilter",
                columns=twins.INSTITUTION,
                schema="Organization",
                describe=twins.describe_institution,
                file_fields=("logo",),
                related_texts=lambda record: [record.official_name, *record.former_names],
                body_fields=("acronym", "city"),
            )
        )
