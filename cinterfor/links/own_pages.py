"""Whether a path of this portal leads to a page: asked of its own addresses and records, not by HTTP."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language_from_path, override

from cinterfor.former.leading import lead
from cinterfor.images.showing import is_public
from cinterfor.publishing.models import Address
from cinterfor.publishing.moved import gone_record, in_other_words, new_address
from cinterfor.publishing.registry import get_type

from .asking import Answer
from .models import Fault

FOUND, NOT_FOUND = Answer(200), Answer(404, Fault.NOT_FOUND)


def answer_of_own_page(path: str) -> Answer:
    """As the portal would answer a reader: found, moved for good, gone, or not found."""
    path = path.partition("?")[0]
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(path)
        except Resolver404:
            return _of_unknown(path)
        if _leads_to_a_page(match):
            return FOUND
        return _of_former(path)


def _of_unknown(path: str) -> Answer:
    """What no address of the portal matches: written otherwise, or of the former site."""
    if not path.endswith("/") and _resolves(f"{path}/"):
        return Answer(301, "", f"{path}/")
    if not get_language_from_path(path) and _resolves(reverse("home") + path.lstrip("/")):
        return FOUND
    if found := in_other_words(path):
        return Answer(301, "", found)
    return _of_former(path)


def _resolves(path: str) -> bool:
    try:
        return bool(resolve(path))
    except Resolver404:
        return False


def _of_former(path: str) -> Answer:
    if found := new_address(path):
        return Answer(301, "", found)
    if gone_record(path):
        return Answer(410, Fault.GONE)
    found = lead("", path)
    if found is None:
        return NOT_FOUND
    return Answer(410, Fault.GONE) if found.gone else Answer(301, "", found.path)


def _leads_to_a_page(match) -> bool:
    """Whether what the address names is there; lists and pages of code always are."""
    name = match.url_name or ""
    if name == "permalink":
        return _permalink_leads_on(**match.kwargs)
    if name == "upload":
        path = match.kwargs["path"]
        return is_public(path) and default_storage.exists(path)
    type_name, detail, _data = name.partition("_detail")
    if detail and (record_type := get_type(type_name)):
        return record_type.model.objects.published().filter(slug=match.kwargs["slug"]).exists()
    return True


def _permalink_leads_on(type_name: str, slug: str) -> bool:
    """Also by an earlier address of the record, which the permalink follows."""
    address = Address.objects.once_public().filter(record_type=type_name, slug=slug).first()
    record_type = get_type(type_name)
    if address is None or record_type is None:
        return False
    return record_type.model.objects.published().filter(pk=address.record_id).exists()
