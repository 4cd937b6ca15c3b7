"""The unfinished file of a download."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from connector.downloading import PartFile
from connector.errors import InvalidResponse
from connector.wire import Headers

ETAG = '"v1"'


def headers(**told: object) -> Headers:
    return Headers((name.replace("_", "-"), str(value)) for name, value in told.items())


@pytest.fixture
def part(tmp_path: Path) -> Iterator[PartFile]:
    made = PartFile(tmp_path / "export.csv")
    yield made
    made.discard()


def test_it_has_another_name_until_it_is_whole(part: PartFile, tmp_path: Path) -> None:
    part.begin(200, headers(content_length=4))
    part.write(b"ab")
    assert [file.name for file in tmp_path.iterdir()] == ["export.csv.part"]
    part.write(b"cd")
    assert part.finish() == tmp_path / "export.csv"
    assert [file.name for file in tmp_path.iterdir()] == ["export.csv"]
    assert (tmp_path / "export.csv").read_bytes() == b"abcd"
    part.discard()
    assert (tmp_path / "export.csv").exists()


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize("left_over", [None, 0o644, 0o666])
def test_only_its_owner_can_read_it(tmp_path: Path, left_over: int | None) -> None:
    target = tmp_path / "export.csv"
    before = tmp_path / "export.csv.part"
    if left_over is not None:
        before.write_bytes(b"left over from an earlier try")
        before.chmod(left_over)
    part = PartFile(target)
    assert stat.S_IMODE(before.stat().st_mode) == 0o600
    part.begin(200, headers())
    part.write(b"new")
    part.finish()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_bytes() == b"new"


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        PartFile(tmp_path)
    with pytest.raises(FileNotFoundError):
        PartFile(tmp_path / "missing" / "export.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="the system cannot refuse links")
def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("keep")
    (tmp_path / "export.csv.part").symlink_to(victim)
    with pytest.raises(OSError, match=r"export\.csv\.part"):
        PartFile(tmp_path / "export.csv")
    assert victim.read_text() == "keep"


def test_a_second_one_for_the_same_target_is_refused(part: PartFile, tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="the system has no locks for that")
    part.begin(200, headers())
    part.write(b"first")
    with pytest.raises(FileExistsError, match="another download"):
        PartFile(tmp_path / "export.csv")
    part.write(b" still")
    assert part.finish().read_bytes() == b"first still"


@pytest.mark.parametrize("ended_by", ["finish", "discard"])
def test_a_lock_got_on_what_another_download_just_ended_is_none(
    part: PartFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ended_by: str
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="the system has no locks for that")
    part.begin(200, headers())
    part.write(b"whole")
    really_lock = fcntl.flock

    def lock(descriptor: int, how: int) -> None:
        getattr(part, ended_by)()
        really_lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", lock)
    with pytest.raises(FileExistsError, match="another download"):
        PartFile(tmp_path / "export.csv")
    left = [(file.name, file.read_bytes()) for file in tmp_path.iterdir()]
    assert left == ([("export.csv", b"whole")] if ended_by == "finish" else [])


def test_progress_is_told_after_each_piece(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    part = PartFile(tmp_path / "export.csv", lambda size, total: told.append((size, total)))
    part.begin(200, headers(content_length=5, etag=ETAG))
    part.write(b"abc")
    part.begin(206, headers(content_range="bytes 3-4/5", etag=ETAG))
    part.write(b"de")
    part.begin(200, headers())
    part.write(b"x")
    part.discard()
    assert told == [(3, 5), (5, 5), (1, None)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"content_range": "bytes 3-9/10"}, 10),
        ({"content_range": " bytes 3-9/10 ", "content_length": 7}, 10),
        ({"content_range": "bytes 3-9/*", "content_length": 7}, 10),
        ({"content_range": "bytes 3-9/*"}, None),
    ],
)
def test_a_part_that_fits_is_appended(
    part: PartFile, told: dict[str, object], expected: int | None
) -> None:
    part.begin(200, headers(etag=ETAG))
    part.write(b"abc")
    part.begin(206, headers(etag=ETAG, **told))
    assert (part.size, part.expected) == (3, expected)
    part.write(b"def")
    assert part.finish().read_bytes() == b"abcdef"


@pytest.mark.parametrize(
    "told",
    [
        {"content_range": "bytes 0-9/10", "etag": ETAG},
        {"content_range": "bytes 4-9/10", "etag": ETAG},
        {"content_range": "bytes */10", "etag": ETAG},
        {"content_range": "3-9/10", "etag": ETAG},
        {"content_range": "bytes 3-9/10, bytes 3-9/10", "etag": ETAG},
        {"etag": ETAG},
        {"content_range": "bytes 3-9/10", "etag": '"v2"'},
    ],
)
def test_another_part_is_refused(part: PartFile, told: dict[str, object]) -> None:
    part.begin(200, headers(etag=ETAG))
    part.write(b"abc")
    with pytest.raises(InvalidResponse, match="another part") as caught:
        part.begin(206, headers(x_request_id="r-1", **told))
    assert (caught.value.status, caught.value.request_id) == (206, "r-1")
