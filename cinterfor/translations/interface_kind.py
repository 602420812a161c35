"""What the imports of texts of the interface have of their own: rights, words, the check, and the writing."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cinterfor.exchange.models import Line
from cinterfor.exchange.writing import Step
from cinterfor.history.differences import Difference
from cinterfor.publishing.languages import language_name

from . import interface_writing
from .import_kind import TranslationImport
from .interface_importing import InterfaceCheck
from .models import INTERFACE


class InterfaceImport(TranslationImport):
    """Texts of the interface in a language, by whoever may write it: they are of no record, nor published."""

    template = "admin/translations/interface_report.html"
    progress = gettext_lazy("%(done)s of %(total)s texts")

    @property
    def name(self) -> str:
        return f"{self.item.language}-{INTERFACE}"

    @property
    def records(self) -> str:
        return _("Interface: %(language)s") % {"language": language_name(self.item.language)}

    def may_write(self, request) -> bool:
        return self.may_see(request)

    def check_for(self, user) -> InterfaceCheck:
        return InterfaceCheck(self.item)

    def changes(self, line: Line) -> list[Difference]:
        pairs = list(zip(line.before["texts"], line.after["texts"], strict=True))
        labels = [_("Text")]
        if len(pairs) > 1:
            labels = [_("Plural form %(number)d") % {"number": number} for number in range(1, len(pairs) + 1)]
        found = zip(labels, pairs, strict=True)
        return [Difference(label, self.item.language, *pair) for label, pair in found if len({*pair}) > 1]

    def carry_out(self, user) -> Iterator[Step]:
        return interface_writing.carry_out(self.item, user)

    def undo(self, user) -> Iterator[Step]:
        return interface_writing.undo(self.item, user)

    def button(self, good: int, bad: int) -> str:
        return ngettext("Import %(count)d text", "Import %(count)d texts", good) % {"count": good}
