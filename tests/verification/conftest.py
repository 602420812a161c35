"""An institution that is due, whoever answers for it, and the link that the mail brings."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from cinterfor.verification.asking import ask, due
from cinterfor.verification.models import FocalPoint
from tests import factories

LINK = re.compile(r"https?://[^/\s]+(/\S+)")


@pytest.fixture(autouse=True)
def nobody_has_answered():
    cache.clear()


def make_point(institution=None, **values):
    institution = institution or make_due()
    defaults = {"name": "Ana Secreta", "email": "ana.secreta@example.org", "language": "es"}
    return FocalPoint.objects.create(institution=institution, **defaults | values)


def make_due(**values):
    """A member of the network that was never verified."""
    institution = factories.make_institution(**values)
    factories.make_membership(institution=institution)
    return institution


def links():
    """The addresses in the last mail: to answer, and to leave."""
    return LINK.findall(mail.outbox[-1].body)[:2]


def mailed_link():
    ask(due())
    return links()[0]
