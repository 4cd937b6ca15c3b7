"""What type checkers and editors know of each action; at run time, nothing.

They read ``typed.pyi`` beside this file, which ``connector catalog types`` writes from the catalog:
there, what these functions return takes the params of the action that it is called with.
"""

from __future__ import annotations

from typing import TypeVar

F = TypeVar("F")


def typed_run(function: F) -> F:
    """Return a method that runs an action by name, as it is."""
    return function


typed_async_run = typed_dispatch = typed_async_dispatch = typed_run
