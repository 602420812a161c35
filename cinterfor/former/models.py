"""Addresses that readers ask for and the portal does not have."""

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.former import FormerAddress

#: As many rows as the list holds; longer paths and hosts are not noted.
MOST, LONGEST_PATH, LONGEST_HOST = 5_000, 300, 100
#: From so many times on an address waits in the list of work.
OFTEN = 20
#: Milliseconds that a request waits for another that counts the same address.
PATIENCE = 200
#: What a redirecting host has noted comes again, under the portal's own name, within so many seconds.
AGAIN = 10

COUNT = """
INSERT INTO former_unknownaddress AS known (host, path, count, first_seen, last_seen, referrer)
SELECT %(host)s, %(path)s, 1, %(now)s, %(now)s, %(referrer)s
WHERE (EXISTS (SELECT FROM former_unknownaddress WHERE host = %(host)s AND path = %(path)s)
        OR (SELECT count(*) FROM former_unknownaddress) < %(most)s)
    AND NOT EXISTS (SELECT FROM former_unknownaddress WHERE path = %(path)s AND host <> %(host)s
        AND host = ANY(%(others)s) AND last_seen > %(now)s - make_interval(secs => %(again)s))
ON CONFLICT (path, host) DO UPDATE SET count = known.count + 1, last_seen = excluded.last_seen,
    referrer = CASE WHEN excluded.referrer = '' THEN known.referrer ELSE excluded.referrer END
"""


class UnknownAddressQuerySet(models.QuerySet):
    def note(self, host: str, path: str, referrer: str, others: list[str]) -> None:
        """Count a request for a normal path; `others` are hosts that pass their readers on to this one."""
        values = {"host": host, "path": path, "referrer": referrer, "others": others}
        values |= {"now": timezone.now(), "most": MOST, "again": AGAIN if others else 0}
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [str(PATIENCE)])
            cursor.execute(COUNT, values)

    def with_leads(self):
        """Whether staff have said where the address leads, or all that stands below a path above it."""
        rows = FormerAddress.objects.filter(Q(host="") | Q(host=OuterRef("host")))
        above = Q(path__endswith="/*") & Q(asked__startswith=models.F("beginning"))
        rows = rows.alias(
            asked=Concat(OuterRef("path"), models.Value("/"), output_field=models.TextField()),
            beginning=models.functions.Left("path", models.functions.Length("path") - 1),
        )
        return self.annotate(leads=Exists(rows.filter(Q(path=OuterRef("path")) | above)))

    def without_lead(self):
        return self.with_leads().filter(leads=False)

    def often_asked(self):
        return self.without_lead().filter(count__gte=OFTEN)


class UnknownAddress(models.Model):
    """A path that was asked for and not found: how often, and from which site. Not by whom."""

    host = models.CharField(_("host"), max_length=LONGEST_HOST)
    path = models.CharField(_("path"), max_length=LONGEST_PATH)
    count = models.PositiveBigIntegerField(_("times asked for"), default=1)
    first_seen = models.DateTimeField(_("first asked for"), default=timezone.now)
    last_seen = models.DateTimeField(_("last asked for"), default=timezone.now)
    #: The host alone of the page with the link; empty where none was told.
    referrer = models.CharField(_("asked from"), max_length=LONGEST_HOST, blank=True)

    objects = UnknownAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("unknown address")
        verbose_name_plural = _("unknown addresses")
        ordering = ["-count", "path", "host"]
        default_permissions = ("view", "delete")
        constraints = [
            models.UniqueConstraint(fields=["path", "host"], name="former_unknownaddress_unique"),
        ]
        indexes = [models.Index(fields=["-count"], name="former_unknownaddress_count")]

    def __str__(self):
        return f"{self.host}{self.path}"
