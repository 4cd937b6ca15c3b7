from __future__ import annotations

import subprocess
import sys

import connector


def test_the_public_names_are_these() -> None:
    assert sorted(connector.__all__) == [
        *("Action", "AsyncConnection", "Catalog", "Connection", "Page", "RateLimit"),
        *("Reconciled", "Response"),
        *("UnknownFieldWarning", "__version__", "aconnect", "arun_connection_action", "connect"),
        *("errors", "load_catalog", "run_connection_action", "search_actions"),
    ]
    for name in connector.__all__:
        assert getattr(connector, name) is not None
    assert set(connector._HOMES) | {"errors", "__version__"} == set(connector.__all__)


def test_importing_the_package_imports_none_of_its_parts() -> None:
    code = (
        "import sys, connector\n"
        "print(sorted(m for m in sys.modules if m.startswith('connector.')), "
        "'httpx' in sys.modules, 'yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['connector.version'] False False"
