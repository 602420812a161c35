"""The shipped records, searched with queries that people have judged."""

import pytest

from cinterfor.loading.load import load_folder
from cinterfor.loading.source import SHIPPED

from .relevance import QUERIES, judgements, mean

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped():
    load_folder(SHIPPED)


def test_judged_queries_find_first_what_readers_want(shipped):
    found = judgements()

    assert len(found) == len(QUERIES) == 40
    assert mean(one.reciprocal_rank for one in found) >= 0.85
    assert mean(one.recall for one in found) >= 0.95
