"""Addresses of the Centre's former site, written in one way, and where each leads now.

The former site (Drupal) answered the same page at `/node/8135`, `/en/node/8135/`, `/NODE/8135` and
`/index.php?q=node/8135`: all are one path here, without language.
"""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.validators import RegexValidator, validate_slug
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST, MOST_FIELDS = 500, 50
#: The hosts at which the former site could be read; `guia.` had pages of its own.
FORMER_HOSTS = {
    "oitcinterfor.org",
    "www.oitcinterfor.org",
    "test-www.oitcinterfor.org",
    "cinterfor.org",
    "www.cinterfor.org",
    "guia.oitcinterfor.org",
}
OWN_PATHS = {"guia.oitcinterfor.org"}
#: The program of the former site, which may stand before any path, and names one in its query.
PROGRAM = re.compile(r"^/index\.php(?=/|$)")
UNSEEN = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u2028\u2029\ufeff]+")
#: All below a path, where no longer one is known.
BELOW = "/*"


def _prefix():
    codes = "|".join(sorted(code.partition("-")[0] for code, _name in settings.LANGUAGES))
    return re.compile(rf"^/(?:{codes})(?:-[a-z]{{2}})?(?=/|$)", re.IGNORECASE)


def asked_path(path: str, query: str) -> str:
    """The path without the former site's program, which may name it in its query."""
    if query and query.count("&") < MOST_FIELDS and (not path.strip("/") or PROGRAM.match(path)):
        named = parse_qs(query, errors="replace").get("q")
        path = f"/{named[0].lstrip('/')}" if named else path
    return PROGRAM.sub("", path)


def normal_path(path: str, query: str = "") -> str:
    """The path as the table has it; the same for all ways of writing it, and for itself.

    Decoded, in small letters, without language, program, outer space, doubled and last slashes. What does not
    begin with a slash stays so.
    """
    before, path = None, asked_path(path, query)
    # Decoding may bring up another prefix or another sign to decode.
    while path != before:
        before, path = path, _simpler(path)
    return path


def _simpler(path: str) -> str:
    path = unquote(path).encode("utf-8", "replace").decode()
    path = unicodedata.normalize("NFKC", path.casefold())
    path = UNSEEN.sub(" ", path).strip()
    path = re.sub(r"/{2,}", "/", path.replace(" /", "/").replace("/ ", "/"))
    if path.startswith("/"):
        path = _prefix().sub("", PROGRAM.sub("", path)) or "/"
        path = path.rstrip("/") or "/"
    return path


class Named(NamedTuple):
    """A host, empty for any of the former ones, and a path on it."""

    host: str
    path: str


def read_address(address: str) -> Named | None:
    """What an address of the web, or a path alone, names on the former site; None where it is no address."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or (parts.scheme and not host):
        return None
    path = normal_path(parts.path or "/", parts.query)
    if not path.startswith("/") or len(path) > LONGEST:
        return None
    return Named("" if host in FORMER_HOSTS - OWN_PATHS else host, path)


class FormerPathField(models.CharField):
    """A path of the former site; all ways of writing it are stored, and found, as one."""

    def to_python(self, value):
        value = super().to_python(value)
        return normal_path(value) if value else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return normal_path(value) if value else value

    def pre_save(self, instance, add):
        value = self.to_python(getattr(instance, self.attname))
        setattr(instance, self.attname, value)
        return value


class FormerAddressQuerySet(models.QuerySet):
    def leading_from(self, host: str, path: str) -> "FormerAddress | None":
        """The row for a normal path on a host: that very path first, then the nearest one above it."""
        if len(path) > LONGEST:
            return None
        parts = path.split("/")[:10]
        above = ["/".join(parts[:count]) + BELOW for count in range(2, len(parts))]
        rows = self.filter(host__in=["", host], path__in=[path, path + BELOW, *above])
        return max(rows, key=lambda row: (row.path == path, len(row.path), row.host != ""), default=None)


class FormerAddress(models.Model):
    """An address of the Centre's former site (`/node/8135`) and the record or page to which it leads."""

    host = models.CharField(
        _("host"),
        max_length=100,
        blank=True,
        validators=[RegexValidator(r"^[a-z0-9.-]+$", _("A host is written like guia.oitcinterfor.org."))],
    )
    path = FormerPathField(_("path on the former site"), max_length=LONGEST)
    record_type = models.CharField(_("record type"), max_length=30, blank=True)
    slug = models.CharField(_("address"), max_length=120, blank=True, validators=[validate_slug])
    #: A list or a page of code, such as `/es/paises/`; readers get it in their language.
    target = models.CharField(_("page or list"), max_length=300, blank=True)

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of the former site")
        verbose_name_plural = _("addresses of the former site")
        ordering = ["path", "host"]
        constraints = [
            models.CheckConstraint(
                condition=Q(path__startswith="/"),
                name="publishing_formeraddress_path",
                violation_error_message=_("The path begins with a slash."),
            ),
            models.UniqueConstraint(
                fields=["path", "host"],
                name="publishing_formeraddress_unique",
                violation_error_message=_("It is known already where this address leads."),
            ),
            models.CheckConstraint(
                condition=Q(target="") & ~Q(record_type="") & ~Q(slug="")
                | Q(record_type="", slug="") & ~Q(target=""),
                name="publishing_formeraddress_one_target",
                violation_error_message=_("It leads to a record, or to a page or list: to one of them."),
            ),
        ]

    def __str__(self):
        return f"{self.host}{self.path}"
