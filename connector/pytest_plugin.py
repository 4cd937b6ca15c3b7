"""Fixtures for tests of whatever calls the API: a sandbox of their own, and a connection to it.

pytest finds this module by itself where the package is installed. It imports next to nothing until
a test asks for one of its fixtures.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .connection import Connection
    from .sandbox import Sandbox, Snapshot

SEED_MARKER = "intercom_seed"
SEED_OPTION = "--intercom-seed"

_snapshots: pytest.StashKey[dict[Path, Snapshot]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option for a seed that every test's sandbox holds."""
    parser.getgroup("intercom").addoption(
        SEED_OPTION,
        metavar="FILE",
        help="YAML file with what intercom_sandbox holds beside the small workspace",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers",
        f"{SEED_MARKER}(file): what intercom_sandbox holds beside the small workspace; the path "
        "counts from the test's own folder",
    )


@pytest.fixture
def intercom_sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A fresh Intercom in memory for this test alone.

    Inside the test the connection named ``sandbox`` reaches it too, however it is opened.
    """
    from .sandbox import Sandbox, standing_in

    with Sandbox() as sandbox:
        seed = _seed_file(request)
        if seed is not None:
            _plant(sandbox, seed, request.config)
        with standing_in(sandbox), _own_shared_connections():
            yield sandbox


@contextmanager
def _own_shared_connections() -> Iterator[None]:
    """What shared connections have learnt of one test's sandbox does not hold in another's."""
    from .dispatch import _close_shared

    _close_shared()
    try:
        yield
    finally:
        _close_shared()


@pytest.fixture
def intercom_connection(intercom_sandbox: Sandbox) -> Iterator[Connection]:
    """The connection named ``sandbox``, onto this test's own Intercom."""
    from .dispatch import connect
    from .profiles import SANDBOX

    with connect(SANDBOX) as connection:
        yield connection


def _seed_file(request: pytest.FixtureRequest) -> Path | None:
    marker = request.node.get_closest_marker(SEED_MARKER)
    if marker is not None:
        if len(marker.args) != 1 or marker.kwargs:
            raise pytest.UsageError(f"{SEED_MARKER} takes one file: {SEED_MARKER}('shop.yaml')")
        return Path(request.path.parent, marker.args[0]).resolve()
    given = request.config.getoption(SEED_OPTION)
    return None if given is None else Path(request.config.invocation_params.dir, given).resolve()


def _plant(sandbox: Sandbox, seed: Path, config: pytest.Config) -> None:
    """Seed a sandbox; what the file made is made once and then copied."""
    made = config.stash.setdefault(_snapshots, {})
    if seed in made:
        sandbox.restore(made[seed])
        return
    sandbox.seed(seed)
    made[seed] = sandbox.snapshot()
