"""The wheel alone, away from the repository, finds its catalog and runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
STORY = """
import json, connector
from connector.catalog import default_folder
made = connector.run_connection_action("sandbox", "post_contacts", {"data": {"role": "lead"}})
print(json.dumps([connector.__file__, str(default_folder()), len(connector.load_catalog()),
                  made["role"]]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run([*command, str(REPOSITORY)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_it_holds_the_catalog_and_nothing_of_the_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "connector/data/actions.yaml" in names
    assert "connector/data/schemas/get_me.json" in names
    assert {"connector/py.typed", "connector/typed.py", "connector/typed.pyi"} <= set(names)
    assert sum(name.startswith("connector/data/schemas/") for name in names) > 268
    assert not [name for name in names if name.startswith(("tests", "cassettes", "benchmarks"))]
    assert wheel.stat().st_size < 1_500_000


def test_it_runs_from_any_folder_without_the_repository(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(target)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(target)}
    run = [sys.executable, "-c", STORY]
    done = subprocess.run(run, capture_output=True, text=True, env=environment, cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    file, folder, count, role = json.loads(done.stdout)
    assert Path(file).is_relative_to(target)
    assert Path(folder) == target / "connector" / "data"
    assert (count, role) == (268, "lead")
    assert list(elsewhere.iterdir()) == []
