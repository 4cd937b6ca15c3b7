"""Downloads that go wrong, sync and async: what is raised, and what is left behind."""

from __future__ import annotations

import asyncio
import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from connector import AsyncConnection
from connector.errors import ApiError, ConnectorError, NotFound, Timeout, TransportError

from .both import MODES, TOKEN, Story, ask, play, play_call
from .file_server import BINARY, CONTENT, CUT, STRONG, File, get, left_in
from .raw_server import Exchange, RawServer

pytestmark = pytest.mark.parametrize("mode", MODES)


@pytest.fixture(autouse=True)
def _no_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.random", lambda: 0.0)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder / "export.zip"


@pytest.mark.parametrize("cut", [0, 10, len(CONTENT) - 1])
def test_a_file_that_never_comes_whole_is_an_error_and_leaves_what_was_there(
    mode: str, target: Path, cut: int
) -> None:
    target.write_bytes(b"old")
    with RawServer(File([cut] * 9, {})) as server, pytest.raises(TransportError) as caught:
        play_call(mode, get(target, max_retries=2), base_url=server.url)
    assert (caught.value.action, caught.value.connection) == (BINARY, "desk")
    assert left_in(target) == ["export.zip"]
    assert target.read_bytes() == b"old"
    assert len(server.requests) in (3, 4)


def test_a_refusal_leaves_nothing_and_quotes_the_api(mode: str, target: Path) -> None:
    body = b'{"type": "error.list", "errors": [{"code": "not_found", "message": "No such job"}]}'
    with (
        RawServer(lambda exchange: exchange.answer(body, 404)) as server,
        pytest.raises(NotFound, match="No such job"),
    ):
        play_call(mode, get(target), base_url=server.url)
    assert left_in(target) == []


@pytest.mark.parametrize(
    "location",
    [
        "http://files.example.com/x",
        "http://api.intercom.io/x",
        "ftp://files.example.com/x",
        "https://user:pw@files.example.com/x",
        "mailto:files@example.com",
    ],
)
def test_a_redirect_to_plain_http_or_to_nowhere_is_refused(
    mode: str, target: Path, location: str
) -> None:
    asked: list[httpx.URL] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        return httpx.Response(302, headers={"Location": location})

    with pytest.raises(ApiError, match="not followed"):
        play_call(mode, get(target), transport=httpx.MockTransport(answer))
    assert [url.host for url in asked] == ["api.intercom.io"]
    assert left_in(target) == []


def test_a_drip_ends_in_time_although_bytes_come(mode: str, target: Path) -> None:
    def drip(exchange: Exchange) -> None:
        exchange.head(200, {**STRONG, "Content-Length": 1_000_000})
        exchange.drip(b"drip")

    started = time.monotonic()
    with RawServer(drip) as server, pytest.raises(Timeout, match=r"within 0\.2 s"):
        play_call(mode, get(target, timeout=0.2, max_retries=1), base_url=server.url)
    assert time.monotonic() - started < 5.0
    assert left_in(target) == []
    assert len(server.requests) <= 2


def test_a_file_that_keeps_coming_may_take_longer_than_the_timeout(mode: str, target: Path) -> None:
    pieces = [CONTENT[:20_000]] * 12

    def flow(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Length": sum(map(len, pieces))})
        for piece in pieces:
            exchange.server.ended.wait(0.1)
            exchange.send(piece)

    started = time.monotonic()
    with RawServer(flow) as server:
        play_call(mode, get(target, timeout=1.0, max_retries=0), base_url=server.url)
    assert time.monotonic() - started > 1.0
    assert target.read_bytes() == b"".join(pieces)


class _FullDisk(io.FileIO):
    def write(self, piece: Any) -> int:
        raise OSError(28, "No space left on device")


def test_a_disk_error_is_raised_as_it_is_and_the_connection_goes_on(
    mode: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.write_bytes(b"old")

    def story() -> Story[None]:
        with monkeypatch.context() as patch:
            patch.setattr("os.fdopen", lambda descriptor, how: _FullDisk(descriptor, how))
            with pytest.raises(OSError, match="No space left"):
                yield get(target)
        assert (left_in(target), target.read_bytes()) == (["export.zip"], b"old")
        yield get(target)
        assert target.read_bytes() == CONTENT

    with RawServer(File()) as server:
        play(mode, story(), base_url=server.url)
    assert len(server.requests) == 2


def test_what_the_progress_function_raises_ends_the_download(mode: str, target: Path) -> None:
    def stop(done: int, total: int | None) -> None:
        raise KeyError("stopped by the caller")

    with RawServer(File()) as server, pytest.raises(KeyError, match="stopped by the caller"):
        play_call(mode, get(target, progress=stop), base_url=server.url)
    assert left_in(target) == []


def test_two_downloads_to_one_target_do_not_mix(mode: str, target: Path) -> None:
    pytest.importorskip("fcntl", reason="the system has no locks for that")
    go_on = threading.Event()

    def hold(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Length": len(CONTENT)})
        exchange.send(CONTENT[:CUT])
        go_on.wait(5)
        exchange.send(CONTENT[CUT:])

    def refused_beside_it(server: RawServer) -> None:
        server.wait_until(lambda: len(server.requests) == 1)
        try:
            with pytest.raises(FileExistsError, match="another download"):
                play_call("sync", get(target), base_url=server.url)
        finally:
            go_on.set()

    with RawServer(hold) as server:
        if mode == "sync":
            with ThreadPoolExecutor() as pool:
                first = pool.submit(play_call, mode, get(target), base_url=server.url)
                refused_beside_it(server)
                first.result(5)
        else:

            async def both() -> None:
                async with AsyncConnection("desk", token=TOKEN, base_url=server.url) as connection:
                    params = {"job_identifier": "j-1"}
                    first = asyncio.create_task(connection.download(BINARY, params, to=target))
                    await asyncio.to_thread(refused_beside_it, server)
                    await first

            asyncio.run(both())
        assert len(server.requests) == 1
    assert target.read_bytes() == CONTENT


def test_a_cancelled_download_leaves_what_was_there(mode: str, target: Path) -> None:
    if mode == "sync":
        pytest.skip("only a task can be cancelled")
    target.write_bytes(b"old")

    def stall(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Length": len(CONTENT)})
        exchange.send(CONTENT[:CUT])
        exchange.wait_for_hang_up()

    async def story() -> None:
        async with AsyncConnection("desk", token=TOKEN, base_url=server.url) as connection:
            params = {"job_identifier": "j-1"}
            task = asyncio.create_task(connection.download(BINARY, params, to=target))
            await asyncio.to_thread(server.wait_until, lambda: len(server.requests) == 1)
            assert left_in(target) == ["export.zip", "export.zip.part"]
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    with RawServer(stall) as server:
        asyncio.run(story())
        server.wait_until(lambda: server.open == 0)
    assert (left_in(target), target.read_bytes()) == (["export.zip"], b"old")


def test_only_a_get_is_downloaded(mode: str, target: Path) -> None:
    wanted = ask("download", "post_contacts", {"data": {"email": "a@example.com"}}, to=target)
    with pytest.raises(ConnectorError, match="only what a GET answers"):
        play_call(mode, wanted, base_url="http://127.0.0.1:9")
    assert left_in(target) == []
