"""`docs/guides/own-api.md` runs as it stands, in its order, against the marina it is about."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml

from connector import load_catalog

from .conftest import DOCUMENT, OVERLAY, Cli, Marina
from .harbour import KEY

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "guides" / "own-api.md"
TEXT = PAGE.read_text(encoding="utf-8")
PIXEL = b"\x89PNG\r\n\x1a\n\x00\xff"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder that has what the page names, and go there."""
    for file in (DOCUMENT, OVERLAY):
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    (tmp_path / "emma.png").write_bytes(PIXEL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HARBOUR_KEY", KEY)
    return tmp_path


def test_every_block_of_the_page_runs(
    checkout: Path, marina: Marina, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    marina.state.add_berths(12)
    ran = 0
    for kind, block in BLOCKS:
        if kind == "toml":
            table = re.sub(r'base_url = ".*"', f'base_url = "{marina.url}"', block)
            (checkout / "connections.toml").write_text(table, encoding="utf-8")
        elif kind == "python":
            exec(compile(block, str(PAGE), "exec"), {})  # noqa: S102
            assert capsys.readouterr().out == "3 B\n6 A\n9 B\n12 A\n"
        elif kind == "console":
            for line in block.splitlines():
                assert line.startswith("$ connector ")
                done = cli(*shlex.split(line)[2:])
                assert done.exit_code == 0, f"{line}\n{done.output}"
                assert done.stdout.strip() or "--to" in line
                ran += 1
    assert ran >= 12
    assert (checkout / "deed.txt").read_text() == "Sold."
    assert marina.state.papers[2].content == marina.state.photos["b-1"] == PIXEL
    assert 1 in marina.state.berths, "--dry-run sends nothing"


def test_the_page_shows_the_overlay_that_it_uses() -> None:
    shown = yaml.safe_load(next(block for kind, block in BLOCKS if kind == "yaml"))
    used = yaml.safe_load(OVERLAY.read_text(encoding="utf-8"))
    assert shown["header"] == used["header"]
    assert shown["differences"] == used["differences"][: len(shown["differences"])]


def test_the_files_that_the_page_shows_are_accepted(folder: Path) -> None:
    shown = next(block for kind, block in BLOCKS if kind == "json").splitlines()
    assert len(shown) == 2
    for line in shown:
        params = {"boat_id": "b-1", "data": {"file": json.loads(line)}}
        load_catalog(folder)["post_boats_by_boat_id_papers"].validate(params)


def test_what_the_page_refers_to_exists() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (PAGE.parent / target).is_file()
