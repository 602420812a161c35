"""The admin as an administrator and as an editor use it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from cinterfor.announcing.models import Notice, Pin
from cinterfor.duplicates.merging import Merging
from cinterfor.duplicates.pairs import find_pairs
from cinterfor.exchange.models import Import
from cinterfor.publishing.dates import today
from cinterfor.publishing.models import FormerAddress, ProblemReport
from cinterfor.verification.models import FocalPoint
from network.models import Figure, Institution, Sector
from tests import factories

EDITED = ("network", "agreements", "knowledge", "images")


@pytest.fixture
def administrator(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.fixture
def editor_account(django_user_model):
    """Staff with all permissions on records, and none on accounts."""
    account = django_user_model.objects.create_user("editora", password="x", is_staff=True)
    account.user_permissions.set(Permission.objects.filter(content_type__app_label__in=EDITED))
    return account


@pytest.fixture
def editor(client, editor_account):
    client.force_login(editor_account)
    return client


@pytest.fixture
def everything(admin_user):
    """One record of each kind that the admin shows."""
    member = factories.make_membership().institution
    factories.make_party(institution=member)
    product = factories.make_product(url="https://oit.org/obra")
    factories.make_image()
    product.contributions.create(person=factories.make_person())
    for make in ("theme", "question", "page", "news", "event"):
        getattr(factories, f"make_{make}")()
    Sector.objects.create(slug="agro", name_es="Agro", name_pt="Agro", name_en="Farming")
    Figure.objects.create(
        slug="m", label_es="miembros", value=65, year=2024, by="OIT", source="https://oit.org/x"
    )
    point = FocalPoint.objects.create(institution=member, name="Ana", email="ana@example.org")
    point.verifications.create(institution=member)
    FormerAddress.objects.create(path="/node/1", record_type="product", slug=product.slug)
    Pin.objects.pin(product, today())
    Notice.objects.create(text_es="Aviso", until=timezone.now() + timezone.timedelta(days=1))
    ProblemReport.objects.create(page="/es/", language="es", message="Falta algo.")
    Import.objects.create(
        user=admin_user, model="network.institution", file_name="tabla.csv", state=Import.State.READY
    )
    for _number in range(2):
        factories.make_institution(acronym="IPET")
    find_pairs([Institution])
    one, other = (factories.make_person() for _number in range(2))
    Merging(one, other, []).perform()
    Group.objects.create(name="Editores")
