"""Tells a story to a fresh sandbox, through the engine, by the names of actions.

Every answer has to be what the catalog promises, and nothing may be refused unless the story says
so. A step may say which other actions it `shows`: then its answer has to be another one than it
would be without the latest of each of them. What was run and what was shown is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Self

import jsonschema_rs

from connector import Catalog, Connection, load_catalog
from connector.errors import ApiError
from connector.model import Action
from connector.sandbox import Sandbox, SandboxTransport, Snapshot

from ..api import Clock
from ..test_promised_answers import EXCEPTIONS

Params = Mapping[str, Any] | None
Shown = str | tuple[str, ...]


class Shop:
    """The bicycle shop of the seed, with a clock that stands still until `later`.

    `succeeded` holds the actions that did what they were asked for, `shown` pairs of an action and
    another one whose effect, or whose answer, it showed.
    """

    def __init__(self) -> None:
        self.clock = Clock()
        self.sandbox = Sandbox(now=self.clock)
        self.succeeded: set[str] = set()
        self.shown: set[tuple[str, str]] = set()
        self._before: dict[str, Snapshot] = {}
        self._connections: dict[str, Connection] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        for connection in self._connections.values():
            connection.close()
        self.sandbox.close()

    def run(self, name: str, params: Params = None, *, shows: Shown = ()) -> Any:
        """Run an action, in the newest version that has it, and return what it answers."""
        action = catalog()[name]
        before = None if action.effect == "read" else self.sandbox.snapshot()
        answer = self._connection(action).run(name, params)
        check_answer(action, answer)
        self._note(action, params, shows, answer)
        self.succeeded.add(name)
        if before is not None:
            self._before[name] = before
        return answer

    def refused(self, name: str, params: Params, code: str, *, shows: Shown = ()) -> None:
        """Run an action that has to be refused with a code that the catalog tells of."""
        action = catalog()[name]
        outcome = self._outcome(action, params)
        assert isinstance(outcome, ApiError), f"{name} was not refused"
        assert outcome.errors[0]["code"] == code, f"{name} was refused otherwise: {outcome}"
        known = {error.code or code for error in action.errors if error.status == outcome.status}
        assert code in known, f"{name}: the catalog knows no {outcome.status} {code}"
        self._note(action, params, shows, (outcome.status, code))

    def later(self, seconds: float) -> int:
        """Let time pass; gives the UNIX time then."""
        return self.clock.pass_(seconds)

    def _connection(self, action: Action) -> Connection:
        version = action.versions[-1]
        if version not in self._connections:
            transport = SandboxTransport(self.sandbox)
            self._connections[version] = Connection(
                "shop", token="told", version=version, max_retries=0, transport=transport
            )
        return self._connections[version]

    def _note(self, action: Action, params: Params, shows: Shown, answer: Any) -> None:
        for other in (shows,) if isinstance(shows, str) else shows:
            assert other in self.succeeded, f"{other} was not run yet"
            if catalog()[other].effect != "read":
                without = self._without(other, action, params)
                assert without != answer, f"{action.name} says the same without {other}"
            self.shown.add((action.name, other))

    def _without(self, other: str, action: Action, params: Params) -> Any:
        """What an action would answer had another one not been run, nor anything since."""
        with self.sandbox.unchanged():
            self.sandbox.restore(self._before[other])
            outcome = self._outcome(action, params)
        if isinstance(outcome, ApiError):
            return outcome.status, outcome.errors[0]["code"]
        return outcome

    def _outcome(self, action: Action, params: Params) -> Any:
        try:
            return self._connection(action).run(action.name, params)
        except ApiError as error:
            return error


Story = Callable[[Shop], None]


@cache
def catalog() -> Catalog:
    return load_catalog()


@cache
def _validator(name: str) -> Any:
    schema = catalog()[name].returns_schema
    return None if schema is None else jsonschema_rs.validator_for(schema)


def check_answer(action: Action, answer: Any) -> None:
    """Fail where a success is not what the catalog says that the action returns."""
    expected = {"binary": bytes, "text": str, "redirect": str}.get(action.returns)
    if expected is not None:
        assert isinstance(answer, expected), action.name
        return
    validator = _validator(action.name)
    assert (answer is None) == (validator is None), f"{action.name} answers {answer!r}"
    if validator is not None:
        problems = [
            f"{place}: {error.message[:200]}"
            for error in validator.iter_errors(answer)
            if (f"{action.method} {action.path}", place := _place(error)) not in EXCEPTIONS
        ]
        assert not problems, f"{action.name} answers what the catalog does not say: {problems}"


def _place(error: Any) -> str:
    """Where an error is, as in `$.data[0].name`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
    return "$" + "".join(steps)
