"""Message bodies: HTML in, clean HTML out, and their plain text.

Bodies come from callers and are shown to people, so what could run is taken out. This is a
sandbox's idea of cleaning, not a security boundary.
"""

from __future__ import annotations

import re
from html import unescape

_DROPPED = re.compile(
    r"<(script|style|iframe|object|embed|head|title)\b[^>]*>.*?</\1\s*>|<!--.*?-->|<![^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_UNWRAPPED = re.compile(
    r"</?(?:html|body|script|style|iframe|object|embed|form|input|meta|link)\b[^>]*>", re.IGNORECASE
)
_HANDLER = re.compile(
    r"""(<[^>]*?)\s(?:on\w+\s*=|(?:href|src)\s*=\s*["']?\s*javascript:)\s*"""
    r"""(?:"[^"]*"|'[^']*'|[^\s>]*)["']?""",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:p|div|h[1-6]|ul|ol|pre|blockquote|table|hr)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"</(?:p|div|h[1-6]|li|pre|blockquote|tr)>|<br\s*/?>", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def clean_html(text: str) -> str:
    """A body as the API keeps it: scripts gone, text that has no block element wrapped in `<p>`.

    >>> clean_html("Hello<script>alert(1)</script>")
    '<p>Hello</p>'
    """
    before = None
    # Taking a piece out may join two others into a new one, so repeat until nothing changes.
    while before != text:
        before = text
        text = _DROPPED.sub("", text)
        if text == before:
            text = _HANDLER.sub(r"\1", _UNWRAPPED.sub("", text))
    text = text.strip()
    if not text or _BLOCK.search(text):
        return text
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "\n".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in paragraphs if part)


def plain_text(html: str) -> str:
    """What a person reads in a body.

    >>> plain_text("<p>One &amp; two</p><p>three</p>")
    'One & two\\nthree'
    """
    return unescape(_TAG.sub("", _BREAK.sub("\n", html))).strip()


def words(html: str) -> str:
    """The words of a body in lower case, each between two blanks, ready to be searched."""
    found = _WORD.findall(plain_text(html).lower())
    return f" {' '.join(found)} " if found else ""
