"""What the admin shows, one of each kind."""

from django.contrib.auth.models import Group
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


def one_of_each(account) -> None:
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
        user=account, model="network.institution", file_name="tabla.csv", state=Import.State.READY
    )
    for _number in range(2):
        factories.make_institution(acronym="IPET")
    find_pairs([Institution])
    one, other = (factories.make_person() for _number in range(2))
    Merging(one, other, []).perform()
    Group.objects.create(name="Editores")
