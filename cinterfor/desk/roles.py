"""Who may do what: the groups that the portal comes with, and the questions that the desk asks.

An administrator may give and take rights in these groups; a later migration leaves that alone, and gives
them the rights that it brings.
"""

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Exists, OuterRef, Q

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.registry import record_types

from .models import OfferedRight

WRITING = ("add", "change", "view")
#: Names of groups are data: they stand in the language of the Centre's staff.
SECTIONS = {
    "Redacción: red": ("network", "images", "verification"),
    "Redacción: conocimiento": ("knowledge", "images"),
    "Redacción: acuerdos": ("agreements", "images"),
    # They see who asked and what: personal data, so no other role but administration has this right.
    "Solicitudes": ("requests",),
}
PUBLISHERS, ADMINISTRATORS = "Publicación", "Administración"
LANGUAGE_NAMES = {"es": "español", "pt": "portugués", "en": "inglés", "fr": "francés"}
TRANSLATORS = {code: f"Traducción: {LANGUAGE_NAMES.get(code, code)}" for code in LANGUAGES}
CONTENT = (
    "network",
    "knowledge",
    "agreements",
    "images",
    "publishing",
    "former",
    "links",
    "verification",
    "exchange",
)


def may(user, act: str, model) -> bool:
    """Whether the account has the right to the act (`view`, `add`, ...) on the model."""
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename(act, model._meta)}")


def may_publish(user, model) -> bool:
    """Whether the account may publish and withdraw records of the model."""
    return may(user, "publish", model)


def may_change(user, model) -> bool:
    """Whether the account may change all of a record, not only the texts of a language."""
    return may(user, "change", model)


def languages_of(user) -> list[str]:
    """The languages whose texts the account may write in every record."""
    return [code for code in LANGUAGES if user.has_perm(f"desk.translate_{code}")]


def named_languages_of(user) -> list[tuple[str, str]]:
    """The same with their names."""
    names = dict(settings.LANGUAGES)
    return [(code, names[code]) for code in languages_of(user)]


def is_translator(user, model) -> bool:
    """Whether the account may change the texts of some languages of the model's records, and no more."""
    is_record = any(record_type.model is model for record_type in record_types())
    return is_record and not may_change(user, model) and bool(languages_of(user))


def _rights(*apps: str, acts: tuple[str, ...]):
    wanted = Q()
    for act in acts:
        wanted |= Q(codename__startswith=f"{act}_")
    return Permission.objects.filter(wanted, content_type__app_label__in=apps)


def _records_view():
    return _rights("network", "knowledge", "agreements", "images", "links", acts=("view",))


def make_groups(**kwargs) -> None:
    """Make the groups that are not there yet; give those that are the rights that are new in the portal.

    What an administrator took from a group, or gave it, stays so.
    """
    # Those of apps whose turn comes later are not there yet.
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    new = Permission.objects.filter(~Exists(OfferedRight.objects.filter(permission=OuterRef("pk"))))
    keys = set(new.values_list("pk", flat=True))
    for name in all_groups():
        group, is_new = Group.objects.get_or_create(name=name)
        rights = rights_of(name)
        group.permissions.add(*(rights if is_new else rights.filter(pk__in=keys)))
    OfferedRight.objects.bulk_create([OfferedRight(permission_id=key) for key in keys], ignore_conflicts=True)


def all_groups() -> list[str]:
    return [*SECTIONS, *TRANSLATORS.values(), PUBLISHERS, ADMINISTRATORS]


def rights_of(name: str):
    """The permissions that a group begins with."""
    if name in SECTIONS:
        return _rights(*SECTIONS[name], acts=WRITING) | _records_view()
    if name == PUBLISHERS:
        return _rights(*CONTENT, acts=(*WRITING, "publish", "delete"))
    if name == ADMINISTRATORS:
        return Permission.objects.all()
    language = next(code for code, group in TRANSLATORS.items() if group == name)
    own = Permission.objects.filter(content_type__app_label="desk", codename=f"translate_{language}")
    return own | _records_view()
