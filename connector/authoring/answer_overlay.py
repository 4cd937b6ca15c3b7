"""Apply an overlay to what actions answer: corrections of schemas, and which errors to expect.

Done once, on the merged catalog, since answers are not kept by version. As everywhere, a difference
that changes nothing is a problem. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from .answer_format import ActionError, ErrorRules
from .answers import Answers, compacted
from .catalog_files import CatalogFiles
from .conversion import without_null
from .format import Change, Overlay
from .overlay import OverlayProblem, patched_schema
from .schema_tree import Schema

Pair = tuple[int, str | None]
"""Status and code."""

_MANIFOLD = (400, 404, 409, 422)
"""Statuses that mean something else in each action."""


def with_answers(
    catalog: CatalogFiles, answers: Answers, overlay: Overlay, *, known: Iterable[str] = ()
) -> tuple[CatalogFiles, list[OverlayProblem]]:
    """A catalog with what its actions answer, the overlay's corrections applied.

    `known`: actions that may be named although this import leaves them out.
    """
    problems: list[OverlayProblem] = []
    schemas = {name: each.get("schema") for name, each in answers.returns.items()}
    parts = dict(answers.parts)
    for index, change in enumerate(overlay.differences):
        if change.returns:
            problems += _apply(change, f"/differences/{index}", schemas, parts, set(known))
    errors = _Errors(overlay.errors, answers)
    problems += errors.problems(catalog.entries, set(known))
    returns: dict[str, dict[str, Any]] = {}
    for name, entry in catalog.entries.items():
        schema = schemas.get(name) if entry["returns"] == "json" else None
        listed = errors.of(name)
        found = {**({"schema": schema} if schema else {}), **({"errors": listed} if listed else {})}
        if found:
            returns[name] = found
    done = compacted(Answers(returns, parts))
    for name, each in done.returns.items():
        if "schema" in each:
            # An answer in JSON is one; the document's null is that of a shared part.
            done.returns[name] = {**each, "schema": without_null(each["schema"])}
    return replace(catalog, returns=done.returns, return_parts=done.parts), problems


def _apply(
    change: Change,
    place: str,
    schemas: dict[str, Schema | None],
    parts: dict[str, Schema],
    known: set[str],
) -> Iterator[OverlayProblem]:
    for name in change.actions:
        if name not in schemas:
            if name not in known:
                yield OverlayProblem(place, f"there is no action {name!r}")
            continue
        try:
            changed = patched_schema(schemas[name] or {}, change.returns, change.at)
        except KeyError as error:
            yield OverlayProblem(place, f"{name} returns nothing at {error.args[0]}")
            continue
        if changed == schemas[name]:
            yield OverlayProblem(place, f"changes nothing of what {name} returns")
        schemas[name] = changed
    for name in change.shared:
        changes = 0
        # What is said of a part holds in each version's state of it that has such a place.
        for own in [own for own in parts if own == name or own.startswith(f"{name}-")]:
            try:
                changed = patched_schema(parts[own], change.returns, change.at)
            except KeyError:
                continue
            changes += changed != parts[own]
            parts[own] = changed
        if not changes and not known:
            yield OverlayProblem(place, f"changes nothing of {name}")


class _Errors:
    """The errors of each action: those that documents show, those that the overlay adds."""

    def __init__(self, rules: ErrorRules, answers: Answers) -> None:
        self._rules = rules
        common = {(each.status, each.code) for each in rules.common}
        self._shown: dict[str, dict[Pair, str | None]] = {
            name: {
                (error["status"], error.get("code")): error.get("when")
                for error in each.get("errors", ())
                if not _is_common((error["status"], error.get("code")), common)
            }
            for name, each in answers.returns.items()
        }
        self._documented = {
            name: {(error["status"], error.get("code")) for error in each.get("errors", ())}
            for name, each in answers.returns.items()
        }
        self._own: dict[str, dict[Pair, ActionError]] = {}
        for each in rules.actions:
            for name in each.actions:
                self._own.setdefault(name, {})[each.status, each.code] = each
        self._used: set[str] = set()

    def of(self, name: str) -> list[dict[str, Any]]:
        """The errors of an action as they are written, by status."""
        shown, own = self._shown.get(name, {}), self._own.get(name, {})
        # A status that is known without a code says less than one with.
        coded = {status for status, code in (*shown, *own) if code is not None}
        pairs = {pair for pair in (*shown, *own) if pair[1] is not None or pair[0] not in coded}
        pairs -= {pair for pair in pairs if self._never(pair)}
        return [
            {
                "status": status,
                **({"code": code} if code is not None else {}),
                "when": self._words(own, shown, (status, code)) or "",
            }
            for status, code in sorted(pairs, key=lambda pair: (pair[0], pair[1] or ""))
        ]

    def _never(self, pair: Pair) -> bool:
        key = _spelled(pair)
        never = self._rules.words.get(key, "") is None
        if never:
            self._used.add(key)
        return never

    def _words(
        self, own: Mapping[Pair, ActionError], shown: Mapping[Pair, str | None], pair: Pair
    ) -> str | None:
        if pair in own:
            return own[pair].when
        status, code = pair
        for key in (f"{status} {code}", str(code), str(status)):
            if key in self._rules.words and (code is not None or key == str(status)):
                self._used.add(key)
                return self._rules.words[key]
        return shown.get(pair)

    def problems(self, entries: Iterable[str], known: set[str]) -> Iterator[OverlayProblem]:
        """What is wrong with the overlay's rules for errors."""
        names = list(entries)
        for index, each in enumerate(self._rules.actions):
            for name in each.actions:
                if name not in names and name not in known:
                    message = f"there is no action {name!r}"
                    yield OverlayProblem(f"/errors/actions/{index}", message)
                pair = each.status, each.code
                shown = self._documented.get(name, ())
                if name in names and pair not in shown and not each.source:
                    message = f"no document shows {_spelled(pair)} of {name}; name the source"
                    yield OverlayProblem(f"/errors/actions/{index}", message)
        for name in names:
            for error in self.of(name):
                if self._rules.words and not error["when"]:
                    pair = error["status"], error.get("code")
                    yield OverlayProblem("/errors/words", f"{name}: none for {_spelled(pair)}")
        if not known:
            for key in self._rules.words.keys() - self._used:
                yield OverlayProblem("/errors/words", f"nothing needs {key!r}")


def _is_common(pair: Pair, common: set[Pair]) -> bool:
    """Whether any action has it: also where the document leaves the code of such a status out."""
    status, code = pair
    uncoded = code is None and status not in _MANIFOLD
    return pair in common or (uncoded and status in {each for each, _ in common})


def _spelled(pair: Pair) -> str:
    return f"{pair[0]} {pair[1]}" if pair[1] else str(pair[0])
