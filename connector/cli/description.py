"""Actions as a person reads them on a terminal. Imports rich; see ``terminal``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..catalog import Catalog
from ..fields import BODY
from ..inputs import body_lines, param_lines
from ..model import Action
from ..outline import Line, place_of_param
from ..related import related_actions
from ..type_names import legend
from .expectations import show_expectations
from .field_list import field_list
from .terminal import console, show_heading, show_section
from .wrapping import Wrapped, joined

MAX_NAME_WIDTH = 44
"""Widest column of action names in a list, characters; longer names wrap."""

MAX_WIDTH = 120
"""Longer lines than this are hard to read, characters."""

SPOKEN = "en"
"""The language whose ways of asking are shown, where the catalog has them in several."""

MAX_ALIASES = 5

_EFFECT_STYLES = {"read": "green", "write": "yellow", "destroy": "red"}
_EXAMPLES = {"command": "Command line", "python": "Python", "curl": "curl"}
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=\S)(?<!e\.g\. )(?<!i\.e\. )")


def show_actions(actions: Sequence[Action], *, grouped: bool, total: int) -> None:
    """Print actions: under headings by group, or in the order given. ``total`` is all there are."""
    out = console()
    if grouped:
        for group, members in groupby(actions, key=lambda action: action.group):
            out.print(Text(group, style="bold underline"))
            out.print(Padding(_listed(list(members)), (0, 0, 1, 0)))
    else:
        for action in actions:
            out.print(
                Text.assemble(
                    _action_name(action), "  ", _effect(action), ("  " + action.group, "dim")
                )
            )
            out.print(Padding(Text(action.summary), (0, 0, 0, 4)))
    count = f"{len(actions)} action{'' if len(actions) == 1 else 's'}"
    left = f" of {total}; --limit {total} shows all" if total > len(actions) else ""
    out.print(Text(count + left, style="dim"))


def _listed(actions: Sequence[Action]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(max_width=MAX_NAME_WIDTH, overflow="fold")
    grid.add_column(width=max(map(len, _EFFECT_STYLES)))
    grid.add_column(overflow="fold")
    for action in actions:
        grid.add_row(_action_name(action), _effect(action), Text(action.summary))
    return grid


def _action_name(action: Action) -> Text:
    return Text(action.name, style="strike" if action.deprecated else "bold")


def _effect(action: Action) -> Text:
    return Text(action.effect, style=_EFFECT_STYLES[action.effect])


def show_action(
    action: Action, catalog: Catalog, examples: Mapping[str, str], remarks: Mapping[str, str]
) -> None:
    """Print all there is to know about an action.

    ``examples`` are texts by their form, ``remarks`` what is to be said of some of them.
    """
    out = console()
    out.width = min(out.width, MAX_WIDTH)
    out.print(Text.assemble((action.name, "bold"), ("  " + action.group, "dim")))
    if action.summary:
        out.print(Text(action.summary))
    for sentence in _SENTENCE_END.split(action.hint or ""):
        if sentence:
            out.print(Wrapped(Text(sentence, style="italic"), hang=2))
    if asked := _asked(action):
        out.print(Wrapped(Text(f"People ask: {', '.join(map(joined, asked))}, …", style="dim"), 2))
    out.print()
    out.print(Text.assemble((action.method, "bold cyan"), " ", action.path))
    out.print(_facts(action))
    _show_params(out, action, catalog)
    show_expectations(out, action)
    if related := related_actions(catalog, action):
        rows = [(each.name, each.why, catalog[each.name].summary) for each in related]
        show_section(out, "Related", _related(rows))
    for form, text in examples.items():
        show_heading(out, _EXAMPLES[form], remarks.get(form, ""))
        # Left to the terminal to wrap, so that it can be copied.
        out.print(Text(text, style="green"), soft_wrap=True)


def _asked(action: Action) -> tuple[str, ...]:
    spoken = action.aliases.get(SPOKEN) or next(iter(action.aliases.values()), ())
    return spoken[:MAX_ALIASES]


def _show_params(out: Console, action: Action, catalog: Catalog) -> None:
    lines = param_lines(action, catalog.header.version)
    below = body_lines(action)
    width = out.width - 2
    is_sure = any(line.name == BODY and line.required for line in lines)
    if lines:
        places = {line.name: place_of_param(action, line.name) for line in lines}
        remark = _remark(lines, "* required")
        show_section(out, "Params", field_list(lines, width, places=places), remark)
    if below:
        starred = "* required" if is_sure else f"* required when {BODY} is sent"
        said = legend(line.type for line in lines)
        remark = _remark(below, starred, said)
        show_section(out, f"Fields of {BODY}", field_list(below, width), remark)


def _remark(lines: Sequence[Line], starred: str, said: str = "") -> str:
    """Explain the star and the words for types, as far as they are used and not ``said`` yet."""
    parts = [starred] if any(line.required for line in lines) else []
    words = legend(line.type for line in lines)
    parts.extend(part for part in words.split("; ") if part not in said)
    return "; ".join(parts)


def _related(rows: Iterable[tuple[str, str, str]]) -> RenderableType:
    return Group(
        *(
            Group(
                Text.assemble((name, "bold"), (f"  {why}", "magenta")),
                Padding(Text(summary, style="dim"), (0, 0, 0, 4)),
            )
            for name, why, summary in rows
        )
    )


def _facts(action: Action) -> Wrapped:
    parts: list[tuple[str, str]] = [(action.effect, _EFFECT_STYLES[action.effect])]
    parts.append(("idempotent" if action.idempotent else "not idempotent", ""))
    if action.irreversible:
        parts.append(("irreversible", "bold red"))
    if action.pages:
        parts.append((f"paged by {action.pages.replace('_', ' ')}", ""))
    parts.append((f"returns {'nothing' if action.returns == 'empty' else action.returns}", ""))
    if action.versions:
        first, last = action.versions[0], action.versions[-1]
        in_words = f"version {first}" if first == last else f"versions {first} to {last}"
        parts.append((f"in API {in_words}", ""))
    if action.deprecated:
        parts.append(("deprecated", "bold red"))
    return Wrapped(Text(" · ").join(Text(joined(words), style=style) for words, style in parts), 2)
