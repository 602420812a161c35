"""How the pages that belong to no single app are shown where their address is passed on."""

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cinterfor.pictures.sharing import SharedPage, SharingImage, register_page
from cinterfor.publishing.languages import Text
from cinterfor.publishing.registry import get_type

COUNTED = {
    "country": "countries",
    "institution": "institutions",
    "agreement": "agreements",
    "product": "products",
}


def home_image() -> SharingImage:
    """What the directory holds."""
    from cinterfor.home import counts

    found = counts()
    return SharingImage(
        title=Text(gettext("Institutions that learn from one another"), None),
        kicker=gettext("The knowledge network of vocational training"),
        side="figures",
        shown={
            "figures": [
                (number_format(found[name]), capfirst(str(get_type(type_name).label_plural)))
                for type_name, name in COUNTED.items()
                if found[name]
            ]
        },
    )


def _titled(title, line, motif: str) -> SharedPage:
    """A page that is told by a title and a sentence."""

    def compose():
        lines, shown = [Text(str(line), None)], {"ink": "annatto", "motif": motif, "seed": motif}
        return SharingImage(title=Text(str(title), None), lines=lines, side="weave", shown=shown)

    return SharedPage(title, compose)


PAGES = {
    "home": SharedPage(_("The knowledge network of vocational training"), home_image),
    "search": _titled(
        _("Search"),
        _("Institutions, agreements, knowledge and events of the network, in one place."),
        "good-practice",
    ),
    "figures": _titled(
        _("The network in pictures"),
        _(
            "Members, agreements, knowledge products and events of the network, drawn from this directory;"
            " each picture with its table, to take away."
        ),
        "report",
    ),
    "activity": _titled(
        _("Activity"),
        _(
            "What the network signed, held and issued, as far as this directory records it: for any period,"
            " country and theme."
        ),
        "bulletin",
    ),
    "whats_new": _titled(
        _("What is new"),
        _("What is new in the network and in this directory, month by month, by country and theme."),
        "bulletin",
    ),
    "expiries": _titled(
        _("Coming ends and renewals"),
        _("Which cooperation agreements of the network end or renew themselves next, and when."),
        "report",
    ),
    "glossary": _titled(
        _("Glossary"),
        _("The terms of vocational training in Spanish, Portuguese and English, with their definitions."),
        "good-practice",
    ),
    "compare": _titled(
        _("Compare"), _("Countries and institutions of the network, side by side."), "case-study"
    ),
    "translation_progress": _titled(
        _("State of the translations"),
        _("How much of what is public here can be read in Spanish, Portuguese and English."),
        "technical-note",
    ),
}

for name, page in PAGES.items():
    register_page(name, page)
