"""The reference: a catalog as pages of Markdown, one a group, and pages of what actions share.

Pure: catalog in, text out. A page holds headings and code as Markdown, which the site's search and
table of contents read, and all else as HTML: words of the catalog are escaped in one place and
never read as markup. An anchor is an action's name, so that links to it are stable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from connector.catalog import Catalog
from connector.examples import command_example, curl_example, python_example
from connector.fields import BODY
from connector.inputs import body_lines, param_lines
from connector.model import Action, Pager
from connector.outline import Line, field_line, place_of_param
from connector.related import related_actions
from connector.type_names import legend
from connector.variants import Schema, flattened_parts

from .markup import address, breakable, link, linked_words, markdown_line, page_text, plain, slug

FOLDER = "reference"
INDEX = f"{FOLDER}/index.md"
ERRORS = f"{FOLDER}/errors.md"
LISTINGS = f"{FOLDER}/listings-and-jobs.md"

CONNECTION = "support"
"""The name of the connection that commands run on."""

MAX_OPEN_LINES = 30
"""Longer lists of fields are folded until somebody opens them."""

MAX_INNER_FIELDS = 12
"""Most names that are shown of what a field of an answer holds."""

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def page_of_group(group: str) -> str:
    """Return the path of a group's page below the folder of all pages."""
    return f"{FOLDER}/{slug(group)}.md"


def reference_pages(catalog: Catalog) -> dict[str, str]:
    """Return every page of the reference, by its path below the folder of all pages."""
    pages = {INDEX: index_page(catalog)}
    for group in sorted(catalog.groups):
        pages[page_of_group(group)] = group_page(catalog, group)
    pages[ERRORS] = errors_page(catalog)
    pages[LISTINGS] = listings_page(catalog)
    return pages


def index_page(catalog: Catalog) -> str:
    """Return the page that lists all actions by group."""
    effects = ("read", "write", "destroy")
    buttons = "".join(
        f'<button type="button" data-effect="{effect}">{effect}</button>' for effect in effects
    )
    parts = [
        "# All actions",
        f"<p>{len(catalog)} actions in {len(catalog.groups)} groups. The search above knows them by"
        " their names, by what they do, and by the words that people use for it.</p>",
        '<div class="action-filter"><input type="search" placeholder="Filter by name, path or'
        ' words" aria-label="Filter the actions">'
        f'<span class="effects">{buttons}</span><output></output></div>',
    ]
    for group in sorted(catalog.groups):
        parts.append(f"## {markdown_line(group)} {{ #{slug(group)} }}")
        parts.append(_list_of_actions(actions_of(catalog, group)))
    return page_text(parts, title="All actions")


def actions_of(catalog: Catalog, group: str) -> list[Action]:
    """Return the actions of a group by path, those of all things before those of one."""

    def place(action: Action) -> tuple[list[str], int]:
        return action.path.strip("/").split("/"), _METHODS.index(action.method)

    return sorted((catalog[name] for name in catalog.groups[group]), key=place)


def _list_of_actions(actions: Iterable[Action]) -> str:
    # What the search leaves out is a section: it stops at the first end of the tag, nested or not.
    rows = "".join(map(_index_row, actions))
    return f'<section class="action-list" data-search-exclude>{rows}</section>'


def _index_row(action: Action) -> str:
    words = " ".join((action.name, action.path, action.summary)).lower()
    return (
        f'<div class="row" data-effect="{action.effect}" data-words="{escape(words)}">'
        f'<span class="effect {action.effect}">{action.effect}</span>'
        f'<a href="{address(action)}">{breakable(action.name)}</a>'
        f'<span class="what">{escape(action.summary)}</span></div>'
    )


def group_page(catalog: Catalog, group: str) -> str:
    """Return the page of one group: a list of its actions, then all that is known of each."""
    actions = actions_of(catalog, group)
    parts = [f"# {markdown_line(group)}", _list_of_actions(actions)]
    for action in actions:
        parts.extend(_action_parts(catalog, action))
    return page_text(parts, title=group)


def _action_parts(catalog: Catalog, action: Action) -> Iterator[str]:
    label = action.name.replace("_", "_\u200b")
    yield (
        f'## {breakable(action.name)} {{ #{action.name} .action-name data-toc-label="{label}" }}'
    )
    yield f'<p class="summary">{linked_words(catalog, action.summary)}</p>'
    yield (
        f'<p class="request"><span class="method">{action.method}</span> '
        f"<code>{breakable(action.path, '/')}</code></p>"
    )
    yield f'<ul class="badges">{"".join(_badges(catalog, action))}</ul>'
    if action.hint:
        yield f'<p class="hint">{linked_words(catalog, action.hint)}</p>'
    lines, below = param_lines(action, catalog.header.version), body_lines(action)
    if lines:
        explained = legend(line.type for line in (*lines, *below))
        remark = f' <span class="quiet">{escape(explained)}</span>' if explained else ""
        rows = "".join(_field(catalog, line, place_of_param(action, line.name)) for line in lines)
        yield (
            f'<div class="part"><p class="label">Params{remark}</p>'
            f'<div class="fields">{rows}</div></div>'
        )
    if below:
        yield _fields_of_body(catalog, below)
    yield from _examples(catalog, action)
    if answer := _answer(catalog, action):
        yield answer
    if errors := _errors(catalog, action):
        yield errors
    if action.ids_from:
        rows = "".join(
            f"<dt><code>{breakable(param, '.')}</code></dt>"
            f"<dd><code>{breakable(action.id_fields[param], '.')}</code> from "
            f"{', '.join(link(catalog[name]) for name in names)}</dd>"
            for param, names in action.ids_from.items()
        )
        yield _aside("Ids from", rows)
    if related := related_actions(catalog, action):
        rows = "".join(
            f"<dt>{link(catalog[each.name])}</dt><dd>{linked_words(catalog, each.why)}</dd>"
            for each in related
        )
        yield _aside("Related", rows)
    if action.aliases:
        phrases = "".join(
            f'<p lang="{escape(language)}">{escape("; ".join(each))}</p>'
            for language, each in action.aliases.items()
        )
        yield f'<details class="aliases"><summary>In other words</summary>{phrases}</details>'


def _aside(label: str, rows: str) -> str:
    """Return pairs that speak of other actions: no hit when those are searched for."""
    return (
        f'<section data-search-exclude><p class="label">{label}</p>'
        f'<dl class="pairs">{rows}</dl></section>'
    )


def _badges(catalog: Catalog, action: Action) -> Iterator[str]:
    yield f'<li class="effect {action.effect}">{action.effect}</li>'
    if action.effect != "read":
        yield f"<li>{'idempotent' if action.idempotent else 'not idempotent'}</li>"
    if action.irreversible:
        yield '<li class="destroy">cannot be undone</li>'
    if action.pages:
        page = LISTINGS.removeprefix(f"{FOLDER}/").replace(".md", ".html")
        yield f'<li><a href="{page}#{action.pages}">paged: {escape(plain(action.pages))}</a></li>'
    returned = {"empty": "returns nothing", "json": "returns JSON"}
    yield f"<li>{returned.get(action.returns, f'returns {action.returns}')}</li>"
    if versions := version_range(action, catalog):
        yield f"<li>{escape(versions)}</li>"
    if action.deprecated:
        yield '<li class="destroy">deprecated</li>'


def version_range(action: Action, catalog: Catalog) -> str:
    """Say which versions have an action, empty where the API has no versions."""
    rule = catalog.header.version
    if rule is None or not action.versions:
        return ""
    everything = dict.fromkeys(rule.snapshots.get(label, label) for label in rule.known)
    order = list(everything)
    places = [order.index(version) for version in action.versions]
    if len(places) == 1:
        return f"only {action.versions[0]}"
    if places != list(range(places[0], places[-1] + 1)):
        return ", ".join(action.versions)
    if places[0] == 0 and places[-1] == len(order) - 1:
        return "every version"
    if places[-1] == len(order) - 1:
        return f"since {order[places[0]]}"
    return f"{order[places[0]]} to {order[places[-1]]}"


def _fields_of_body(catalog: Catalog, lines: Sequence[Line]) -> str:
    rows = "".join(_field(catalog, line) for line in lines)
    count = sum(line.kind == "field" for line in lines)
    is_open = " open" if len(lines) <= MAX_OPEN_LINES else ""
    return (
        f'<details class="part"{is_open}><summary>Fields of <code>{BODY}</code> '
        f'<span class="quiet">({count})</span></summary><div class="fields">{rows}</div></details>'
    )


def _field(catalog: Catalog, line: Line, place: str = "") -> str:
    indent = f' style="--depth:{line.depth}"' if line.depth else ""
    if line.kind == "variant":
        return (
            f'<div class="field variant"{indent}><div class="name">{escape(line.name)}</div>'
            f'<div class="what">{_said(catalog, line)}</div></div>'
        )
    told = [f"<code>{escape(line.type)}</code>"] if line.type else []
    if place and place != "body":
        told.append(f"in the {place}")
    if line.required:
        told.append('<span class="required">required</span>')
    return (
        f'<div class="field"{indent}><div class="name"><code>{breakable(line.name)}</code></div>'
        f'<div class="what"><span class="type">{", ".join(told)}</span>{_said(catalog, line)}'
        "</div></div>"
    )


def _said(catalog: Catalog, line: Line) -> str:
    described = linked_words(catalog, line.description)
    limits = (
        f'<span class="limits">{linked_words(catalog, line.limits)}</span>' if line.limits else ""
    )
    said = " ".join(part for part in (described, limits) if part)
    example = f'<div class="quiet">e.g. <code>{escape(line.example)}</code></div>'
    return (f"<div>{said}</div>" if said else "") + (example if line.example else "")


def _examples(catalog: Catalog, action: Action) -> Iterator[str]:
    yield '<p class="label">Example</p>'
    for title, language, text in (
        ("Python", "python", python_example(action, "conn", catalog)),
        ("Command line", "sh", command_example(action, CONNECTION, catalog)),
        ("curl", "sh", curl_example(action, catalog)),
    ):
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        block = f"{fence}{language}\n{text}\n{fence}"
        indented = "\n".join(f"    {line}" if line else "" for line in block.splitlines())
        yield f'=== "{title}"\n\n{indented}'


def _answer(catalog: Catalog, action: Action) -> str:
    schema = action.returns_schema
    if schema is None:
        return ""
    fields = dict(_top_fields(schema, schema))
    rows = []
    for name, member in fields.items():
        inner = list(dict(_top_fields(member, schema)))
        shown = ", ".join(inner[:MAX_INNER_FIELDS])
        more = ", …" if len(inner) > MAX_INNER_FIELDS else ""
        line = field_line("", member, schema, required=False)
        limits = f' <span class="limits">{escape(line.limits)}</span>' if line.limits else ""
        holds = f'<div class="quiet">{escape(shown + more)}</div>' if shown else ""
        rows.append(
            f'<div class="field"><div class="name"><code>{breakable(name)}</code></div>'
            f'<div class="what"><span class="type"><code>{escape(line.type)}</code></span>'
            f"{limits}{holds}</div></div>"
        )
    if not rows:
        return ""
    return (
        f'<details class="part"><summary>Returns <span class="quiet">({len(rows)} fields)</span>'
        f'</summary><div class="fields">{"".join(rows)}</div></details>'
    )


def _top_fields(schema: Any, root: Schema) -> Iterator[tuple[str, Any]]:
    """The fields of an object, or of the items of a list, whichever variant has them."""
    for part in flattened_parts(schema, root):
        properties: Mapping[str, Any] = part.get("properties", {})
        yield from properties.items()
        for branch in (*part.get("anyOf", ()), *part.get("oneOf", ())):
            yield from _top_fields(branch, root)
        if "items" in part:
            yield from _top_fields(part["items"], root)


def _errors(catalog: Catalog, action: Action) -> str:
    own = [error for error in action.errors if not error.common]
    page = ERRORS.removeprefix(f"{FOLDER}/").replace(".md", ".html")
    shared = f'<p class="quiet">And <a href="{page}">those of every action</a>.</p>'
    if not own:
        return ""
    rows = "".join(_error_row(catalog, error.status, error.code, error.when) for error in own)
    return (
        f'<div class="part"><p class="label">Errors to expect</p>'
        f'<dl class="pairs">{rows}</dl>{shared}</div>'
    )


def _error_row(catalog: Catalog, status: int, code: str | None, when: str) -> str:
    shown = f" <code>{breakable(code)}</code>" if code else ""
    return f"<dt>{status}{shown}</dt><dd>{linked_words(catalog, when)}</dd>"


def errors_page(catalog: Catalog) -> str:
    """Return the page of the errors that any action may answer with."""
    rows = "".join(
        _error_row(catalog, error.status, error.code, error.when) for error in catalog.errors
    )
    by_status: dict[int, list[str]] = {}
    for action in catalog.values():
        for error in action.errors:
            if not error.common and action.name not in by_status.setdefault(error.status, []):
                by_status[error.status].append(action.name)
    parts = [
        "# Errors of the API",
        "<p>What any action may answer with, beside its own errors. How each is raised, and what to"
        ' do then: <a href="../errors.html">Errors, retries, reconcile</a>.</p>',
        f'<dl class="pairs">{rows}</dl>',
        "## Actions by status",
    ]
    for status, names in sorted(by_status.items()):
        links = ", ".join(link(catalog[name]) for name in names)
        parts.append(
            f'<details class="part"><summary>{status} <span class="quiet">({len(names)})</span>'
            f"</summary><p>{links}</p></details>"
        )
    return page_text(parts, title="Errors of the API")


def listings_page(catalog: Catalog) -> str:
    """Return the page of the ways in which listings are paged and jobs are waited for."""
    parts = [
        "# Listings and jobs",
        "<p>Which listing is paged in which way is part of the catalog: "
        "<code>iterate</code>, <code>pages</code> and <code>--all</code> do the rest. See"
        ' <a href="../listings.html">Listings, files and jobs</a>.</p>',
    ]
    used: dict[str, list[Action]] = {}
    for action in catalog.values():
        if action.pages:
            used.setdefault(action.pages, []).append(action)
    for name, actions in used.items():
        pager = actions[0].pager
        assert pager is not None
        parts.append(f"## {markdown_line(plain(name))} {{ #{name} }}")
        parts.append(f"<p>{escape(_pager_words(pager))}</p>")
        parts.append(f"<p>{', '.join(map(link, actions))}</p>")
    for name, waiter in catalog.header.waiters.items():
        parts.append(f"## Waiter {markdown_line(plain(name))} {{ #waiter-{name} }}")
        parts.append(
            f'<p><code>conn.wait("{escape(name)}", …)</code> polls {link(catalog[waiter.action])}'
            f" until its <code>{escape(waiter.state)}</code> is "
            f"{_choice(waiter.done)}; {_choice(waiter.failed)} raises <code>JobFailed</code>.</p>"
        )
    return page_text(parts, title="Listings and jobs")


def _pager_words(pager: Pager) -> str:
    if pager.style == "cursor":
        how = f"The answer tells a cursor at {pager.next}; it is sent as {pager.cursor_param}."
    elif pager.style == "page":
        how = f"Pages are numbered from {pager.first_page}, sent as {pager.page_param}."
    else:
        how = f"The answer tells the address of the next page at {pager.next}."
    size = f" The size of a page is sent as {pager.size_param}" if pager.size_param else ""
    if size:
        size += f", at most {pager.max_size}." if pager.max_size else "."
    return how + size


def _choice(states: Iterable[str]) -> str:
    return " or ".join(f"<code>{escape(state)}</code>" for state in states)
