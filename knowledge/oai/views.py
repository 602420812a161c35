"""The six verbs of the protocol, at one address."""

from email.utils import parseaddr

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from lxml import etree

from knowledge.models import Product

from . import markup
from .arguments import read
from .envelope import Identifiers, answer, base_url, instant, refusal, written
from .errors import NO_FORMAT, NO_FORMATS, ProtocolError, unknown_item
from .formats import FORMATS, MetadataFormat
from .harvest import earliest, item
from .lists import format_of, headers, page, records
from .sets import sets
from .tokens import resumed

NAME = "ILO/Cinterfor: knowledge network of vocational training"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request):
    """Whatever is asked, an XML document answers with status 200: that is the protocol's way."""
    asked: dict[str, str] = {}
    try:
        asked = read(request.POST if request.method == "POST" else request.GET)
        document, told = answer(request, asked)
        content = written(document, told, TELLERS[asked["verb"]](request, asked, told) or "")
    except ProtocolError as error:
        content = etree.tostring(refusal(request, asked, error), encoding="UTF-8", xml_declaration=True)
    return HttpResponse(content, content_type="text/xml; charset=UTF-8")


def _identify(request, asked, told):
    markup.add(told, "repositoryName", NAME)
    markup.add(told, "baseURL", base_url(request))
    markup.add(told, "protocolVersion", "2.0")
    markup.add(told, "adminEmail", parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    markup.add(told, "earliestDatestamp", instant(earliest() or timezone.now()))
    markup.add(told, "deletedRecord", "persistent")
    markup.add(told, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    markup.add(told, "compression", "gzip")


def _list_formats(request, asked, told):
    for found in _formats_of(request, asked.get("identifier")):
        described = markup.add(told, "metadataFormat")
        markup.add(described, "metadataPrefix", found.prefix)
        markup.add(described, "schema", found.schema)
        markup.add(described, "metadataNamespace", found.namespace)


def _formats_of(request, identifier: str | None) -> list[MetadataFormat]:
    """All formats, or those in which one item can be had."""
    if identifier is None:
        return list(FORMATS.values())
    found = _item(request, identifier)
    if not found.is_public:
        raise ProtocolError(NO_FORMATS, "The item is deleted.")
    product = Product.objects.get(pk=found.record_id)
    return [form for form in FORMATS.values() if form.can_tell(product)]


def _list_sets(request, asked, told):
    if "resumptionToken" in asked:
        resumed(asked["resumptionToken"], asked["verb"])  # the list of sets is whole: none is ours
    for found in sets():
        described = markup.add(told, "set")
        markup.add(described, "setSpec", found.spec)
        markup.add(described, "setName", found.name)


def _get_record(request, asked, told):
    form = format_of(asked["metadataPrefix"])
    found = _item(request, asked["identifier"])
    if form.dated and found.is_public and not form.can_tell(Product.objects.get(pk=found.record_id)):
        raise ProtocolError(NO_FORMAT, "The format wants a year of publication, which is not known.")
    told_of = records([found], Identifiers(request), form.prefix, _origin(request))
    if not told_of:  # it went in the moment between
        raise unknown_item()
    return told_of


def _list_identifiers(request, asked, told):
    found = page(asked)
    found.add_token(told)
    return headers(found.items, Identifiers(request))


def _list_records(request, asked, told):
    found = page(asked)
    prefix = found.asked["metadataPrefix"]
    found.add_token(told)
    return records(found.items, Identifiers(request), prefix, _origin(request))


TELLERS = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}


def _origin(request) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _item(request, identifier: str):
    slug = Identifiers(request).slug(identifier)
    found = item(slug) if slug else None
    if found is None:
        raise unknown_item()
    return found
