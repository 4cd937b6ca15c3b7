from __future__ import annotations

import pytest

from connector.sandbox.markup import clean_html, plain_text, words


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("Hello", "<p>Hello</p>"),
        ("", ""),
        ("  one\ntwo\n\nthree ", "<p>one<br>two</p>\n<p>three</p>"),
        ("<p>Hi</p>", "<p>Hi</p>"),
        ("<b>Hi</b>", "<p><b>Hi</b></p>"),
        ("Hi<script>alert(1)</script>", "<p>Hi</p>"),
        ("Hi<SCRIPT src=x></SCRIPT >", "<p>Hi</p>"),
        ("Hi<scr<script>x</script>ipt>alert(1)</script>", "<p>Hi</p>"),
        ('<p onclick="alert(1)">Hi</p>', "<p>Hi</p>"),
        ("<img src=x onerror=alert(1)>", "<p><img src=x></p>"),
        ('<a href="javascript:alert(1)">x</a>', "<p><a>x</a></p>"),
        ("<html><body><h2>T</h2></body></html>", "<h2>T</h2>"),
        ("a < b", "<p>a < b</p>"),
    ],
)
def test_clean_html(given: str, cleaned: str) -> None:
    assert clean_html(given) == cleaned


def test_plain_text_and_words() -> None:
    html = "<p>Frames &amp; <b>wheels</b></p><ul><li>One</li><li>Two</li></ul>"
    assert plain_text(html) == "Frames & wheels\nOne\nTwo"
    assert words(html) == " frames wheels one two "
    assert words("<p></p>") == ""
