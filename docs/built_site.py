"""What is wrong with a built site: dead links, dead anchors, and files wanted from other hosts.

Reads the pages as a browser gets them, so that links in raw HTML count as well. Ordinary links to
other hosts are fine and are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADING = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
}
_LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "manifest"}
_STYLE_LOADS = re.compile(r"""(?:url\(\s*|@import\s+)["']?\s*((?:https?:)?//[^"')\s]+)""", re.I)
# A module or a script that a script asks for. Other addresses in scripts are links and namespaces.
_SCRIPT_LOADS = re.compile(r"""["'`]((?:https?:)?//[^"'`\s/]+/[^"'`\s]*)["'`]""")
_NO_LOADS = re.compile(r"https?://(?:www\.w3\.org/|api\.github\.com/|\$\{)")
_FALLBACKS = re.compile(r"https://unpkg\.com/")


@dataclass
class Page:
    """What one page has and wants: anchors, links as written, and files of other hosts."""

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    assets: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside = tag
        for name in ("id", "name") if tag == "a" else ("id",):
            if name in given:
                self.page.anchors.add(given[name])
        if tag == "a" and "href" in given:
            self.page.links.append(given["href"])
        wanted = [given[name] for name in _LOADING.get(tag, ()) if name in given]
        if tag == "link" and _LOADING_LINKS & set(given.get("rel", "").split()):
            wanted.append(given.get("href", ""))
        for address in wanted:
            (self.page.foreign if _is_foreign(address) else self.page.assets).append(address)
        self.page.foreign.extend(_STYLE_LOADS.findall(given.get("style", "")))

    def handle_endtag(self, tag: str) -> None:
        self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.page.foreign.extend(_STYLE_LOADS.findall(data))
        elif self._inside == "script":
            self.page.foreign.extend(_script_loads(data))


def read_page(html: str) -> Page:
    """Return what a page has and wants."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


def without_other_hosts(script: str) -> str:
    """Return a script of the theme without its fallbacks, which another host would serve.

    They are for browsers older than the pages need, and for diagrams, which no page has.
    """
    return _FALLBACKS.sub("/absent/", script)


def faults_of(site: Path) -> list[str]:
    """Return a line for each fault of the site in a folder, page by page; empty where it is fine.

    The page for what is not found is served under any address, so its links start at the root.
    """
    pages = {
        path: read_page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))
    }
    faults: list[str] = []
    for path, page in pages.items():
        where = path.relative_to(site)
        faults += [f"{where} loads {address}" for address in dict.fromkeys(page.foreign)]
        if path.name != "404.html":
            faults += [f"{where}: {fault}" for fault in _dead_links(site, path, pages)]
    for path in sorted((*site.rglob("*.css"), *site.rglob("*.js"))):
        text = path.read_text(encoding="utf-8")
        is_data = path.name == "search_index.js"
        loads = _STYLE_LOADS.findall(text) if path.suffix == ".css" else _script_loads(text)
        found = () if is_data else dict.fromkeys(loads)
        faults += [f"{path.relative_to(site)} loads {address}" for address in found]
    return faults


def _dead_links(site: Path, path: Path, pages: dict[Path, Page]) -> Iterator[str]:
    page = pages[path]
    for address in dict.fromkeys((*page.links, *page.assets)):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if target.is_dir():
            target /= "index.html"
        if not target.is_file() or not target.is_relative_to(site.resolve()):
            yield f"there is no {address}"
        elif parts.fragment and target in pages:
            anchor = unquote(parts.fragment)
            if anchor not in pages[target].anchors:
                yield f"there is no anchor {address}"


def _script_loads(text: str) -> Iterator[str]:
    for address in _SCRIPT_LOADS.findall(text):
        if not _NO_LOADS.match(address):
            yield address


def _is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in ("http", "https")
