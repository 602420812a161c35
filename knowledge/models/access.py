"""How a work can be read: words for readers, the COAR vocabulary of access rights for machines."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .files import ProductFile


class Access(models.TextChoices):
    """A way to a work. It may have several; without any it has the last."""

    HERE = "here", _("Read here")
    ELSEWHERE = "elsewhere", _("Read elsewhere")
    ON_REQUEST = "on-request", _("On paper or on request")
    UNKNOWN = "unknown", _("Not found yet")

    @property
    def right(self) -> str:
        """The URI of the access right (COAR Access Rights Vocabulary 1.0)."""
        return f"http://purl.org/coar/access_right/{COAR[self][0]}"

    @property
    def right_in_english(self) -> str:
        return COAR[self][1]


#: As this portal gives access: whether all may read what is elsewhere is not known here.
COAR = {
    Access.HERE: ("c_abf2", "open access"),
    Access.ELSEWHERE: ("c_14cb", "metadata only access"),
    Access.ON_REQUEST: ("c_16ec", "restricted access"),
    Access.UNKNOWN: ("c_14cb", "metadata only access"),
}


def ways_to(product) -> list[Access]:
    """In the order in which a reader would try them."""
    known = {
        Access.HERE: product.files.all(),
        Access.ELSEWHERE: product.url,
        Access.ON_REQUEST: product.kept_at,
    }
    return [way for way, found in known.items() if found] or [Access.UNKNOWN]


def _has_file() -> Exists:
    return Exists(ProductFile.objects.filter(product=OuterRef("pk")))


def reached(way: str) -> Q:
    """The condition of products to which this is a way."""
    online = ~Q(url="") | Q(_has_file())
    return {
        Access.HERE: Q(_has_file()),
        Access.ELSEWHERE: ~Q(url=""),
        Access.ON_REQUEST: ~Q(kept_at=""),
        Access.UNKNOWN: Q(kept_at="") & ~online,
        ONLINE: online,
    }[way]


#: A file here or an address elsewhere: what lists can be narrowed to besides.
ONLINE = "online"
