from __future__ import annotations

import copy
from typing import Any

import pytest

from connector.patching import patched

DOCUMENT: dict[str, Any] = {"a/b": {"~": [1, 2, 3]}, "kept": {"x": None}}


@pytest.mark.parametrize(
    ("operation", "result"),
    [
        ({"op": "replace", "path": "/a~1b/~0/1", "value": 9}, {"~": [1, 9, 3]}),
        ({"op": "remove", "path": "/a~1b/~0/0"}, {"~": [2, 3]}),
        ({"op": "add", "path": "/a~1b/~0/1", "value": 9}, {"~": [1, 9, 2, 3]}),
        ({"op": "add", "path": "/a~1b/~0/-", "value": 9}, {"~": [1, 2, 3, 9]}),
        ({"op": "add", "path": "/a~1b/new", "value": None}, {"~": [1, 2, 3], "new": None}),
        ({"op": "remove", "path": "/a~1b/~0"}, {}),
    ],
)
def test_each_operation_does_what_the_standard_says(
    operation: dict[str, Any], result: dict[str, Any]
) -> None:
    before = copy.deepcopy(DOCUMENT)
    assert patched(DOCUMENT, [operation]) == {"a/b": result, "kept": {"x": None}}
    assert before == DOCUMENT


def test_operations_follow_each_other_and_the_whole_can_be_replaced() -> None:
    operations = [{"op": "replace", "path": "", "value": [1]}, {"op": "remove", "path": "/0"}]
    assert patched(DOCUMENT, operations) == []


@pytest.mark.parametrize("path", ["/nowhere/x", "/a~1b/~0/7/x"])
def test_a_path_that_leads_nowhere_is_an_error(path: str) -> None:
    with pytest.raises((KeyError, IndexError)):
        patched(DOCUMENT, [{"op": "replace", "path": path, "value": 1}])
