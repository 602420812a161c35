"""What the admin shows, one of each kind."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from cinterfor.announcing.models import Notice, Pin
from cinterfor.duplicates.merging import Merging
from cinterfor.duplicates.pairs import find_pairs
from cinterfor.exchange.models import Import
from cinterfor.former.models import UnknownAddress
from cinterfor.publishing.dates import today
from cinterfor.publishing.models import FormerAddress
from cinterfor.requests.models import Request
from cinterfor.verification.models import FocalPoint
from cinterfor.watch.models import Subscription
from knowledge.models import Descriptor
from network.models import Figure, Institution, Sector
from tests import factories


def one_of_each(account) -> None:
    """One record of each kind that the admin shows, and one row of each that belongs to the desk."""
    member = factories.make_membership().institution
    factories.make_party(institution=member)
    product = factories.make_product(url="https://oit.org/obra", series=factories.make_series())
    product.contributions.create(person=factories.make_person())
    factories.make_event_series()
    for make in ("theme", "question", "page", "news", "event"):
        getattr(factories, f"make_{make}")()
    Sector.objects.create(slug="agro", name_es="Agro", name_pt="Agro", name_en="Farming")
    Figure.objects.create(
        slug="m", label_es="miembros", value=65, year=2024, by="OIT", source="https://oit.org/x"
    )
    rows_of_the_desk(account, member, product)
    for _number in range(2):
        factories.make_institution(acronym="IPET")
    find_pairs([Institution])


def rows_of_the_desk(account, institution, product) -> None:
    """What no record brings with it; nothing of it is seen by readers now."""
    factories.make_image()
    point = FocalPoint.objects.create(institution=institution, name="Ana", email="ana@example.org")
    point.verifications.create(institution=institution)
    Subscription.objects.create(email="ana@example.org", language="es")
    Descriptor.objects.create(text="Formación profesional")
    FormerAddress.objects.create(path="/node/1", record_type="product", slug=product.slug)
    UnknownAddress.objects.create(host="www.oitcinterfor.org", path="/node/2", count=30)
    Pin.objects.pin(product, today() - timedelta(days=1))
    tomorrow = timezone.now() + timedelta(days=1)
    Notice.objects.create(text_es="Aviso", begins=tomorrow, until=tomorrow + timedelta(days=1))
    Request.objects.create(number="2026-0001", kind="contact", email="ana@example.org", message="Falta algo.")
    Import.objects.create(
        user=account, model="network.institution", file_name="tabla.csv", state=Import.State.READY
    )
    one, other = (factories.make_person() for _number in range(2))
    Merging(one, other, []).perform()
    Group.objects.create(name="Editores")
