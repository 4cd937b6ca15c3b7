from __future__ import annotations

import random
from typing import Any

import pytest

from connector.authoring.json_patch import patch_between
from connector.patching import patched


def value(chance: random.Random, depth: int) -> Any:
    kind = chance.randrange(7 if depth else 5)
    if kind == 5:
        return [value(chance, depth - 1) for _ in range(chance.randrange(4))]
    if kind == 6:
        names = chance.sample(["a", "b/c", "~d", "", "0"], chance.randrange(5))
        return {name: value(chance, depth - 1) for name in names}
    return [None, True, 1, 1.5, "text"][kind]


@pytest.mark.parametrize("seed", range(200))
def test_a_patch_leads_from_one_value_to_another(seed: int) -> None:
    chance = random.Random(seed)
    one, other = value(chance, 4), value(chance, 4)
    result = patched(one, list(patch_between(one, other)))
    assert result == other
    assert repr(result).count("True") == repr(other).count("True")


def test_what_is_the_same_needs_no_patch() -> None:
    assert list(patch_between({"a": [1, {"b": None}]}, {"a": [1, {"b": None}]})) == []


def test_a_truth_value_is_no_number() -> None:
    assert list(patch_between({"a": 1}, {"a": True})) == [
        {"op": "replace", "path": "/a", "value": True}
    ]
