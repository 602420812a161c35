"""What an editor says of rows that seem to be about records which are here already."""

from django import forms

from .models import Import, Line

Choice = Line.Choice
PREFIX = "row-"
#: No choice for all of them.
EACH = "each"


class ChoicesForm(forms.Form):
    """One choice for all rows, or for each of those that were shown (`row-<key>`)."""

    all = forms.ChoiceField(
        choices=[(EACH, ""), *((value or "skip", label) for value, label in Choice.choices)]
    )

    def chosen(self, item: Import) -> dict[str, list[int]]:
        """The keys of rows by choice."""
        choice = self.cleaned_data["all"]
        if choice != EACH:
            keys = item.lines.exclude(near=[]).values_list("pk", flat=True)
            return {"" if choice == "skip" else choice: list(keys)}
        found: dict[str, list[int]] = {}
        for name, value in self.data.items():
            key = name.removeprefix(PREFIX)
            if name.startswith(PREFIX) and key.isascii() and key.isdigit() and len(key) < 19:
                value = "" if value == "skip" else value
                if value in Choice.values:
                    found.setdefault(value, []).append(int(key))
        return found
