"""The corpus that search is measured with is what the indexer itself would have written."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cinterfor.corpus.fill import exists, name_of, scratch_database
from cinterfor.corpus.records import Maker
from cinterfor.search.models import SearchEntry
from tests.benchmarks.queries import typed_queries

SEED = 7


@pytest.mark.proof  # a database is made and filled
@pytest.mark.django_db(transaction=True)
def test_a_corpus_is_made_beside_the_portals_own_database_and_is_as_the_indexer_writes_it():
    own, name = connection.settings_dict["NAME"], name_of(120, SEED)
    try:
        call_command("make_corpus", 120, seed=SEED, again=True, verbosity=0, stdout=StringIO())

        assert connection.settings_dict["NAME"] == own
        assert SearchEntry.objects.count() == 0
        with scratch_database(name):
            call_command("check_search", verbosity=0, stdout=StringIO())
            assert SearchEntry.objects.count() == 120 + 300 + 30
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
    assert not exists(name)


def test_the_same_seed_makes_the_same_records():
    assert Maker(SEED).record(3) == Maker(SEED).record(3)
    assert Maker(SEED).record(3) != Maker(SEED + 1).record(3)
    assert typed_queries(5, "x", SEED) == typed_queries(5, "x", SEED)


@pytest.mark.django_db
def test_no_other_database_is_ever_filled():
    with pytest.raises(ValueError, match="portal"), scratch_database("portal"):
        pass


@pytest.mark.django_db
def test_a_corpus_of_nothing_is_refused():
    with pytest.raises(CommandError):
        call_command("make_corpus", 0)
