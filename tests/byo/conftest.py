"""A marina, its catalog as the importer makes it, and a connection to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from connector import Catalog, load_catalog
from connector.authoring import import_catalog
from connector.cli.program import program

from ..http_server import Received
from .harbour import KEY, Harbour, open_harbour

HERE = Path(__file__).parent
DOCUMENT = HERE / "harbour.yaml"
OVERLAY = HERE / "overlay.yaml"

Cli = Callable[..., Result]


@dataclass
class Marina:
    """A marina that is being served: its state, its address, what it was asked."""

    state: Harbour
    url: str
    received: list[Received]

    @property
    def targets(self) -> list[str]:
        return [request.target.removeprefix("/v1") for request in self.received]


@pytest.fixture
def marina() -> Iterator[Marina]:
    state = Harbour()
    with open_harbour(state) as (url, received):
        yield Marina(state, url, received)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("catalogs") / "harbour"
    import_catalog([DOCUMENT], target, overlay=OVERLAY)
    return target


@pytest.fixture
def harbour_catalog(folder: Path) -> Catalog:
    return load_catalog(folder)


@pytest.fixture
def cli() -> Cli:
    """Run the command line in this process, its output not a terminal."""

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(program, arguments)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def connected(
    marina: Marina, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Marina:
    """Describe the marina as the connection `quay`, in a file beside its catalog."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HARBOUR_KEY", KEY)
    (tmp_path / "own").symlink_to(folder)
    (tmp_path / "connections.toml").write_text(
        f'[quay]\ntoken = "env:HARBOUR_KEY"\nbase_url = "{marina.url}"\ncatalog = "own"\n',
        encoding="utf-8",
    )
    return marina


def told(result: Result) -> Any:
    """Return what a command printed as JSON; it must have ended well."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)
