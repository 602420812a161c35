"""The rule itself: what a record's state is worth."""

import datetime

import pytest
from django.core.exceptions import FieldDoesNotExist
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.registry import get_type, record_types
from cinterfor.quality.rule import POINTS, Facts, assess, is_filled, names_in
from cinterfor.quality.words import explain
from cinterfor.translations.ledger import translated_fields

DAY = datetime.date(2026, 11, 26)


def places(record_type):
    """Where something can be filled in that the rule looks at: (kind, name)."""
    model, found = record_type.model, [("fields", "source"), ("fields", "verified_on")]
    for name in (name for names in record_type.weights for name in names_in(names)):
        field = model._meta.get_field(name)
        if name in record_type.rows:
            found.append(("rows", name))
        elif field.many_to_many:
            found.append(("relations", name))
        elif name in translated_fields(model):
            found += [("fields", f"{name}_{code}") for code in LANGUAGES]
        else:
            found.append(("fields", field.attname))
    return found


def filled(record_type, chosen, day="2026-01-02"):
    """A state in which the chosen places hold something."""
    state = {"fields": {"language": "es"}, "relations": {}, "rows": {}}
    empty = {"fields": "", "relations": [], "rows": {}}
    full = {"fields": "x", "relations": [3], "rows": {"7": {"kind": "x"}}}
    for place in places(record_type):
        kind, name = place
        state[kind][name] = full[kind] if place in chosen else empty[kind]
    if state["fields"]["verified_on"]:
        state["fields"]["verified_on"] = day
    return state


@pytest.mark.parametrize("record_type", record_types(), ids=lambda record_type: record_type.name)
def test_every_type_weighs_fields_that_it_has(record_type):
    assert record_type.weights, f"{record_type.name}: register weights in its app's quality.py"
    for names in record_type.weights:
        for name in names_in(names):
            try:
                assert record_type.model._meta.get_field(name), name
            except FieldDoesNotExist as error:
                pytest.fail(f"{record_type.name}: {error}")


@st.composite
def fillings(draw):
    """A type, the places that are filled, one more, a day of verification, outdated texts, broken links."""
    record_type = draw(st.sampled_from(record_types()))
    known = places(record_type)
    few = draw(st.integers(0, 2 ** len(known) - 1))
    chosen = {place for number, place in enumerate(known) if few >> number & 1}
    day = draw(st.dates(datetime.date(2015, 1, 1), datetime.date(2028, 1, 1))).isoformat()
    texts = [(field, code) for field in translated_fields(record_type.model) for code in LANGUAGES]
    outdated = frozenset(draw(st.lists(st.sampled_from(texts), max_size=3)))
    return record_type, chosen, draw(st.sampled_from(known)), day, outdated, draw(st.integers(0, 2))


# The machine of a test may be slow; that is no finding.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(fillings())
def test_filling_a_field_never_lowers_the_score_which_is_from_0_to_100(filling):
    record_type, chosen, more, day, outdated, broken = filling

    before = assess(record_type, Facts(filled(record_type, chosen, day), outdated, broken), DAY)
    after = assess(record_type, Facts(filled(record_type, {*chosen, more}, day), outdated, broken), DAY)

    assert 0 <= before.score <= after.score <= 100
    assert all(before.parts[part] <= after.parts[part] <= most for part, most in POINTS.items())


@pytest.mark.parametrize("record_type", record_types(), ids=lambda record_type: record_type.name)
def test_a_record_with_all_that_its_type_asks_for_has_100_and_lacks_nothing(record_type):
    facts = Facts(filled(record_type, set(places(record_type))))

    assert assess(record_type, facts, DAY).score == 100
    assert [part.advice for part in explain(record_type, facts, DAY)] == [[]] * len(POINTS)


@pytest.mark.parametrize(
    ("verified", "points"),
    [
        (None, 0),
        ("2026-11-26", 15),
        ("2025-11-26", 15),
        ("2024-11-26", 8),
        ("2023-11-27", 0),
        ("2020-01-01", 0),
    ],
)
def test_freshness_falls_from_the_first_year_to_the_third(verified, points):
    state = filled(get_type("page"), set()) | {}
    state["fields"]["verified_on"] = verified

    assert assess(get_type("page"), Facts(state), DAY).parts["freshness"] == points


def test_an_outdated_translation_counts_half_and_is_told():
    record_type = get_type("question")
    facts = Facts(filled(record_type, set(places(record_type))))

    stale = facts._replace(outdated=frozenset({("question", "pt"), ("answer", "pt")}))

    assert assess(record_type, stale, DAY).parts["languages"] == round(25 * 5 / 6)
    assert "(portugués): Pregunta, Respuesta." in explain(record_type, stale, DAY)[1].advice[0]


def test_a_work_has_its_title_in_its_own_language():
    record_type = get_type("product")
    own = assess(record_type, Facts(filled(record_type, set())), DAY)
    state = filled(record_type, set())
    state["fields"]["language"] = "fr"

    assert own.parts["languages"] > assess(record_type, Facts(state), DAY).parts["languages"] == 0


def test_no_and_zero_say_something_and_blanks_say_nothing():
    assert [is_filled(value) for value in (False, 0, "x", [1])] == [True] * 4
    assert [is_filled(value) for value in (None, "", "  ", [])] == [False] * 4
