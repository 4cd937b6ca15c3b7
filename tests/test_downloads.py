"""Downloads over a socket, sync and async: whole, resumed, and fetched elsewhere."""

from __future__ import annotations

import gzip
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from .both import MODES, TOKEN, ask, play_call
from .file_server import BINARY, CONTENT, CUT, STRONG, File, get, left_in, ranges
from .raw_server import Exchange, RawServer

DATE = "Wed, 21 Oct 2025 07:28:00 GMT"
REDIRECT = "get_calls_by_id_recording"

pytestmark = pytest.mark.parametrize("mode", MODES)


@pytest.fixture(autouse=True)
def _no_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.random", lambda: 0.0)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder / "export.zip"


def test_a_file_comes_whole(mode: str, target: Path) -> None:
    with RawServer(File()) as server:
        assert play_call(mode, get(target), base_url=server.url) == target
    assert target.read_bytes() == CONTENT
    assert left_in(target) == ["export.zip"]
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    [request] = server.requests
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["accept-encoding"] == "identity"
    assert "range" not in request.headers


def test_what_was_there_is_replaced_by_an_empty_file_too(mode: str, target: Path) -> None:
    target.write_bytes(b"old")
    with RawServer(File(content=b"")) as server:
        play_call(mode, get(target), base_url=server.url)
    assert target.read_bytes() == b""


@pytest.mark.parametrize("validators", [STRONG, {"Last-Modified": DATE}], ids=["etag", "date"])
def test_a_transfer_that_breaks_is_resumed(
    mode: str, target: Path, validators: dict[str, str]
) -> None:
    with RawServer(File([CUT, CUT], validators)) as server:
        play_call(mode, get(target, max_retries=1), base_url=server.url)
    assert target.read_bytes() == CONTENT
    assert ranges(server) == [None, f"bytes={CUT}-", f"bytes={2 * CUT}-"]
    assert server.requests[1].headers["if-range"] == next(iter(validators.values()))


@pytest.mark.parametrize("validators", [{}, {"ETag": 'W/"v1"'}], ids=["none", "weak"])
def test_without_a_validator_it_starts_again(
    mode: str, target: Path, validators: dict[str, str]
) -> None:
    with RawServer(File([CUT], validators)) as server:
        play_call(mode, get(target), base_url=server.url)
    assert target.read_bytes() == CONTENT
    assert ranges(server) == [None, None]


def test_a_file_that_changed_meanwhile_starts_again(mode: str, target: Path) -> None:
    old, new = File([CUT]), File(validators={"ETag": '"v2"'}, content=CONTENT[::-1])
    with RawServer(lambda exchange: (old if exchange.number == 1 else new)(exchange)) as server:
        play_call(mode, get(target), base_url=server.url)
    assert target.read_bytes() == CONTENT[::-1]
    assert ranges(server) == [None, f"bytes={CUT}-"]


def wrong_start(exchange: Exchange) -> None:
    told = {**STRONG, "Content-Range": f"bytes 0-9/{len(CONTENT)}", "Content-Length": 10}
    exchange.head(206, told)
    exchange.send(CONTENT[:10])


def other_state(exchange: Exchange) -> None:
    rest = CONTENT[CUT:]
    span = f"bytes {CUT}-{len(CONTENT) - 1}/{len(CONTENT)}"
    exchange.head(206, {"ETag": '"v2"', "Content-Range": span, "Content-Length": len(rest)})
    exchange.send(rest)


def not_satisfiable(exchange: Exchange) -> None:
    exchange.answer(b"", 416, Content_Range="bytes */7")


@pytest.mark.parametrize("oddly", [wrong_start, other_state, not_satisfiable])
def test_a_resumption_that_goes_wrong_starts_again(mode: str, target: Path, oddly: Any) -> None:
    file = File([CUT])
    with RawServer(lambda exchange: (oddly if exchange.number == 2 else file)(exchange)) as server:
        play_call(mode, get(target), base_url=server.url)
    assert target.read_bytes() == CONTENT
    assert ranges(server) == [None, f"bytes={CUT}-", None]


def test_a_part_that_is_shorter_than_asked_for_is_gone_on_from(mode: str, target: Path) -> None:
    file = File([CUT])

    def handle(exchange: Exchange) -> None:
        if exchange.number != 2:
            file(exchange)
            return
        span = f"bytes {CUT}-{2 * CUT - 1}/{len(CONTENT)}"
        exchange.head(206, {**STRONG, "Content-Range": span, "Content-Length": CUT})
        exchange.send(CONTENT[CUT : 2 * CUT])

    with RawServer(handle) as server:
        play_call(mode, get(target), base_url=server.url)
    assert target.read_bytes() == CONTENT
    assert ranges(server)[1:] == [f"bytes={CUT}-", f"bytes={2 * CUT}-"]


def test_progress_counts_up_to_the_whole_size(mode: str, target: Path) -> None:
    told: list[tuple[int, int | None]] = []
    with RawServer(File([CUT])) as server:
        wanted = get(target, progress=lambda done, total: told.append((done, total)))
        play_call(mode, wanted, base_url=server.url)
    sizes = [done for done, _ in told]
    assert sizes == sorted(sizes)
    assert CUT in sizes
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert {total for _, total in told} == {len(CONTENT)}


def test_the_size_of_a_chunked_file_is_not_known(mode: str, target: Path) -> None:
    told: list[tuple[int, int | None]] = []

    def handle(exchange: Exchange) -> None:
        exchange.head(200, {"Transfer-Encoding": "chunked"})
        exchange.send(b"3\r\nabc\r\n", b"2\r\nde\r\n", b"0\r\n\r\n")

    with RawServer(handle) as server:
        wanted = get(target, progress=lambda done, total: told.append((done, total)))
        play_call(mode, wanted, base_url=server.url)
    assert target.read_bytes() == b"abcde"
    assert told[-1] == (5, None)


def test_what_is_encoded_is_written_as_it_was_sent(mode: str, target: Path) -> None:
    packed = gzip.compress(CONTENT)
    with RawServer(lambda exchange: exchange.answer(packed, Content_Encoding="gzip")) as server:
        play_call(mode, get(target), base_url=server.url)
    assert target.read_bytes() == packed


@pytest.mark.parametrize("action", [BINARY, REDIRECT])
def test_another_server_gets_no_credentials(mode: str, target: Path, action: str) -> None:
    params = {"job_identifier": "j-1"} if action == BINARY else {"id": 7}
    with RawServer(File([CUT])) as storage:
        there = f"{storage.url}/bucket/x%20y?sig=a%2Fb"
        with RawServer(lambda exchange: exchange.answer(b"", 302, Location=there)) as server:
            wanted = ask("download", action, params, to=target, headers={"X-Own": "mine"})
            play_call(mode, wanted, base_url=server.url)
    assert target.read_bytes() == CONTENT
    assert server.requests[0].headers["authorization"] == f"Bearer {TOKEN}"
    assert "intercom-version" in server.requests[0].headers
    assert [r.target for r in storage.requests] == ["/bucket/x%20y?sig=a%2Fb"] * 2
    assert ranges(storage) == [None, f"bytes={CUT}-"]
    for request in storage.requests:
        assert not {"authorization", "intercom-version", "x-own", "cookie"} & set(request.headers)
        assert TOKEN not in str(request.headers)
