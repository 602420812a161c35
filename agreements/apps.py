from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from cinterfor.comparing.registry import register_breakdowns
from cinterfor.daily import register_job, said_by
from cinterfor.duplicates.registry import Compared, compare, register_obstacle
from cinterfor.pictures.registry import register_picture
from cinterfor.publishing.registry import Activity, FacetOffer, RecordType, register

from .quality import BELONGS_TO, WEIGHTS


class AgreementsConfig(AppConfig):
    """What the members have signed."""

    name = "agreements"
    verbose_name = _("Agreements")

    def ready(self):
        from knowledge.documents.reading import read_after_commit

        from . import comparing, explanations, linked, models, news, search, twins
        from .models.links import follows

        explanations.tell()
        news.register()
        register_profile_parts()
        register_what_is_drawn()
        register_what_is_due()
        for name, breakdowns in comparing.BREAKDOWNS.items():
            register_breakdowns(name, *breakdowns)
        compare(Compared(models.Agreement, names=("title",), apart=("signed",)))
        register_obstacle(models.Agreement._meta.label_lower, follows)
        register(record_type(models, search, twins, linked))
        saved = "agreements_text_saved"
        post_save.connect(read_after_commit, sender=models.AgreementText, dispatch_uid=saved)


def register_profile_parts():
    """What agreements say on the pages of institutions, countries and themes."""
    from cinterfor.publishing.profiles import register_part

    from .cooperation import partners
    from .expertise import parts
    from .expiries.parts import register_parts

    register_part("institution", ("cooperation", "membership", "about", "glance"), partners.part)
    parts.register()
    register_parts()


def register_what_is_drawn():
    from . import pictures
    from .cooperation.picture import COOPERATION
    from .expertise import overview

    for picture_type in (*pictures.PICTURES, COOPERATION, *overview.PICTURES):
        register_picture(picture_type)
    register_job("draw_cooperation", 25, lambda: said_by("draw_cooperation"))


def register_what_is_due():
    """Agreements that end soon: on the first page of the admin, and in mails to the staff."""
    from cinterfor.desk.work import register_work

    from . import work
    from .expiries.telling import tell_those_due

    for days in (7, 30, 90):
        register_work(work.expiring(days))
    register_job("tell_expiries", 41, tell_those_due)


def record_type(models, search, twins, linked):
    """Agreements, as the capabilities know them."""
    from .models.links import LATER

    return RecordType(
        name="agreement",
        knows_days=True,
        weights=WEIGHTS,
        belongs_to=BELONGS_TO,
        model=models.Agreement,
        path="agreements",
        filterset="agreements.filters.AgreementFilter",
        columns=twins.AGREEMENT,
        schema="DigitalDocument",
        describe=linked.describe_agreement,
        links=linked.links_of_agreement,
        related_texts=search.agreement_texts,
        facets=search.agreement_facets,
        offers=(FacetOffer("status", _("Status"), models.Status.choices),),
        date_field="signed_first",
        activity=Activity(_("Agreements signed"), "plum", "solid"),
        states=search.agreement_states,
        rows=("parties", "texts"),
        file_fields=("texts__file",),
        twins_from=("texts", "texts__reading", *LATER.values()),
        names_from=(
            "parties",
            "parties__institution",
            "parties__country",
            "parties__institution__country",
            "countries",
            "themes",
            "themes__broader",
        ),
    )
