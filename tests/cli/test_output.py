"""Where ``--to`` puts a result: a regular file is replaced, anything else is written into."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import click
import pytest

from connector.cli.failure import Fault
from connector.cli.output import PrivateFile

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX special files")


def put(path: Path, content: bytes) -> None:
    with PrivateFile(path) as file:
        file.write(content)


def test_a_regular_file_is_replaced_by_a_private_one(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old")
    path.chmod(0o644)
    with path.open("rb") as reader:
        put(path, b"new")
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["out"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix
def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    put(pipe, b"x" * 200_000)
    reader.join(timeout=30)
    assert received == [b"x" * 200_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [file.name for file in tmp_path.iterdir()] == ["pipe"]


@posix
def test_a_device_stays_a_device(tmp_path: Path) -> None:
    device = Path(os.devnull)
    before = device.stat()
    put(device, b"gone")
    assert (device.stat().st_ino, device.stat().st_mode) == (before.st_ino, before.st_mode)
    link = tmp_path / "link"
    link.symlink_to(device)
    put(link, b"gone")
    assert link.is_symlink()
    assert stat.S_ISCHR(link.stat().st_mode)


@posix
@pytest.mark.parametrize("exists", [True, False])
def test_a_link_stays_a_link(exists: bool, tmp_path: Path) -> None:
    target = tmp_path / "target"
    link = tmp_path / "link"
    link.symlink_to("target")
    if exists:
        target.write_bytes(b"old")
    put(link, b"new")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_that_takes_nothing_is_told() -> None:
    with pytest.raises(click.ClickException, match="could not be written to /dev/full"):
        put(Path("/dev/full"), b"x")


def test_nothing_appears_when_the_call_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), PrivateFile(tmp_path / "out"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (".", "is a folder"),
        ("missing/out", "No such file"),
        ("file/out", "Not a directory"),
        ("x" * 300, "too long"),
        ("a\0b", "null"),
    ],
    ids=["folder", "missing", "below a file", "long", "null"],
)
def test_a_path_that_cannot_be_written_is_told(name: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Fault, match=told), PrivateFile(tmp_path / name):
        pytest.fail("it was opened")


@posix
def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(Fault, match="cannot write to"), PrivateFile(tmp_path / "loop"):
        pytest.fail("it was opened")
