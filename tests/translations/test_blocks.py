"""Rich texts in pieces, and the pieces of a translation beside those of its source."""

from hypothesis import given
from hypothesis import strategies as st

from cinterfor.publishing.richtext import clean_html
from cinterfor.translations.aligning import State, by_block
from cinterfor.translations.blocks import TAG, parts, replaced, shape, texts

WORDS = st.text(alphabet="abc áñ &<>/", min_size=0, max_size=12)
TAGS = ["p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "br"]
PIECES = st.one_of(WORDS, st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]))
HTML = st.lists(PIECES, max_size=30).map("".join)
#: Paragraphs that differ, as those of one text do.
PARAGRAPHS = st.lists(st.integers(0, 60), max_size=8, unique=True)


def as_html(numbers, language):
    return "".join(f"<p>{language} {number}</p>" for number in numbers)


@given(HTML)
def test_the_parts_of_a_text_are_the_text(html):
    for text in (html, clean_html(html)):
        found = parts(text)

        assert "".join(found) == text
        assert all(TAG.fullmatch(tag) for tag in found[1::2])
        assert replaced(found, texts(found)) == text


@given(PARAGRAPHS)
def test_a_translation_of_the_present_source_is_complete_block_by_block(numbers):
    source, target = as_html(numbers, "es"), as_html(numbers, "pt")

    pieces = by_block(source, source, target)

    assert [(piece.source, piece.target) for piece in pieces.values()] == [
        (f"es {number}", f"pt {number}") for number in numbers
    ]
    assert {piece.state for piece in pieces.values()} <= {State.COMPLETE}
    assert replaced(parts(source), {place: piece.target for place, piece in pieces.items()}) == target


@given(PARAGRAPHS, PARAGRAPHS)
def test_what_was_translated_before_stands_beside_the_same_paragraph_and_only_that_is_complete(old, new):
    pieces = by_block(as_html(new, "es"), as_html(old, "es"), as_html(old, "pt"))

    for piece in pieces.values():
        number = piece.source.removeprefix("es ")
        is_only_moved = piece.state == State.OUTDATED and not piece.previous
        if piece.state == State.COMPLETE or is_only_moved:
            assert piece.target == f"pt {number}"
        else:
            assert piece.previous != piece.source
        if is_only_moved:
            assert new != old
            assert set(new) <= set(old)
        elif piece.state == State.OUTDATED:
            assert piece.target.removeprefix("pt ") == piece.previous.removeprefix("es ")
    if new and new != old:
        assert {piece.state for piece in pieces.values()} != {State.COMPLETE}


def test_one_changed_word_touches_one_piece():
    before, after = "<h2>A</h2><p>uno</p><ul><li>dos</li></ul>", "<h2>A</h2><p>uno!</p><ul><li>dos</li></ul>"
    target = "<h2>Á</h2><p>um</p><ul><li>dois</li></ul>"

    pieces = list(by_block(after, before, target).values())

    assert [piece.state for piece in pieces] == [State.COMPLETE, State.OUTDATED, State.COMPLETE]
    assert (pieces[1].previous, pieces[1].target) == ("uno", "um")


@given(
    st.lists(st.sampled_from(["p", "h2", "li"]), min_size=1),
    st.lists(st.sampled_from(["p", "h2", "li"]), min_size=1),
)
def test_nothing_of_a_translation_with_blocks_of_its_own_is_lost(source_kinds, target_kinds):
    source = "".join(f"<{kind}>s{n}</{kind}>" for n, kind in enumerate(source_kinds))
    target = "".join(f"<{kind}>t{n}.</{kind}>" for n, kind in enumerate(target_kinds))

    pieces = by_block(source, source, target)

    told = " ".join(piece.target for piece in pieces.values())
    assert sorted(told.split()) == sorted(f"t{n}." for n in range(len(target_kinds)))
    if shape(parts(source)) != shape(parts(target)):
        assert State.COMPLETE not in {piece.state for piece in pieces.values()}
