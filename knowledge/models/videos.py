"""Videos: works that are watched elsewhere."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.languages import WORK_LANGUAGES
from knowledge.video_addresses import NotOneVideo, one_video, site_of


def validate_length(value: str) -> None:
    """`4:05`, `12:30` or `1:02:03`: hours, minutes and seconds."""
    hours, minutes, seconds = ["0", *value.split(":")][-3:] if value.count(":") in (1, 2) else ("", "", "")
    told = all(part.isascii() and part.isdigit() for part in (hours, minutes, seconds))
    whole = told and len(hours) <= 2 and len(minutes) <= 2 and len(seconds) == 2
    if not whole or int(minutes) > 59 or int(seconds) > 59 or not int(hours + minutes + seconds):
        raise ValidationError(
            _("“%(value)s” is not a length. Write minutes and seconds (12:30) or hours as well (1:02:30)."),
            code="length",
            params={"value": value},
        )


class VideoFacts(models.Model):
    """The columns of a knowledge product that only a video fills: how long it is, and who can follow it."""

    length = models.CharField(_("running time"), max_length=8, blank=True, validators=[validate_length])
    captions = ArrayField(
        models.CharField(max_length=10, choices=WORK_LANGUAGES),
        verbose_name=_("captions"),
        default=list,
        blank=True,
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if not self.is_video or not self.url:
            return
        try:
            self.url = one_video(self.url)
        except NotOneVideo as error:
            raise ValidationError({"url": _("This address does not lead to one video.")}) from error

    @property
    def is_video(self) -> bool:
        return self.kind == self.Kind.VIDEO

    @property
    def seconds(self) -> int | None:
        """Null where the length is not known."""
        if not self.length:
            return None
        total = 0
        for part in self.length.split(":"):
            total = 60 * total + int(part)
        return total

    @property
    def duration(self) -> str:
        """ISO 8601: `PT12M30S`; empty where it is not known."""
        found = zip(self._parts(), "HMS", strict=True)
        return self.length and "PT" + "".join(f"{number}{unit}" for number, unit in found if number)

    @property
    def length_in_words(self) -> str:
        """In the units of the SI and those used with it, which all languages write alike: 12 min 30 s."""
        units = ("h", "min", "s")
        found = zip(self._parts(), units, strict=True)
        return "\u00a0".join(f"{number}\u00a0{unit}" for number, unit in found if number)

    def _parts(self) -> tuple[int, int, int]:
        seconds = self.seconds or 0
        return seconds // 3600, seconds // 60 % 60, seconds % 60

    @property
    def video_site(self) -> str:
        """Where it is watched: YouTube, Vimeo, or the host."""
        return site_of(self.url)
