"""For whom works are written (schema.org Audience)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """A kind of readers; a work may be for several."""

    POLICY = "policy", _("Those who decide on policies")
    MANAGERS = "managers", _("Managers of training institutions")
    TEACHERS = "teachers", _("Teachers and trainers")
    LEARNERS = "learners", _("Learners")
    EMPLOYERS = "employers", _("Employers and their organizations")
    WORKERS = "workers", _("Workers and their organizations")
    RESEARCHERS = "researchers", _("Researchers")
