"""Harvesting works from a repository (OAI-PMH 2.0): page by page into an import, then carried out."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx2
from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext as _
from lxml import etree
from oaipmh_scythe.exceptions import BadResumptionToken, NoRecordsMatch, OAIPMHException

from cinterfor.exchange.cells import written
from cinterfor.exchange.checking import lines_of
from cinterfor.exchange.columns import resource_for
from cinterfor.exchange.models import Import, Line, Origin
from cinterfor.exchange.reading import MAX_ROWS, Unreadable
from cinterfor.exchange.table_checking import TableCheck
from cinterfor.exchange.writing import carry_out
from knowledge.models import Harvest, Product

from . import dublin_core, marc
from .markup import local_name
from .repositories import Refused, Repository
from .rows import COLUMNS, Reference, row_of

OAI = "{http://www.openarchives.org/OAI/2.0/}"
MARC = "http://www.loc.gov/MARC21/slim"
#: A repository that gives more pages than this goes round in circles.
MOST_PAGES = 20_000


class Failed(Exception):
    """The harvest stopped; what came so far is kept, and the next one goes on there."""


@dataclass
class Page:
    """One answer: its records, those deleted there, where to go on, and the newest datestamp."""

    references: list[Reference] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    token: str = ""
    newest: str = ""
    total: int | None = None


def pages(harvest: Harvest, repository: Repository, pause: float) -> Iterator[Page]:
    """The pages that are left; each is kept in the import before the next is asked for."""
    seen = set()
    for count in range(MOST_PAGES):
        if count:
            time.sleep(pause)
        page = _asked(harvest, repository)
        if page is None:
            return
        _keep(harvest, page)
        yield page
        if not page.token:
            return
        if page.token in seen:
            raise Failed("the repository gives the same page again and again")
        seen.add(page.token)
        if harvest.unfinished and harvest.unfinished.lines.count() >= MAX_ROWS:
            return
    raise Failed("the repository gives pages without end")


def _asked(harvest: Harvest, repository: Repository) -> Page | None:
    """None where there is nothing new. A token that is no longer known is forgotten: all begins again."""
    try:
        return _page(repository.harvest(_query(harvest)).xml)
    except NoRecordsMatch:
        harvest.token = ""
        return None
    except BadResumptionToken as error:
        if not harvest.token:
            raise Failed(f"the repository refused: {error}") from error
        harvest.token = ""
        return _asked(harvest, repository)
    except (Refused, OAIPMHException, httpx2.HTTPError) as error:
        raise Failed(f"the repository gave no usable answer: {error or type(error).__name__}") from error


def _query(harvest: Harvest) -> dict[str, str]:
    if harvest.token:
        return {"verb": "ListRecords", "resumptionToken": harvest.token}
    query = {"verb": "ListRecords", "metadataPrefix": harvest.prefix}
    query |= {"set": harvest.set_spec} if harvest.set_spec else {}
    return query | ({"from": harvest.datestamp} if harvest.datestamp else {})


def _page(root) -> Page:
    listed = root.find(f"{OAI}ListRecords")
    if listed is None:
        raise Failed("the answer is not one of OAI-PMH")
    page = Page()
    for record in listed.iterchildren(f"{OAI}record"):
        _add(page, record)
    token = listed.find(f"{OAI}resumptionToken")
    if token is not None:
        page.token = (token.text or "").strip()
        size = token.get("completeListSize", "")
        page.total = int(size) if size.isascii() and size.isdigit() and len(size) < 10 else None
    return page


def _add(page: Page, record) -> None:
    header = record.find(f"{OAI}header")
    identifier = (header.findtext(f"{OAI}identifier") or "").strip() if header is not None else ""
    if not identifier:
        return
    page.newest = max(page.newest, (header.findtext(f"{OAI}datestamp") or "").strip()[:30])
    if header.get("status") == "deleted":
        page.deleted.append(identifier)
        return
    page.references.append(_reference(record.find(f"{OAI}metadata"), identifier))


def _reference(metadata, identifier: str) -> Reference:
    content = next((child for child in metadata if local_name(child)), None) if metadata is not None else None
    if content is None:
        return Reference(0, flaw=_("“%(name)s” came without metadata.") % {"name": identifier})
    if etree.QName(content).namespace == MARC:
        try:
            found = next(iter(marc.references_in_xml(etree.tostring(content))), Reference(0))
        except Unreadable as error:
            return Reference(0, flaw=str(error))
    else:
        found = dublin_core.reference_of(0, content)
    found.facts["legacy_id"] = identifier
    return found


@transaction.atomic
def _keep(harvest: Harvest, page: Page) -> None:
    """The page in the import, and where to go on after it."""
    item = harvest.unfinished
    if item is None or item.state not in (Import.State.CHECKING, Import.State.READY):
        item = _begun(harvest)
    _add_lines(item, page)
    item.state = Import.State.CHECKING
    item.save(update_fields=["state"])
    harvest.unfinished, harvest.token = item, page.token
    harvest.newest = max(harvest.newest, page.newest)
    harvest.save()


def _begun(harvest: Harvest) -> Import:
    return Import.objects.create(
        model=Product._meta.label_lower,
        columns=list(COLUMNS),
        file_name=str(harvest)[:200],
        source_format="OAI-PMH",
    )


def _add_lines(item: Import, page: Page) -> None:
    """A record that came before, and has changed meanwhile, takes the place of the older one."""
    names = [reference.facts.get("legacy_id", "") for reference in page.references] + page.deleted
    item.lines.filter(cells__legacy_id__in=[written(name) for name in names]).delete()
    last = item.lines.order_by("-number").values_list("number", flat=True).first() or 0
    latest = {reference.facts.get("legacy_id", id(reference)): reference for reference in page.references}
    rows = []
    for number, reference in enumerate(latest.values(), last + 1):
        reference.number = number
        rows.append(row_of(reference, "es"))
    lines = lines_of(item, rows)
    there = Origin.objects.records(Product, page.deleted)
    told = _("Deleted in the repository that it came from; here it stays.")
    for number, name in enumerate(dict.fromkeys(page.deleted), last + len(rows) + 1):
        lines.append(
            Line(
                source=item,
                number=number,
                cells={"legacy_id": written(name)},
                flaws={"": [told]},
                outcome=Line.Outcome.UNCHANGED,
                record_id=there.get(name),
                slug=name[:300],
            )
        )
    Line.objects.bulk_create(lines, batch_size=1000)


def finish(harvest: Harvest, user=None) -> Import | None:
    """Check and carry out what came; the next harvest begins after it, or goes on where this one ended."""
    item = harvest.unfinished
    if item is not None:
        resource = resource_for(admin.site.get_model_admin(Product))
        check = TableCheck(item, resource, may_add=True)
        while item.state == Import.State.CHECKING:
            check.go_on()
        if item.state == Import.State.READY:
            for _step in carry_out(item, user):
                pass
    if not harvest.token:
        harvest.datestamp = max(harvest.datestamp, harvest.newest)
        harvest.newest = ""
    harvest.unfinished = None
    harvest.save()
    return item
