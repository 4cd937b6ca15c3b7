"""Words of the catalog as HTML and Markdown: escaped, breakable, linked to the actions they name.

Pure. Whatever the catalog says passes through here before it stands on a page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape

from connector.catalog import Catalog
from connector.model import Action

_TOUCHING = re.compile(r"(</(?:div|dt|dd|p|span|summary)>)<")
_NAME = re.compile(r"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b")


def slug(words: str) -> str:
    """Return words as part of an address.

    >>> slug("IP Allowlist")
    'ip-allowlist'
    """
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def linked_words(catalog: Catalog, text: str) -> str:
    """Return words of the catalog as HTML, the actions that they name as links."""

    def linked(match: re.Match[str]) -> str:
        name = match[0]
        return link(catalog[name]) if name in catalog else name

    return _NAME.sub(linked, escape(" ".join(text.split()), quote=False))


def link(action: Action) -> str:
    """Return a link to an action, which shows its name and, when pointed at, its summary."""
    return (
        f'<a href="{address(action)}" title="{escape(action.summary)}">'
        f"<code>{breakable(action.name)}</code></a>"
    )


def address(action: Action) -> str:
    """Return where an action stands, as a link from any page of the reference."""
    return f"{slug(action.group)}.html#{action.name}"


def breakable(text: str, after: str = "_") -> str:
    """Return text as HTML that may be broken into lines where its parts end."""
    return escape(text).replace(after, f"{after}<wbr>")


def plain(name: str) -> str:
    """Return a name of the catalog in words."""
    return name.replace("_", " ")


def markdown_line(text: str) -> str:
    """Return text for a line of Markdown in which nothing is markup."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~^=])", r"\\\1", escape(text, quote=False))


def page_text(parts: Iterable[str], *, title: str) -> str:
    """Return the parts as one page; words in neighbouring elements stay words for the search."""
    front = f"---\ntitle: {json.dumps(title)}\n---\n\n"
    return front + "\n\n".join(_TOUCHING.sub(r"\1 <", part) for part in parts) + "\n"
