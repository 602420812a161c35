"""What a load did, file by file, and why it refused what it refused."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Outcome(Enum):
    """What became of one record of a file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left alone"


LABELS = {
    Outcome.CREATED: gettext_lazy("created"),
    Outcome.UPDATED: gettext_lazy("updated"),
    Outcome.UNCHANGED: gettext_lazy("unchanged"),
    Outcome.LEFT_ALONE: gettext_lazy("left alone"),
}


@dataclass(frozen=True)
class Refusal:
    """Why a record, or (without one) a whole file, cannot be loaded."""

    file: str
    record: str
    key: str
    reason: str

    def __str__(self):
        return " · ".join(filter(None, [self.file, self.record, self.key])) + f": {self.reason}"


@dataclass
class Report:
    """The counts of each file, what was left alone, notes on decisions, and the refusals."""

    counts: dict[str, Counter] = field(default_factory=dict)
    left_alone: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def count(self, file: str, outcome: Outcome) -> None:
        self.counts.setdefault(file, Counter())[outcome] += 1

    def leave_alone(self, file: str, record: str, reason: str) -> None:
        self.count(file, Outcome.LEFT_ALONE)
        self.left_alone.append(f"{file} · {record}: {reason}")

    def refuse(self, file: str, record: str, key: str, reason: str) -> None:
        refusal = Refusal(file, record, key, str(reason))
        if refusal not in self.refusals:
            self.refusals.append(refusal)

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def total(self, outcome: Outcome) -> int:
        return sum(counts[outcome] for counts in self.counts.values())

    @property
    def created(self) -> int:
        return self.total(Outcome.CREATED)

    @property
    def updated(self) -> int:
        return self.total(Outcome.UPDATED)

    @property
    def unchanged(self) -> int:
        return self.total(Outcome.UNCHANGED)

    def _refused_in(self, file: str) -> int:
        return len({refusal.record for refusal in self.refusals if refusal.file == file})

    def summary(self) -> str:
        """All files in one line."""
        totals = [f"{label} {self.total(outcome)}" for outcome, label in LABELS.items()]
        return ", ".join([*totals, f"{_('refused')} {sum(map(self._refused_in, self._files()))}"])

    def _files(self) -> list[str]:
        return list(dict.fromkeys([*self.counts, *(refusal.file for refusal in self.refusals)]))

    def table(self) -> str:
        """A line for each file."""
        heads = [_("file"), *map(str, LABELS.values()), _("refused")]
        rows = [
            [
                file,
                *(str(self.counts.get(file, Counter())[outcome]) for outcome in Outcome),
                self._refused_in(file),
            ]
            for file in self._files()
        ]
        lines = [
            f"{name!s:<25}" + "".join(f"{cell!s:>16}" for cell in cells) for name, *cells in [heads, *rows]
        ]
        return "\n".join(lines)

    def in_full(self) -> str:
        parts = [self.table()]
        if self.left_alone:
            parts.append("\n".join([_("Left alone:"), *(f"  {line}" for line in self.left_alone)]))
        if self.notes:
            parts.append("\n".join([_("Notes:"), *(f"  {line}" for line in self.notes)]))
        return "\n\n".join(parts)

    def refusals_in_words(self) -> str:
        head = _("Nothing was loaded. %(count)d reasons:") % {"count": len(self.refusals)}
        return "\n".join([head, *(f"  {refusal}" for refusal in self.refusals)])
