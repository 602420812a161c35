"""The load itself: all records of a folder in one transaction, or none."""

from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import Error, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Publication
from cinterfor.publishing.registry import record_types
from cinterfor.publishing.together import written_together

from . import agreements, knowledge, network
from .former import keep_chosen_addresses, keep_former_addresses
from .order import check_successors, in_order
from .organisations import Names, slug_of_name
from .references import MODELS, References, Waiting, check_references, stored, supplement
from .report import Report
from .source import SHAPES, Folder, read_folder
from .store import Store

PLANS = {
    "sectors": network.sector,
    "countries": network.country,
    "partners": network.partner,
    "institutions": network.institution,
    "themes": knowledge.theme,
    "agreements": agreements.agreement,
    "knowledge_products": knowledge.product,
    "events": knowledge.event,
    "news": knowledge.news,
    "faq": knowledge.question,
    "pages": knowledge.page,
    "figures": network.figure,
}
LOCK = 5_271_963  # any number that no other lock of the portal has


class LoadRefused(Exception):
    """Something in the folder is not as it should be: nothing was changed."""

    def __init__(self, report: Report):
        super().__init__(report.refusals_in_words())
        self.report = report


@dataclass
class Load:
    """What plans need to know while they are made."""

    folder: Folder
    report: Report
    names: Names
    references: References
    store: Store
    made: dict[str, object] = field(default_factory=dict)

    def organisation(self, name: str):
        """The institution that a name means; where there is none, a partner of that name is made."""
        if slug := self.names.institution(name):
            return self.references.get("institutions", slug)
        slug = slug_of_name(name)
        if not slug:
            raise ValidationError(_("“%s” is no name of an organization") % name)
        if slug not in self.made:
            self.store.read(network.Institution, [slug])
            self.made[slug] = stored("partners", slug) or self.store.write(network.partner_of_name(name))
            self.report.note(_("The partner “%s” is known by name only; it was made as a draft.") % name)
        return self.made[slug]

    def organisations(self, ids: list[str], names: list[str]) -> list:
        found = [*self.references.many("institutions", ids), *map(self.organisation, names)]
        return list({record.pk: record for record in found if record}.values())

    def known_organisation(self, name: str):
        slug = self.names.institution_or_none(name)
        return self.references.get("institutions", slug) if slug else None

    def matched(self, ids: list[str], names: list[str]) -> tuple[list, list[str]]:
        """The institutions of the ids and of the names that have a record; and the other names."""
        by_name = {name: self.known_organisation(name) for name in names}
        found = [*self.references.many("institutions", ids), *filter(None, by_name.values())]
        unique = list({record.pk: record for record in found}.values())
        return unique, [name for name, record in by_name.items() if record is None]


def load_folder(path: Path, progress=lambda records: records) -> Report:
    """Load the folder. LoadRefused, with all reasons, where anything in it is wrong."""
    report = Report()
    with translation.override("es"), transaction.atomic(), written_together():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        folder = read_folder(path, report)
        names = Names(folder)
        supplement(folder, names)
        _note_supplied(folder, report)
        check_successors(folder, report)
        check_references(folder, names, report)
        store = Store(report, timezone.now())
        load = Load(folder, report, names, References(folder), store)
        _load_all(load, progress)
        if report.refusals:
            raise LoadRefused(report)
        _follow_up(path, folder, report)
    return report


def _note_supplied(folder: Folder, report: Report) -> None:
    for file in SHAPES:
        if count := sum(name == file for name, _key in folder.supplied):
            told = {"file": file, "count": count}
            report.note(_("%(file)s: %(count)d records were added from the portal’s own file.") % told)


def _load_all(load: Load, progress) -> None:
    waiting = []
    for file in SHAPES:
        waiting.extend((file, key, record) for key, record in in_order(file, load.folder, load.report))
    by_file: dict[str, list[str]] = {}
    for file, key, _record in waiting:
        by_file.setdefault(file, []).append(key.lower())
    read = set()
    for file, key, record in progress(waiting):
        if file not in read and file != "sectors":
            load.store.read(MODELS[file], by_file[file])
            read.add(file)
        _load_one(load, file, key, record)


def _load_one(load: Load, file: str, key: str, record: dict) -> None:
    """One record within a savepoint: what the database or a model refuses is told with the rest."""
    try:
        with transaction.atomic():
            plan = PLANS[file](record, load)
            if plan is not None:
                load.references.remember(file, key, load.store.write(plan))
    except Waiting:
        load.folder.refused.add((file, key))
    except ValidationError as error:
        _refuse(load, file, key, error)
    except (Error, ValueError) as error:
        load.report.refuse(file, key, "", str(error).strip().partition("\n")[0])
        load.folder.refused.add((file, key))


def _refuse(load: Load, file: str, key: str, error: ValidationError) -> None:
    load.folder.refused.add((file, key))
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, messages in by_field.items():
        for message in messages:
            load.report.refuse(file, key, "" if name == NON_FIELD_ERRORS else name, message)


def _follow_up(path: Path, folder: Folder, report: Report) -> None:
    if count := keep_chosen_addresses(path, report) + keep_former_addresses(folder):
        report.note(_("%d addresses of the former site now lead to records.") % count)
    for record_type in record_types():
        incomplete = sum(
            len(record.languages()) < len(LANGUAGES)
            for record in record_type.model.objects.filter(publication_status=Publication.PUBLISHED)
        )
        if incomplete:
            told = {"type": record_type.label_plural, "count": incomplete}
            report.note(_("%(type)s: %(count)d published records are not in all languages.") % told)
