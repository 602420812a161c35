"""What the imports of translators' files have of their own: rights, words, and the check."""

from collections.abc import Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cinterfor.desk.roles import languages_of, may_publish
from cinterfor.exchange import tables
from cinterfor.exchange.checking import Check
from cinterfor.exchange.kinds import ImportOfRecords
from cinterfor.exchange.models import Import, Line
from cinterfor.formats.tables import safe
from cinterfor.publishing.languages import language_name
from cinterfor.publishing.models import Record

from .importing import TranslationCheck, open_models


def publishes_all(user) -> bool:
    """Whether the account may publish records of every kind."""
    return all(may_publish(user, model) for model in open_models(user) if issubclass(model, Record))


class TranslationImport(ImportOfRecords):
    """An import of a translators' file: texts of a language, by whoever may write it."""

    template = "admin/translations/report.html"
    progress = gettext_lazy("%(done)s of %(total)s records")

    def __init__(self, site, item: Import):
        self.item = item

    @property
    def name(self) -> str:
        """As it begins the names of files."""
        return self.item.language

    @property
    def records(self) -> str:
        return _("Texts: %(language)s") % {"language": language_name(self.item.language)}

    def may_see(self, request) -> bool:
        return self.item.language in languages_of(request.user)

    def may_write(self, request) -> bool:
        """Whether the account, perhaps another than the sender, may do all that the import does."""
        open_labels = {model._meta.label_lower for model in open_models(request.user)}
        touched = set(self.item.lines.good().order_by().values_list("model", flat=True))
        publishes = not self.item.at_once or publishes_all(request.user)
        return self.may_see(request) and publishes and touched <= open_labels

    def check(self, request) -> Check:
        return self.check_for(request.user)

    def check_for(self, user) -> Check:
        """All is open to a command, which has no account."""
        return TranslationCheck(self.item, user)

    def refused(self, form: str):
        headings = ["id", "source", "target", tables.REASON]
        lines = self.item.lines.exclude(wrong={}, flaws={}).iterator(chunk_size=500)
        rows = (row for line in lines for row in _refused_rows(line))
        return tables.response(form, f"{self.name}-refused", headings, rows)

    def button(self, good: int, bad: int) -> str:
        told = ngettext("Import the texts of %(count)s record", "Import the texts of %(count)s records", good)
        return told % {"count": number_format(good)}


def _refused_rows(line: Line) -> Iterator[list[str]]:
    told: dict[str, list[str]] = {}
    for unit_id, message in line.complaints:
        told.setdefault(unit_id, []).append(message)
    for unit_id, reasons in told.items():
        source, target, *_rest = line.cells.get(unit_id, ("", ""))
        yield [safe(text) for text in (unit_id, source, target, " ".join(reasons))]
