"""Params as one JSON document: written out on the command line, in a file, or on stdin."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ..errors import InvalidParams, Problem
from ..model import Action
from .failure import Fault

EXCERPT = 24
"""How much is shown of what cannot be read, characters."""


def params_document(given: str, action: Action) -> dict[str, Any]:
    """Return the params that ``--params`` gives: JSON, ``@FILE``, or ``-`` for stdin.

    Raises ``InvalidParams`` that says where the text is no JSON and what a right one looks like,
    ``Fault`` where a file cannot be read.
    """
    try:
        text = _text(given)
        params = json.loads(text)
    except OSError as error:
        raise Fault(f"cannot read {given[1:]}: {error.strerror}.") from error
    except json.JSONDecodeError as error:
        raise _refusal(f"is not JSON: {_place(error)}", action) from error
    except (ValueError, RecursionError) as error:
        raise _refusal(f"is not JSON: {error}", action) from error
    if not isinstance(params, dict):
        raise _refusal("must be a JSON object", action)
    return params


def _text(given: str) -> str:
    if given == "-":
        return sys.stdin.buffer.read().decode()
    if given.startswith("@"):
        return Path(given[1:]).read_text(encoding="utf-8")
    return given


def _place(error: json.JSONDecodeError) -> str:
    found = error.doc[error.pos : error.pos + EXCERPT].split("\n")[0]
    seen = f"at {found!r}" if found else "at its end"
    what = error.msg[:1].lower() + error.msg[1:]
    return f"{what}, line {error.lineno}, column {error.colno}, {seen}"


def _refusal(message: str, action: Action) -> InvalidParams:
    from shlex import join

    from ..examples import example_params

    right = join(["--params", json.dumps(example_params(action), ensure_ascii=False)])
    fault = Problem("", f"--params {message}. Write it like: {right}", "a JSON object")
    return InvalidParams([fault], action=action.name)
