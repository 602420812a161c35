"""What the forms of the network are for, and what goes into their fields."""

from django.utils.translation import gettext_lazy as _

from cinterfor.desk.explaining import explain

from .models import CooperationOffer, Country, Figure, Institution, Membership, Sector

LATITUDE = _("Degrees north of the equator; south of it with a minus: -34.9058 for Montevideo.")
LONGITUDE = _("Degrees east of Greenwich; west of it with a minus: -56.1913 for Montevideo.")


def tell() -> None:
    _tell_of_countries()
    _tell_of_institutions()
    _tell_of_what_belongs_to_them()
    _tell_of_figures()


def _tell_of_countries() -> None:
    explain(
        Country,
        _(
            "A country of the network, or of a partner. "
            "Its page gathers its institutions, agreements and works."
        ),
        name=_("The usual short name in this language: Brazil, not Federative Republic of Brazil."),
        code=_("Two capital letters: UY for Uruguay. It is also the end of the page’s address."),
        region=_("Under which heading of the list of countries it stands."),
        in_network=_("Unticked for countries that only partners come from: they are counted apart."),
        capital=_("The name of the capital in this language: Asunción."),
        latitude=LATITUDE,
        longitude=LONGITUDE,
    )


def _tell_of_institutions() -> None:
    explain(
        Institution,
        _(
            "An organization that belongs or belonged to the network, or works with it. "
            "Whether it is a member follows from the memberships at the end of the form."
        ),
        name=_(
            "The full name as readers of this language know it: National Service for Industrial Training."
        ),
        acronym=_("The short form in capitals: SENAI. Left empty where there is none."),
        description=_("Two or three paragraphs: what it is, since when, whom it trains."),
        logo=_("Better on a light ground than on none. Without one its initials are shown."),
        website=_("The address of its first page, with https://: https://www.senai.br/."),
        management=_("Who runs it; left empty where you do not know."),
        coverage=_("How far its work reaches; left empty where you do not know."),
        dissolved=_("Tick it where it no longer exists, also where the date is not known."),
        city=_("Where its head office is: Brasília."),
        latitude=LATITUDE,
        longitude=LONGITUDE,
        ror=_(
            "Its address at ror.org, or the end of it, such as 03yrm5c26. Left empty where you do not know."
        ),
        wikidata=_("The letter Q and a number: Q7450557. Left empty where you do not know."),
        isni=_("Sixteen digits: 0000 0001 2156 6853. Left empty where you do not know."),
        sector=_("For an institution of one branch of the economy only, such as construction."),
        successor=_("The institution that took its place, where it was merged or dissolved."),
    )


def _tell_of_what_belongs_to_them() -> None:
    explain(
        Membership,
        "",
        source=_("One a line: the address of the page that says so, or words where there is none."),
        verified_on=_("The day on which you last read the source."),
    )
    explain(
        CooperationOffer,
        "",
        direction=_("Whether the institution can teach it to others, or looks for others who teach it."),
        theme=_("What it is about: type the first letters, and choose the narrowest theme that fits."),
    )
    explain(
        Sector,
        _("A branch of the economy that an institution trains for, such as construction or farming."),
        name=_("As it stands in a sentence, in this language: construction."),
        slug=_("For machines: small letters and hyphens. It writes itself from the Spanish name."),
    )


def _tell_of_figures() -> None:
    explain(
        Figure,
        _(
            "A number that somebody has published about the network, shown on the home with who says so, "
            "where and of which year."
        ),
        label=_("What the number counts, to be read after it: member institutions."),
        context=_("What one must know to read it rightly, such as: in 27 countries. May be empty."),
        value=_("The number alone, in digits: 65."),
        at_least=_("Tick it where the source says “more than 65”."),
        year=_("The year of which the source speaks: 2024."),
        by=_("The organization that published it: ILO/Cinterfor."),
        source=_("The address of the page where it stands, with https://."),
        published=_("Unticked, the figure is kept but not shown."),
        position=_("1 stands before 2."),
        slug=_("For machines: small letters and hyphens. It writes itself."),
    )
