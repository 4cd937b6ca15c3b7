from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path

import pytest

from connector.cli.connections_file import add_table, remove_table
from connector.errors import ConnectionConfigError

WRITTEN_BY_HAND = """\
# All of ours.

[first]  # the oldest
token = "env:A"

# Used at night.
["se.cond"]
token = "env:B"
region = 'eu'

# The last.
[third]
token = "env:C"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "connections.toml"


def test_a_new_file_is_private(file: Path) -> None:
    add_table(file, "a.b", {"token": 'q"\\\x7f\n'})
    assert tomllib.loads(file.read_text()) == {"a.b": {"token": 'q"\\\x7f\n'}}
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("end", ["", "\n", "# last words"])
def test_what_is_there_stays_as_it_is(file: Path, end: str) -> None:
    file.parent.mkdir()
    file.write_text(WRITTEN_BY_HAND + end)
    add_table(file, "fourth", {"token": "env:D"})
    assert file.read_text().startswith(WRITTEN_BY_HAND + end)
    assert tomllib.loads(file.read_text())["fourth"] == {"token": "env:D"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("first", ["# All of ours.", "# Used at night.", '["se.cond"]', "# The last.", "[third]"]),
        ("se.cond", ["# All of ours.", "[first]  # the oldest", "# The last.", "[third]"]),
        ("third", ["# All of ours.", "[first]  # the oldest", "# Used at night.", '["se.cond"]']),
    ],
)
def test_a_table_is_cut_out(file: Path, name: str, kept: list[str]) -> None:
    file.parent.mkdir()
    file.write_text(WRITTEN_BY_HAND)
    remove_table(file, name)
    left = file.read_text()
    assert tomllib.loads(left).keys() == {"first", "se.cond", "third"} - {name}
    assert [line for line in left.splitlines() if line in kept] == kept


def test_adding_and_removing_leaves_the_file_as_it_was(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(WRITTEN_BY_HAND)
    add_table(file, "fourth", {"token": "env:D"})
    remove_table(file, "fourth")
    assert file.read_text().rstrip() == WRITTEN_BY_HAND.rstrip()


@pytest.mark.parametrize(
    "text",
    [
        'first = {token = "env:A"}\n',
        '[other]\ntoken = """\n[first]\n"""\n[first]\ntoken = "env:A"\n',
    ],
)
def test_what_cannot_be_changed_safely_is_left_alone(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(ConnectionConfigError, match="by hand"):
        remove_table(file, "first")
    assert file.read_text() == text
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text('[a]\ntoken = "env:A"\n')
    file.parent.mkdir()
    file.symlink_to(real)
    add_table(file, "b", {"token": "env:B"})
    assert file.is_symlink()
    assert tomllib.loads(real.read_text()).keys() == {"a", "b"}


def test_a_name_is_added_once(file: Path) -> None:
    add_table(file, "a", {"token": "env:A"})
    with pytest.raises(ConnectionConfigError, match="connections remove a"):
        add_table(file, "a", {"token": "env:B"})
