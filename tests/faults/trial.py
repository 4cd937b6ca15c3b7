"""One fault, one kind of call, sync or async: run it against a server and judge how it ended.

The judgement compares what the client says with what the server saw; every broken rule is one
sentence in ``Trial.broken``. A call that does not end within the watch-dog's time is left behind.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import pickle
import threading
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from connector import AsyncConnection, Connection
from connector.errors import ApiError, ConnectorError, TransportError

from .fault import CALLS, DONE, IDEMPOTENT, LARGE, READS, TEXT_CALL, Call, Fault
from .server import HOST, Facts, FaultServer, behave

Mode = Literal["sync", "async"]
MODES: tuple[Mode, ...] = ("sync", "async")
TOKEN = "dG9rOnRoZS1mYXVsdC10YWJsZQ"
WATCHDOG_S = 15.0
SETTLE_S = 3.0
SLACK_S = 2.5
LONGEST_TOLD_WAIT_S = 1.5
"""What an answer of a script asks a client to wait, at most, with its jitter."""
BACKOFFS_S = (0.5, 1.0, 2.0)
MAX_EXCERPT = 2000
MAX_TEXT = 4000
CLOCK_SLACK_S = 0.02

_numbers = itertools.count()


@dataclass(frozen=True)
class Ending:
    """How one call ended."""

    result: Any = None
    error: BaseException | None = None
    elapsed_s: float = 0.0


@dataclass
class Trial:
    """What came of a fault: ``ending`` is ``None`` where the call never ended."""

    fault: Fault
    call: Call
    mode: Mode
    ending: Ending | None = None
    settled: bool = True
    after: Ending | None = None
    facts: Facts = field(default_factory=Facts)
    after_facts: Facts = field(default_factory=Facts)
    prepared: tuple[str, bytes] = ("", b"")
    broken: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """How it ended, in a few words."""
        if self.ending is None:
            return "HANGS"
        error = self.ending.error
        if error is None:
            return "result"
        said = f" ({error.outcome})" if isinstance(error, ConnectorError) else ""
        return type(error).__name__ + said


class _Settle:
    """Asks the driver to wait until the server has finished with every attempt."""


Story = Generator[Call | _Settle, Any, None]


def run_trial(fault: Fault, call: Call, mode: Mode) -> Trial:
    """Run and judge one trial."""
    trial = Trial(fault, call, mode)
    with FaultServer(
        fault.script,
        lasts=fault.lasts,
        warm_up=fault.warm_up or (behave,),
        down_for_s=fault.down_for_s,
    ) as server:
        drive = _drive_sync if mode == "sync" else _drive_async
        finished = _within(WATCHDOG_S, lambda: drive(trial, server))
        trial.facts, trial.after_facts = server.facts["call"], server.facts["next"]
    if not finished:
        trial.ending = None
    trial.broken.extend(judge(trial))
    return trial


def _within(seconds: float, work: Callable[[], None]) -> bool:
    """Run ``work`` in a thread; false where it is still running after that time."""
    raised: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - handed on to the caller's thread
            raised.append(error)

    thread = threading.Thread(target=guarded, daemon=True)
    thread.start()
    thread.join(seconds)
    if raised:
        raise raised[0]
    return not thread.is_alive()


def _story(trial: Trial, server: FaultServer) -> Story:
    """The calls of a trial, in order; told to a driver that makes them."""
    fault = trial.fault
    if fault.warm_up is not None:
        yield "GET"
        yield _Settle()
    server.begin("call")
    trial.ending = yield trial.call
    trial.settled = yield _Settle()
    if fault.followed_up:
        server.begin("next")
        trial.after = yield trial.call


def _options(trial: Trial, server: FaultServer) -> dict[str, Any]:
    fault = trial.fault
    options: dict[str, Any] = {
        # A limiter is shared by whoever shares a token; trials are not to wait for each other.
        "token": f"{TOKEN}-{next(_numbers)}",
        "base_url": f"{fault.scheme}://{HOST}:{server.port}",
        "timeout": fault.timeout_s,
        "max_retries": fault.max_retries,
        "max_wait": fault.max_wait_s,
    }
    if fault.max_response_bytes is not None:
        options["max_response_bytes"] = fault.max_response_bytes
    return options


def _action_and_params(fault: Fault, call: Call) -> tuple[str, dict[str, Any]]:
    action, params = TEXT_CALL if fault.text_result and call == "GET" else CALLS[call]
    if not fault.large_body or "data" not in params:
        return action, params
    data = params["data"]
    if "query" in data:
        return action, {**params, "data": {"query": {**data["query"], "value": LARGE}}}
    return action, {**params, "data": dict.fromkeys(data, LARGE)}


def _drive_sync(trial: Trial, server: FaultServer) -> None:
    with Connection("faulty", **_options(trial, server)) as connection:
        request = connection.prepare(*_action_and_params(trial.fault, trial.call))
        trial.prepared = (request.method, request.content)
        story = _story(trial, server)
        told: Any = None
        while (step := _next(story, told)) is not None:
            if isinstance(step, _Settle):
                told = server.wait_until_idle(SETTLE_S)
                continue
            started = time.monotonic()
            try:
                result = connection.run(*_action_and_params(trial.fault, step))
                told = Ending(result, None, time.monotonic() - started)
            except Exception as error:  # noqa: BLE001 - which error it is, is what is judged
                told = Ending(None, error, time.monotonic() - started)


def _drive_async(trial: Trial, server: FaultServer) -> None:
    asyncio.run(_run_async(trial, server))


async def _run_async(trial: Trial, server: FaultServer) -> None:
    async with AsyncConnection("faulty", **_options(trial, server)) as connection:
        request = connection.prepare(*_action_and_params(trial.fault, trial.call))
        trial.prepared = (request.method, request.content)
        story = _story(trial, server)
        told: Any = None
        while (step := _next(story, told)) is not None:
            if isinstance(step, _Settle):
                told = await asyncio.to_thread(server.wait_until_idle, SETTLE_S)
                continue
            started = time.monotonic()
            try:
                result = await connection.run(*_action_and_params(trial.fault, step))
                told = Ending(result, None, time.monotonic() - started)
            except Exception as error:  # noqa: BLE001 - which error it is, is what is judged
                told = Ending(None, error, time.monotonic() - started)


def _next(story: Story, told: Any) -> Call | _Settle | None:
    try:
        return story.send(told)
    except StopIteration:
        return None


def judge(trial: Trial) -> Iterable[str]:
    """Yield every rule that the trial broke."""
    facts = trial.facts
    if trial.call not in IDEMPOTENT and facts.carried_out > 1:
        yield f"carried out {facts.carried_out} times"
    if facts.elsewhere or trial.after_facts.elsewhere:
        yield "another origin was called"
    if trial.ending is None:
        yield f"no end within {WATCHDOG_S:g} s"
        return
    yield from _expected_ending(trial, trial.ending)
    if isinstance(trial.ending.error, ConnectorError):
        yield from _truth(trial.ending.error, trial)
        yield from _form(trial.ending.error)
    yield from _requests(trial)
    yield from _time(trial, trial.ending)
    if not trial.settled:
        yield "the connection of an attempt was left open"
    if trial.after is not None:
        yield from _next_call(trial, trial.after)


def _attempts(fault: Fault, call: Call) -> range:
    """Return the numbers of attempts that are right for the call."""
    if call in fault.attempts:
        return fault.attempts[call]
    if fault.at_once:
        right = max(1, len(fault.script))
    elif call in fault.survived_by:
        right = len(fault.script) + 1
    elif fault.lasts and call in IDEMPOTENT:
        right = 1 + fault.max_retries
    else:
        right = 1
    if call in fault.also_right:
        return range(1, max(right, len(fault.script) + 1) + 1)
    return range(right, right + 1)


def _expected_ending(trial: Trial, ending: Ending) -> Iterable[str]:
    fault, error = trial.fault, ending.error
    ended = "succeeds" if error is None else "fails"
    due = "succeeds" if trial.call in fault.survived_by else "fails"
    if ended != due and ended not in fault.also_right.get(trial.call, ()):
        yield f"{ended}, but {due} is right" + (f": {error!r:.200}" if error else "")
    elif error is None:
        yield from _result(trial, ending.result)
    elif not isinstance(error, ConnectorError):
        yield f"raised {type(error).__name__}: {error!s:.200}"
    else:
        if not isinstance(error, fault.error):
            yield f"{type(error).__name__} is not the error that is due: {error!s:.200}"
        if error.outcome not in fault.outcome:
            yield f"outcome {error.outcome!r}, but {' or '.join(sorted(fault.outcome))} is right"
        if fault.least_retry_after_s is not None and not (
            error.retry_after is not None and error.retry_after >= fault.least_retry_after_s
        ):
            yield f"retry_after is {error.retry_after}"
    allowed = _attempts(fault, trial.call)
    if trial.facts.attempts not in allowed:
        right = f"{allowed[0]}" if len(allowed) == 1 else f"{allowed[0]} to {allowed[-1]}"
        yield f"{trial.facts.attempts} attempts, but {right} is right"


def _result(trial: Trial, result: Any) -> Iterable[str]:
    fault = trial.fault
    wanted = DONE if fault.script and not fault.at_once else fault.result
    if wanted is not DONE:
        if result != wanted:
            yield f"result {result!r:.100}"
        return
    if _serial(result) not in trial.facts.serials:
        yield f"result {result!r:.100} is not what the server answered"


def _serial(result: Any) -> Any:
    """Return the number of the answer that a result stands for, ``None`` where it is none."""
    if isinstance(result, str):
        try:
            result = json.loads(result)
        except ValueError:
            return None
    return result.get("serial") if isinstance(result, dict) else None


def _truth(error: ConnectorError, trial: Trial) -> Iterable[str]:
    """Whether the error is true: judged by what the server saw, not by the script.

    A read changes nothing, so that a later refusal may stand for the whole call.
    """
    facts = trial.facts
    if trial.call not in READS and facts.carried_out and error.outcome != "unknown":
        yield f"says {error.outcome}, and the server carried it out"
    if trial.call not in READS and facts.requests and error.outcome == "not_sent":
        yield "says not_sent, and the server has the whole request"
    if error.outcome == "rejected" and not facts.answers:
        yield "says rejected, and the server never answered"
    if isinstance(error, (ApiError, TransportError)):
        told = (facts.attempts, error.status, error.request_id)
        last = facts.answers[-1:]
        came = bool(last) and last[0][0] == facts.attempts
        excused = error.status is None and trial.fault.head_may_be_lost
        if came and told not in last and not excused:
            yield f"says status {error.status}, request id {error.request_id}, not {last[0]}"
        if isinstance(error.body, str) and len(error.body) > MAX_EXCERPT:
            yield f"keeps {len(error.body)} characters of the body"


def _form(error: ConnectorError) -> Iterable[str]:
    """Whether the error can be shown, handed to a machine and pickled, without the token."""
    if len(str(error)) > MAX_TEXT:
        yield f"its text is {len(str(error))} characters long"
    try:
        shown = json.dumps(error.to_dict(), allow_nan=False) + repr(error) + str(error)
    except (RecursionError, TypeError, ValueError) as problem:
        yield f"to_dict() is no JSON: {problem!r:.100}"
        shown = str(error)
    try:
        shown += repr(pickle.loads(pickle.dumps(error)))
    except (RecursionError, pickle.PicklingError, TypeError, AttributeError) as problem:
        yield f"cannot be pickled: {problem!r:.100}"
    if TOKEN in shown:
        yield "shows the token"
    try:
        shown.encode()
    except UnicodeEncodeError:
        yield "its text cannot be printed"


def _requests(trial: Trial) -> Iterable[str]:
    method, content = trial.prepared
    for seen in (*trial.facts.requests, *trial.after_facts.requests):
        if not str(seen.authorization).startswith(f"Bearer {TOKEN}"):
            yield f"an attempt had Authorization {str(seen.authorization)[:6]!r}"
        if (seen.method, seen.body) != (method, content):
            yield f"an attempt was {seen.method} with {len(seen.body)} bytes"


def _time(trial: Trial, ending: Ending) -> Iterable[str]:
    facts, fault = trial.facts, trial.fault
    if facts.too_early_s > CLOCK_SLACK_S:
        yield f"sent again {facts.too_early_s:.2f} s too early"
    retries = facts.attempts - 1 if fault.followed_up else fault.max_retries
    waiting_s = sum(BACKOFFS_S[:retries]) + LONGEST_TOLD_WAIT_S * retries
    silent_s = (retries + 1) * fault.timeout_s if fault.timeout_s < 5 else 0.0
    budget_s = waiting_s + silent_s + SLACK_S
    if ending.elapsed_s > budget_s:
        yield f"took {ending.elapsed_s:.1f} s, at most {budget_s:.1f} s are right"


def _next_call(trial: Trial, after: Ending) -> Iterable[str]:
    if after.error is not None:
        yield f"the next call fails: {after.error!r:.200}"
        return
    if _serial(after.result) not in trial.after_facts.serials:
        yield f"the next call's result {after.result!r:.100} is not what the server answered"
    if trial.call not in IDEMPOTENT and trial.after_facts.carried_out != 1:
        yield f"the next call was carried out {trial.after_facts.carried_out} times"
