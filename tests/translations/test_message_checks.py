"""A translated message that could break a page, or run a script in it, is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.translations.checks import TAG
from cinterfor.translations.interface import messages
from cinterfor.translations.message_checks import message_flaws

from .interface_texts import entry_with

PARTS = ["%", "%%", "%(count)d", "%(who)s", "%(", ")", "d", "s", "{", "}", "{0}", "{0.x}", "<b>", "</b>", "<"]
TEXT = st.lists(st.sampled_from([*PARTS, ">", "<b onclick=x>", "<!--", '"', "\n", "a", " "]), max_size=12)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_release_would_be_refused(language):
    for message in messages(language).values():
        for number, (source, text) in enumerate(zip(message.sources, message.texts, strict=True)):
            is_of_one = message.is_form_of_one(number)
            assert not message_flaws(source, text, message.sources, is_of_one) or not text, message.id


@pytest.mark.parametrize(
    "part, text",
    [
        ("Agreements", "Acordos<script src=//x.example></script>"),
        ("Agreements", "Acordos <img src=x onerror=alert(1)"),
        ("Agreements", 'x" onmouseover="alert(1)'),
        ("Agreements", "Acordos\nBcc: x@example.org"),
        ("Agreements", "Acordos %(user)s"),
        ("Agreements", "Acordos {0.__class__}"),
        ('<a href="%(report_path)s">', '<a href="https://x.example/%(report_path)s">aqui</a>'),
        ('<a href="%(report_path)s">', '<a href="%(report_path)s" onclick="x()">aqui</a>'),
        ("Readers of <code>%(path)s</code>", "Leitores de <code>%(path)</code> são levados ao registro."),
        ("Readers of <code>%(path)s</code>", "100 % dos leitores de <code>%(path)s</code>"),
        ("Readers of <code>%(path)s</code>", "Leitores de %(path)s"),
        ("At most %(count)d characters.", "No máximo % (count) d caracteres."),
        ("More than 7 days", "Mais de 70 dias"),
    ],
)
def test_what_could_break_a_page_is_refused(part, text):
    source = entry_with(part).msgid

    assert message_flaws(source, text, [source], False)


@settings(deadline=None, max_examples=400)
@given(TEXT.map("".join), st.sampled_from(["<b>%(count)d</b> a%% %(who)s", "%(count)d", "a", "{0} <b>x</b>"]))
def test_what_is_taken_can_be_filled_in_and_has_the_tags_of_the_source(text, source):
    for target in (text, f"{source}{text}", f"{text}{source}"):
        if message_flaws(source, target, [source], False):
            continue
        assert sorted(TAG.findall(target)) == sorted(TAG.findall(source))
        assert TAG.sub("", target).count("<") == target.count('"') == target.count("\n") == 0
        # Templates fill in texts without placeholders too.
        filled = target % {"count": 3, "who": "x"}
        assert filled.format("y").count("{") == 0
