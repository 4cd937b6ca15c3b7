"""What all tests share: no test sees the user's own connections, sandbox or environment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from connector import Catalog, load_catalog


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("CONNECTOR_SANDBOX_DATA", str(tmp_path / "sandbox.sqlite3"))
    for name in ("CONNECTOR_CONNECTIONS", "INTERCOM_ACCESS_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name in ("INTERCOM_REGION", "INTERCOM_VERSION"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _no_shared_connections() -> Iterator[None]:
    yield
    from connector import dispatch

    dispatch._close_shared()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()
