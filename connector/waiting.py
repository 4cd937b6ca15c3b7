"""Waiting for a job, as a flow of calls. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .calls import Call, Run, Steps, Wait
from .dotted import MISSING, value_at
from .errors import JobFailed, JobTimeout
from .model import Waiter

GROWTH = 1.5


def wait_steps(
    name: str,
    waiter: Waiter,
    prepare: Callable[[], Call],
    *,
    timeout_s: float,
    progress: Callable[[str, float], object] | None = None,
) -> Steps[Any]:
    """Poll a job until it is done and return its last state.

    The pauses grow from ``delay_s`` to ``max_delay_s``; ``timeout_s`` bounds their sum.
    ``progress`` is called after each look with the job's state and the seconds waited so far.
    Raises ``JobFailed``, ``JobTimeout``, and what a call raises.
    """
    waited_s = 0.0
    delay_s = waiter.delay_s
    while True:
        response = yield Run(prepare())
        last = response.data
        state = value_at(last, waiter.state)
        if progress is not None:
            progress(str(state), waited_s)
        if state in waiter.done:
            return last
        if state not in waiter.pending:
            known = state in waiter.failed
            what = f"it ended as {state!r}" if known else f"it has no known state ({_told(state)})"
            raise JobFailed(
                f"waiting for {name}: {what}.",
                last=last,
                action=waiter.action,
                next_step="Start a new job." if known else f"Look at it with {waiter.action}.",
            )
        if waited_s + delay_s > timeout_s:
            raise JobTimeout(
                f"waiting for {name}: it is still {state!r} after {waited_s:g} s.",
                last=last,
                action=waiter.action,
                next_step="It goes on by itself: wait for it again, with a longer timeout.",
            )
        yield Wait(delay_s)
        waited_s += delay_s
        delay_s = min(waiter.max_delay_s, delay_s * GROWTH)


def _told(state: Any) -> str:
    return "none" if state is MISSING else repr(state)[:60]
