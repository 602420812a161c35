"""Pairs of records of every kind that can be merged, and all that can point to them."""

import pytest

from agreements.models import Agreement, AgreementText, ExpiryMail, Party
from cinterfor.duplicates.relations import own_sets, pointing_rows, pointing_sets, set_rows
from cinterfor.requests.models import Request
from cinterfor.verification.models import FocalPoint, Verification
from cinterfor.watch.models import Subscription
from knowledge.models import (
    Contribution,
    Descriptor,
    Event,
    EventParticipation,
    NewsItem,
    Page,
    Person,
    Product,
    ProductFile,
    Question,
    Series,
    Theme,
    WorkRelation,
)
from network.models import Country, Institution, Membership
from network.models.cooperation import CooperationOffer
from tests import factories
from tests.desk.conftest import account_in, logged_in, publisher, translator, writer

__all__ = ["account_in", "logged_in", "publisher", "translator", "writer"]


def make_contribution(**values):
    people = {} if "institution" in values else {"person": factories.make_person()}
    return Contribution.objects.create(**{"product": factories.make_product()} | people | values)


def make_file(**values):
    return ProductFile.objects.create(**{"language": "es", "file": "works/x/a.pdf"} | values)


def make_text(**values):
    return AgreementText.objects.create(**{"language": "es", "file": "agreements/x/a.pdf"} | values)


def make_offer(**values):
    institution = {} if "institution" in values else {"institution": factories.make_institution()}
    theme = {} if "theme" in values else {"theme": factories.make_theme()}
    return CooperationOffer.objects.create(direction="offers", **institution, **theme, **values)


def make_point(**values):
    return FocalPoint.objects.create(name="Ana", email="ana@example.org", **values)


def make_expiry_mail(**values):
    return ExpiryMail.objects.create(day="2026-12-01", mark=30, **values)


def make_request(**values):
    number = f"2026-{Request.objects.count() + 1:04d}"
    return Request.objects.create(number=number, kind="technical-assistance", **values)


def make_subscription(**values):
    return Subscription.objects.create(email="ana@example.org", language="es", **values)


def make_relation(**values):
    ends = {"product", "other"} - values.keys()
    return WorkRelation.objects.create(
        kind="references", **{end: factories.make_product() for end in ends}, **values
    )


def make_descriptor(**values):
    text = f"descriptor {Descriptor.objects.count()}"
    return Descriptor.objects.create(text=text, folded=text, **values)


#: What makes a record or row of each model that can be merged, or point to one that can.
MAKERS = {
    Agreement: factories.make_agreement,
    AgreementText: make_text,
    Contribution: make_contribution,
    CooperationOffer: make_offer,
    Country: factories.make_country,
    Descriptor: make_descriptor,
    Event: factories.make_event,
    EventParticipation: factories.make_participation,
    ExpiryMail: make_expiry_mail,
    FocalPoint: make_point,
    Institution: factories.make_institution,
    Membership: factories.make_membership,
    NewsItem: factories.make_news,
    Page: factories.make_page,
    Party: factories.make_party,
    Person: factories.make_person,
    Product: factories.make_product,
    ProductFile: make_file,
    Question: factories.make_question,
    Request: make_request,
    Series: factories.make_series,
    Subscription: make_subscription,
    Theme: factories.make_theme,
    Verification: Verification.objects.create,
    WorkRelation: make_relation,
}
MERGED = [Country, Institution, Agreement, Product, Person, Series, Theme, Question, NewsItem, Event, Page]


def point_to(record):
    """Something of every kind that points to the record, and to which it points."""
    for relation in pointing_rows(type(record)):
        MAKERS[relation.related_model](**{relation.field.name: record})
    for relation in pointing_sets(type(record)):
        MAKERS[relation.related_model](**{relation.field.name: [record]})
    for field in own_sets(type(record)):
        getattr(record, field.name).add(MAKERS[field.related_model]())


def pointing_to(*records):
    """By relation how many rows point to one of the records."""
    model, keys = type(records[0]), [record.pk for record in records]
    counts = {}
    for relation in pointing_rows(model):
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
        counts[relation.field] = rows.count()
    for relation in pointing_sets(model):
        rows = set_rows(relation.field).filter(**{f"{relation.field.m2m_reverse_field_name()}__in": keys})
        counts[relation.field] = rows.count()
    for field in own_sets(model):
        counts[field] = set_rows(field).filter(**{f"{field.m2m_field_name()}__in": keys}).count()
    return counts


@pytest.fixture(params=MERGED, ids=lambda model: model._meta.model_name)
def pair(request):
    """A record to keep, and one to lose, to which everything points that can."""
    kept, lost = (MAKERS[request.param]() for _number in range(2))
    point_to(lost)
    return kept, lost
