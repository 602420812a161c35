"""The visual code of institutions in pictures, and what their list is narrowed by for each mark."""

from django.utils.translation import gettext_lazy as _

from cinterfor.pictures.picture import Key

KEYS = [
    Key("constituent", _("Constituent member"), "sea", "solid"),
    Key("associate", _("Associate member"), "sea", "outline"),
    Key("member", _("Member, class not known"), "sea", "half"),
    Key("unconfirmed", _("Membership unconfirmed"), "sea", "hatched"),
    Key("former", _("Former member"), "muted", "half"),
]
#: Those outside the network.
OUTSIDE_KEYS = [
    Key("partner", _("Partner organization"), "sea", "dotted"),
    Key("centre", _("The Centre"), "annatto", "solid"),
]
#: Those of which nothing is documented for a day before today, and those that came later.
APART_KEYS = [
    Key("undated", _("Membership on that day not documented"), "muted", "hatched"),
    Key("later", _("Not yet part of the network"), "muted", "outline"),
]
#: What the list of institutions is narrowed by for each mark.
FILTERS = {
    "constituent": {"standing": "member", "membership": "constituent"},
    "associate": {"standing": "member", "membership": "associate"},
    "member": {"standing": "member"},
    "unconfirmed": {"standing": "unconfirmed"},
    "former": {"standing": "former"},
    "undated": {"standing": "undated"},
}
