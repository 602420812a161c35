"""What stands against making one institution of two: an answer that nobody has decided on."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .models import Verification


def answers_to_decide(kept, lost) -> Iterator[str]:
    """Proposals speak of the record that is lost; moved, they would be taken for those of the other."""
    if Verification.objects.waiting().filter(institution=lost).exists():
        yield _("An answer of “%(institution)s” waits for an editor: decide on it first.") % {
            "institution": lost
        }
