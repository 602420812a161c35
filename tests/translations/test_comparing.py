"""What comes back is compared with what is there: exactly what was edited changes, and for good reasons."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cinterfor.publishing.richtext import clean_html
from cinterfor.translations.aligning import State, by_block, whole
from cinterfor.translations.checks import flaws, numbers
from cinterfor.translations.comparing import compare
from cinterfor.translations.files.received import Received
from cinterfor.translations.texts import TranslatedText
from cinterfor.translations.units import mark_of
from knowledge.models import Page

BODY, TITLE = Page._meta.get_field("body"), Page._meta.get_field("title")
KINDS = st.sampled_from(
    ["<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<blockquote><p>{}</p></blockquote>"]
)
NUMBERS = st.lists(
    st.tuples(KINDS, st.integers(0, 99)), min_size=1, max_size=6, unique_by=lambda pair: pair[1]
)


def word(language, number):
    return f"{language} " + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def html(blocks, language):
    return clean_html("".join(kind.format(word(language, number)) for kind, number in blocks))


def rich(source, made_from, text):
    return TranslatedText(BODY, "Texto", "es", source, text, made_from, by_block(source, made_from, text))


def plain(source, text, made_from=None):
    made_from = source if made_from is None else made_from
    return TranslatedText(
        TITLE, "Título", "es", source, text, made_from, {None: whole(source, made_from, text)}
    )


def sent(found):
    """The units of a field as they go out and come back."""
    units = {}
    for place, piece in found.pieces.items():
        unit_id = f"page:1:{found.field.name}:{place}"
        needs_editing = piece.state == State.OUTDATED
        mark = mark_of(piece.target, piece.state)
        units[place] = Received(unit_id, piece.source, piece.target, needs_editing, mark)
    return units


def edited(units, place, target, needs_editing=False):
    return units | {place: units[place]._replace(target=target, needs_editing=needs_editing)}


@given(NUMBERS, NUMBERS, NUMBERS)
def test_what_comes_back_as_it_went_changes_nothing(source, made_from, target):
    found = rich(html(source, "es"), html(made_from, "es"), html(target, "pt"))

    compared = compare(found, sent(found))

    assert (compared.is_changed, compared.refused, compared.text) == (False, {}, found.text)


@settings(deadline=None, max_examples=100)
@given(NUMBERS, NUMBERS, st.data())
def test_exactly_what_is_edited_changes(source, made_from, data):
    found = rich(html(source, "es"), html(made_from, "es"), html(made_from, "pt"))
    edits = data.draw(st.dictionaries(st.sampled_from(list(found.pieces)), st.booleans(), min_size=1))
    units = sent(found)
    for number, (place, needs_editing) in enumerate(edits.items()):
        units = edited(units, place, word("novo", number), needs_editing)

    compared = compare(found, units)

    is_whole = all(piece.target or place in edits for place, piece in found.pieces.items())
    if not is_whole:
        assert not compared.is_changed
        assert set(compared.refused) == {units[place].id for place in edits}
        return
    again = by_block(found.source, compared.made_from, compared.text)
    for place, piece in again.items():
        before = found.pieces[place]
        if place not in edits:
            assert (piece.target, piece.state) == (before.target, before.state)
        else:
            assert piece.target == units[place].target
            assert (piece.state == State.OUTDATED) == edits[place]
    second = compare(rich(found.source, compared.made_from, compared.text), units)
    assert (second.is_changed, second.text) == (False, compared.text)


def test_taking_the_flag_away_confirms_the_text_as_it_is():
    found = plain("Título nuevo", "Título velho", made_from="Título viejo")

    compared = compare(found, edited(sent(found), None, "Título velho"))

    assert (compared.is_changed, compared.text, compared.made_from) == (True, "Título velho", "Título nuevo")


def test_what_still_needs_editing_keeps_what_it_was_made_from():
    found = plain("Título nuevo", "Título velho", made_from="Título viejo")

    compared = compare(found, edited(sent(found), None, "Título, melhor", needs_editing=True))

    assert (compared.text, compared.made_from) == ("Título, melhor", "Título viejo")


def test_an_empty_translation_erases_nothing():
    found = plain("Título", "Tema")

    assert not compare(found, edited(sent(found), None, " ")).is_changed


@pytest.mark.parametrize(
    "now",
    [plain("Otro título", "Tema"), plain("Título", "De outra pessoa")],
    ids=["source", "translation"],
)
def test_what_others_changed_since_is_a_conflict(now):
    units = edited(sent(plain("Título", "Tema")), None, "Assunto")

    compared = compare(now, units)

    assert (compared.is_changed, list(compared.refused)) == (False, ["page:1:title:None"])


def test_what_nobody_edited_does_not_undo_what_others_changed_since():
    units = sent(plain("Título", "Tema"))

    compared = compare(plain("Título", "De outra pessoa"), units)

    assert (compared.is_changed, compared.refused) == (False, {})


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Uno <strong>dos</strong>", "Um dois"),
        ("Uno <strong>dos</strong>", "Um <strong>dois"),
        ("Uno", "Um <script>alert(1)</script>"),
        ("Uno", "Um <em>dois</em>"),
        ("Uno", "Um</p><p>dois"),
        ('<a href="/id/page/uno">Uno</a>', '<a href="/id/page/dos" rel="noopener">Um</a>'),
        ('<a href="/id/page/uno">Uno</a>', '<a href="javascript:alert(1)">Um</a>'),
        ("En 1963", "Em 1964"),
        ("Hola %(name)s", "Olá %(nome)s"),
        ("Hola {name}", "Olá"),
    ],
)
def test_a_broken_paragraph_is_refused_with_the_reason(source, target):
    text = clean_html(f"<p>{source}</p>")
    found = rich(text, text, "<p>Antes</p>")
    (place,) = found.pieces

    compared = compare(found, edited(sent(found), place, target))

    assert not compared.is_changed
    assert all(len(reason) > 10 for reason in compared.refused[f"page:1:body:{place}"])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Más de 1.234.567 y 3,5 %", "More than 1,234,567 and 3.5 %"),
        ("El siglo XX", "The 20th century"),
        ("Uno & dos", "Um & dois"),
        ("Unos 2000", "Some 2,000"),
        ("Del siglo XIX al XXI", "Do século XIX ao XXI"),
    ],
)
def test_what_languages_write_differently_is_no_flaw(source, target):
    text = clean_html(f"<p>{source}</p>")
    found = rich(text, text, "")
    (place,) = found.pieces

    compared = compare(found, edited(sent(found), place, target))

    assert (compared.refused, compared.text) == ({}, clean_html(f"<p>{target}</p>"))


def test_a_text_without_room_is_refused():
    assert flaws("a", "a" * 11, False, 10)
    assert not flaws("a", "a" * 10, False, 10)


@given(st.text())
def test_any_text_has_numbers_of_digits(text):
    assert all(number.isdecimal() for number in numbers(text))
