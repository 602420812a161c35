"""What readers may do with a work: its licence where it names one, else what the rule of the ILO says."""

import datetime
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.dates import first_day, last_day


class Licence(models.TextChoices):
    """A Creative Commons licence by its SPDX identifier, or what is printed in the work itself."""

    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_ND = "CC-BY-ND-4.0", "CC BY-ND 4.0"
    CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
    CC_BY_NC_ND = "CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"
    CC_BY_IGO = "CC-BY-3.0-IGO", "CC BY 3.0 IGO"
    CC_BY_NC_SA_IGO = "CC-BY-NC-SA-3.0-IGO", "CC BY-NC-SA 3.0 IGO"
    CC_BY_NC_ND_IGO = "CC-BY-NC-ND-3.0-IGO", "CC BY-NC-ND 3.0 IGO"
    CC0 = "CC0-1.0", "CC0 1.0"
    COPYRIGHT_PAGE = "copyright-page", _("See the copyright page of the work")

    @property
    def url(self) -> str:
        """The deed of the licence; empty where the work itself has the terms."""
        if self is Licence.COPYRIGHT_PAGE:
            return ""
        if self is Licence.CC0:
            return f"{CREATIVE_COMMONS}/publicdomain/zero/1.0/"
        terms, _space, version = self.label.removeprefix("CC ").partition(" ")
        return f"{CREATIVE_COMMONS}/licenses/{terms.lower()}/{version.lower().replace(' ', '/')}/"


class Basis(models.TextChoices):
    """Why this is said of the rights to a work."""

    STATED = "stated", _("As the work says.")
    SINCE_OPEN_ACCESS = (
        "since-open-access",
        _("A rule, not read in the work: ILO publications issued since 3 May 2023 carry this licence."),
    )
    BEFORE_OPEN_ACCESS = (
        "before-open-access",
        _("ILO publications issued before 3 May 2023 carry no Creative Commons licence by rule."),
    )
    DATE_NOT_KNOWN = (
        "date-not-known",
        _("Whether it was issued since 3 May 2023, when the ILO began to publish openly, is not known."),
    )
    OF_OTHERS = "of-others", _("The rule of the ILO does not tell of works that others publish.")


class Rights(NamedTuple):
    """A licence, and on what this is based: only where it is stated is it a fact about the work."""

    licence: Licence
    basis: Basis

    @property
    def is_stated(self) -> bool:
        return self.basis == Basis.STATED

    @property
    def policy(self) -> str:
        return POLICY

    @property
    def by_rule(self) -> bool:
        return self.basis == Basis.SINCE_OPEN_ACCESS


CREATIVE_COMMONS = "https://creativecommons.org"
#: “Rights and permissions”: from this day on ILO publications are CC BY 4.0 unless otherwise indicated.
OPEN_ACCESS = datetime.date(2023, 5, 3)
POLICY = "https://www.ilo.org/global/copyright/lang--en/index.htm"
#: By these names the ILO and its Centre publish, alone or the one with the other.
OWN_NAMES = {"OIT", "ILO", "CINTERFOR"}


def rights_of(product) -> Rights:
    if product.licence:
        return Rights(Licence(product.licence), Basis.STATED)
    if not is_of_the_ilo(product.publisher):
        return Rights(Licence.COPYRIGHT_PAGE, Basis.OF_OTHERS)
    if product.issued and first_day(product.issued) >= OPEN_ACCESS:
        return Rights(Licence.CC_BY, Basis.SINCE_OPEN_ACCESS)
    if product.issued and last_day(product.issued) < OPEN_ACCESS:
        return Rights(Licence.COPYRIGHT_PAGE, Basis.BEFORE_OPEN_ACCESS)
    return Rights(Licence.COPYRIGHT_PAGE, Basis.DATE_NOT_KNOWN)


def is_of_the_ilo(publisher: str) -> bool:
    """Whether the ILO alone brought it out: works published with others may carry other terms."""
    publishers = [part.strip() for part in publisher.split(";") if part.strip()]
    return bool(publishers) and all(map(_is_own, publishers))


def _is_own(publisher: str) -> bool:
    # “OIT, Oficina Regional …” and “OIT Cono Sur” are offices of the ILO; “OIT/BID” are two publishers.
    name = publisher.partition(",")[0]
    return all(part.split()[:1] and part.split()[0].upper() in OWN_NAMES for part in name.split("/"))
