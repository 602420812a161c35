"""What the admin of a compared model has besides its form: hints while typing, and merging."""

from .merge_admin import MergesRecords
from .typing_admin import TellsOfDuplicates


class DuplicatesAdmin(TellsOfDuplicates, MergesRecords):
    """Tells editors of records that may be the same, and makes one of two."""
