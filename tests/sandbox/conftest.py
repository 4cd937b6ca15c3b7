from __future__ import annotations

from collections.abc import Iterator

import pytest

from connector.sandbox import Sandbox

from .api import Api, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock: Clock) -> Iterator[Api]:
    with Sandbox(now=clock) as sandbox:
        yield Api(sandbox, clock)
